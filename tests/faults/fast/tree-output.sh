#!/bin/sh
# The output tree has the input's names, modes and times; globs and hidden files as asked.
. "$(dirname "$0")/../lib.sh"

mkdir -p tree/a/.hidden tree/b/deep
for file in a/page.txt a/page.md b/deep/page.txt a/.hidden/page.txt .page.txt; do cp "$samples/pages/night-train.txt" "tree/$file"; done
chmod 600 tree/a/page.txt
chmod 750 tree/b
chmod 555 tree/b/deep
touch -d '2021-03-04 05:06:07' tree/b/deep/page.txt
files() { (cd "$1" && find . -type f | sort | tr '\n' ' '); }
umask 077
"$cleanscrape" tree -o all -q || die "exit status $?"
expect "files" "./a/page.md ./a/page.txt ./b/deep/page.txt " "$(files all)"
expect "modes" "600 750 555 644" "$(stat -c %a all/a/page.txt all/b all/b/deep all/b/deep/page.txt | tr '\n' ' ' | sed 's/ $//')"
expect "time" "2021-03-04 05:06:07" "$(stat -c %y all/b/deep/page.txt | cut -c1-19)"
"$cleanscrape" tree -o hidden --hidden -q && expect "--hidden" "./.page.txt ./a/.hidden/page.txt ./a/page.md ./a/page.txt ./b/deep/page.txt " "$(files hidden)"
"$cleanscrape" tree -o glob --glob '*.txt' --exclude deep -q && expect "--glob and --exclude" "./a/page.txt " "$(files glob)"
"$cleanscrape" tree -o path --glob 'b/*' -q && expect "--glob of a path" "./b/deep/page.txt " "$(files path)"
"$cleanscrape" tree -o tree/a/inside -q && "$cleanscrape" tree -o tree/a/inside -q || die "exit status $?"
expect "an output tree within the input" "./a/page.md ./a/page.txt ./b/deep/page.txt " "$(files tree/a/inside)"
"$cleanscrape" tree/a/page.txt tree/b/deep -o several -q && expect "several arguments" "./deep/page.txt ./page.txt " "$(files several)"
find tree/b -name '*.txt' -print0 | "$cleanscrape" --files0-from - -o list/ -q && expect "a list" "./tree/b/deep/page.txt " "$(files list)"
"$cleanscrape" tree/a/page.txt tree/b/deep/page.txt -o same/ -q 2> err
expect "exit status with two files of one name" 3 $?
expect_says err "another input has the same path in the output tree"
"$cleanscrape" --check tree > listed 2> /dev/null
expect "exit status of --check" 1 $?
expect "--check lists" "tree/a/page.md tree/a/page.txt tree/b/deep/page.txt " "$(tr '\n' ' ' < listed)"
"$cleanscrape" --check all > listed 2> /dev/null || die "clean files would change"
[ ! -s listed ] || die "clean files are listed"
