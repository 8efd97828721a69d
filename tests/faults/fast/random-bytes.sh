#!/bin/sh
# 10,000 files of random bytes, in a tree and as records: no crash, every file written, and everything given back.
. "$(dirname "$0")/../lib.sh"

head -c 4000000 /dev/urandom > noise
keep_noise() { cp noise "${TMPDIR:-/tmp}/cleanscrape-noise"; die "$1; the bytes are in ${TMPDIR:-/tmp}/cleanscrape-noise"; }
mkdir tree && (cd tree && split -b 400 -a 3 --additional-suffix=.txt ../noise page)
expect files 10000 "$(find tree -type f | wc -l)"
"$cleanscrape" tree -o out -q --audit log 2> err
status=$?
[ "$status" = 0 ] || { head -5 err >&2; keep_noise "a tree: exit status $status"; }
expect "files written" 10000 "$(find out -type f | wc -l)"
head -c 500000 noise > records  # each NUL byte ends one: some 2,000
for jobs in 1 2; do
  "$cleanscrape" -q -z -j $jobs --audit log.$jobs records > cleaned.$jobs 2> err || keep_noise "records: exit status $?"
done
[ ! -s err ] || die "not quiet: $(cat err)"
cmp cleaned.1 cleaned.2 || keep_noise "2 threads differ from 1"
"$cleanscrape" restore --audit log.1 cleaned.1 | cmp - records || keep_noise "not restored"
"$cleanscrape" -q --from jsonl noise > lines 2> err
case $? in 0 | 3) ;; *) head -5 err >&2; keep_noise "JSON Lines" ;; esac
for name in pageaaa pageabc pageooo; do
  "$cleanscrape" tree/$name.txt -q --encoding windows-949 > /dev/null || keep_noise "$name as windows-949: exit status $?"
done
