#!/bin/sh
# A standard descriptor that the caller has closed is not used for files: no page goes into a log, no message into a page.
. "$(dirname "$0")/../lib.sh"

cp "$samples/pages/night-train.txt" page.txt
"$cleanscrape" page.txt > clean.txt
"$cleanscrape" page.txt --audit log >&- 2> err
expect "exit status without standard output" 3 $?
expect_says err "standard output: Bad file descriptor"
[ "$(grep -cv '^{' log)" = 0 ] || die "the article went into the audit log"
"$cleanscrape" <&- > out 2> err
expect "exit status without standard input" 3 $?
expect_says err "standard input: Bad file descriptor"
"$cleanscrape" no-such-page page.txt -o out.txt 2>&-
expect "exit status without standard error" 3 $?
cmp out.txt clean.txt || die "a message went into the article"
"$cleanscrape" -i page.txt <&- >&- 2>&-
expect "exit status in place without any" 0 $?
cmp page.txt clean.txt || die "not cleaned in place"
