#!/bin/sh
# samples/scripts/spark.py and hadoop.sh with stand-ins for Spark and Hadoop, for which there are no Debian packages: they make the same
# calls and hold to the same contract (see stand_ins), so that what is tested is the pipe: a line in, a line out, the exit status.
#     pipe-engines.sh CLEANSCRAPE
set -eu
cleanscrape=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
samples=${here%/tests/cluster}/samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$cleanscrape" "$work/bin/cleanscrape"
PATH=$work/bin:$here/stand_ins:$PATH PYTHONPATH=$here/stand_ins PYTHONDONTWRITEBYTECODE=1 HADOOP_STREAMING_JAR=streaming.jar
export PATH PYTHONPATH PYTHONDONTWRITEBYTECODE HADOOP_STREAMING_JAR
cd "$work"

{
  for i in $(seq 1 300); do
    printf '{"id": %d, "text": "The tide came in at %d past six.\\n이 글자크기로 변경됩니다.\\nIt was crossing number %d."}\n' $i $((i % 60)) $i
  done
  printf '%s\n' '{"text": "nothing goes \\001 here \\t"}' '{"text":	"a tab in the white space"}' 'no JSON	at all \001' '' '{"no": "text"}'
} > pages.jsonl
cleanscrape --from jsonl --on-bad-record mark --quiet < pages.jsonl > expected.jsonl
[ "$(wc -l < expected.jsonl)" = 305 ] || { echo "FAILED: lines were swallowed"; exit 1; }
! grep -q 글자크기 expected.jsonl || { echo "FAILED: records were not cleaned"; exit 1; }

python3 "$samples/scripts/spark.py" pages.jsonl spark
cat spark/part-* | cmp - expected.jsonl || { echo "FAILED: Spark's lines are others"; exit 1; }
sh "$samples/scripts/hadoop.sh" pages.jsonl hadoop
cat hadoop/part-* | cmp - expected.jsonl || { echo "FAILED: Hadoop's lines are others"; exit 1; }

# A status of 0 where nothing changes, any other where it cannot go on: then the engine stops, and says so.
printf '{"text": "Nothing goes from here."}\n' > same.jsonl
python3 "$samples/scripts/spark.py" same.jsonl same && sh "$samples/scripts/hadoop.sh" same.jsonl same-too
cat same/part-* same-too/part-* | sort -u | cmp - same.jsonl || { echo "FAILED: changed"; exit 1; }
printf 'no-such-setting = 1\n' > .cleanscrape.toml
export CLEANSCRAPE_CONFIG=$work/.cleanscrape.toml
! python3 "$samples/scripts/spark.py" same.jsonl stopped 2> spark.err || { echo "FAILED: Spark goes on"; exit 1; }
grep -q "exited with error code 2" spark.err || { cat spark.err; echo "FAILED: not said"; exit 1; }
! sh "$samples/scripts/hadoop.sh" same.jsonl stopped-too 2> hadoop.err || { echo "FAILED: Hadoop goes on"; exit 1; }
echo "the pipes of Spark and Hadoop (stand-ins): done"
