#!/bin/sh
# Cleans JSON Lines with Hadoop streaming, map only: samples/scripts/hadoop.sh IN OUT
# Status 0 means done, also when nothing changed; any other status fails the task, which Hadoop tries again. Hadoop would cut each line into
# key and value at a separator: a tab and a bar never follow each other in a line of JSON.
set -eu
exec hadoop jar "${HADOOP_STREAMING_JAR:-$HADOOP_HOME/share/hadoop/tools/lib/hadoop-streaming.jar}" \
  -D mapreduce.job.reduces=0 \
  -D "stream.map.output.field.separator=$(printf '\t|')" \
  -D mapreduce.output.textoutputformat.separator='' \
  -files "$(command -v cleanscrape)" \
  -input "$1" -output "$2" \
  -mapper './cleanscrape --from jsonl --text-field text --on-bad-record mark --quiet'
