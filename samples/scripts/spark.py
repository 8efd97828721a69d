"""Cleans JSON Lines with Spark: spark-submit samples/scripts/spark.py IN OUT

Each line of IN is an object with the page in "text". cleanscrape runs once for each partition, as a filter: one line in, one line out, in
order. Status 0 means done, also when nothing changed, so that checkCode only fails a stage where something is wrong."""
import sys

from pyspark import SparkContext

COMMAND = "cleanscrape --from jsonl --text-field text --on-bad-record mark --quiet"

context = SparkContext(appName="cleanscrape")
context.textFile(sys.argv[1]).pipe(COMMAND, checkCode=True).saveAsTextFile(sys.argv[2])
