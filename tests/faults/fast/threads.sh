#!/bin/sh
# The same bytes, messages and order with 1, 2 and 8 threads; shards are the whole.
. "$(dirname "$0")/../lib.sh"

make_tree tree 700
rm tree/3/page333.txt && ln -s nowhere tree/3/page333.txt
for jobs in 1 2 8; do
  "$cleanscrape" -j $jobs -v tree/*/*.txt --progress=none > out.$jobs 2> all.$jobs
  expect "exit status with $jobs threads" 3 $?
  grep '^cleanscrape: ' all.$jobs > err.$jobs
  "$cleanscrape" -j $jobs tree -o tree.$jobs -q || die "exit status $?"
  cat tree/*/*.txt 2> /dev/null | "$cleanscrape" -j $jobs > whole.$jobs
done
expect "lines of messages" 700 "$(wc -l < err.1)"
for jobs in 2 8; do
  cmp out.1 out.$jobs && cmp err.1 err.$jobs && cmp whole.1 whole.$jobs && diff -r tree.1 tree.$jobs || die "$jobs threads differ from 1"
done

for shard in 1 2 3; do "$cleanscrape" tree -o shards --shard $shard/3 -q || die "exit status $?"; done
diff -r tree.1 shards || die "the shards are not the whole"
for shard in 1 2 3; do "$cleanscrape" tree -n --shard $shard/3 -q --progress=none; "$cleanscrape" tree -n --shard $shard/3 2> /dev/null; done > listed
expect "files of all shards" 699 "$(wc -l < listed)"
expect "files in one shard only" 699 "$(sort -u listed | wc -l)"
