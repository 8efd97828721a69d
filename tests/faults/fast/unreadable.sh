#!/bin/sh
# What cannot be read is named and left out; the rest is cleaned.
. "$(dirname "$0")/../lib.sh"

cp "$cleanscrape" ./copy && chmod 755 copy || die "no copy"
make_tree tree 300
chmod 000 tree/0/page7.txt tree/1
[ "$(id -u)" != 0 ] || chown -R 65534 "$work"
as_user ./copy tree -o out -q -j2 2> err
expect "exit status" 3 $?
expect_says err "tree/0/page7.txt: Permission denied"
expect_says err "tree/1: Permission denied"
expect "lines of messages" 2 "$(wc -l < err)"
expect "files written" 199 "$(find out -name '*.txt' | wc -l)"

printf 'tree/0/page1.txt\0no-such-file\0tree/0/page2.txt' | as_user ./copy --files0-from - > out.txt 2> err
expect "exit status with a list" 3 $?
expect_says err "no-such-file: No such file or directory"
as_user ./copy tree/0/page1.txt tree/0/page2.txt > both.txt
cmp out.txt both.txt || die "the others were not written"
