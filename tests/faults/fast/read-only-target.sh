#!/bin/sh
# Where nothing can be written, nothing is; what was there stays.
. "$(dirname "$0")/../lib.sh"

cp "$cleanscrape" ./copy && chmod 755 copy || die "no copy"
make_tree tree 100
mkdir target
"$cleanscrape" tree -o new -q
cp tree/0/page3.txt target/page.txt
cp -R tree old
[ "$(id -u)" != 0 ] || chown -R 65534 "$work"
chmod 555 target tree/0
as_user ./copy tree -o target -q 2> err
expect "exit status, output tree" 3 $?
expect_says err "Permission denied"
as_user ./copy -i tree -q 2> err
expect "exit status, in place" 3 $?
diff -r -x .cleanscrape-journal tree old || die "the tree changed"
as_user ./copy -o target/page.txt tree/0/page1.txt 2> err
expect "exit status, one file" 2 $?
expect_says err "target/page.txt: error: cannot be written: Permission denied"
cmp target/page.txt old/0/page3.txt || die "the target changed"

chmod 755 target tree/0
chmod 444 tree/0/page5.txt
as_user ./copy -i tree -q || die "a read-only file in a folder that can be written to is edited"
expect "mode of the read-only file" 444 "$(stat -c %a tree/0/page5.txt)"
diff -r -x .cleanscrape-journal tree new || die "not all cleaned"
