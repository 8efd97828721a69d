#!/bin/sh
# A reader that goes away ends the command quietly, whenever it goes.
. "$(dirname "$0")/../lib.sh"

make_tree tree 600
for bytes in 0 1 5000 200000; do
  for jobs in 1 2; do
    { "$cleanscrape" -j $jobs tree/*/*.txt 2> err; echo $? > code; } | head -c $bytes > out
    expect "exit status after $bytes bytes with $jobs threads" 0 "$(cat code)"
    expect "messages after $bytes bytes with $jobs threads" "" "$(cat err)"
    expect "bytes read" $bytes "$(wc -c < out)"
  done
done
