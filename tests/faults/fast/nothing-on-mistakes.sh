#!/bin/sh
# Where a run cannot begin, nothing is made and nothing is emptied.
. "$(dirname "$0")/../lib.sh"

make_tree tree 3
listing() { find . -mindepth 1 ! -name err -exec ls -ld --time-style=full-iso {} +; }
# refused WHAT MESSAGE ARGUMENTS...: exit status 2, the message, and nothing made or changed
refused() {
  what=$1 message=$2
  shift 2
  touch err
  before=$(listing)
  "$cleanscrape" "$@" > /dev/null 2> err
  expect "exit status: $what" 2 $?
  expect_says err "$message"
  expect "the folder: $what" "$before" "$(listing)"
}
echo "an old log" > log
refused "a log in no folder" "the audit log cannot be written" tree -o out --audit no-such-folder/log
refused "a list that is not there" "cannot read the list of inputs" --files0-from no-such-list -o out/ --audit log
refused "an output in no folder" "cannot be written" tree/0/page0.txt -o no-such-folder/out.txt --audit log
refused "an output in no folder, a new log" "cannot be written" tree/0/page0.txt -o no-such-folder/out.txt --audit new-log
refused "a log of nothing" "write nothing" --check tree --audit log
refused "a shard of records in place" "would delete the other ones" -i tree/0/page0.txt --shard 1/2 --shard-by record
refused "half a byte in a separator" "--record-separator" --record-separator '\xz1' tree/0/page0.txt
refused "no such shard" "must be I/N" --shard 3/2 tree -o out
refused "two targets" "contradict" -i -o out tree
