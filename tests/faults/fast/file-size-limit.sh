#!/bin/sh
# A limit on the size of files (ulimit -f) is a failure like a full disk, and no death by a signal.
. "$(dirname "$0")/../lib.sh"

cp "$samples/pages/harbour-bridge.txt" page.txt
cp page.txt old.txt
(ulimit -f 1 && "$cleanscrape" -i page.txt -q 2> err)
expect "exit status" 3 $?
expect_says err "File too large"
cmp page.txt old.txt || die "the file changed"
no_strays .
