#!/bin/sh
# --resume does what is not done yet, and all again with other rules or options or where a file changed.
. "$(dirname "$0")/../lib.sh"

# summary ARGUMENTS...: the first line of the summary
summary() { "$cleanscrape" --progress=none "$@" 2>&1 | head -1 | sed 's/;.*//'; }

make_tree tree 200
expect "first run" "200 files: 200 changed, 0 unchanged" "$(summary tree -o out --resume)"
expect "nothing to do" "200 files: 0 changed, 0 unchanged, 200 done before" "$(summary tree -o out --resume)"
echo "One more sentence stands at the end of this page now." >> tree/0/page3.txt
touch tree/0/page4.txt
rm out/1/page150.txt
echo "cut" > out/1/page151.txt
expect "a page changed, an output gone, another cut" "200 files: 3 changed, 0 unchanged, 197 done before" "$(summary tree -o out --resume)"
expect "other rules" "200 files: 200 changed, 0 unchanged" "$(summary tree -o out --resume --disable 'ko-daum.*')"
expect "other options" "200 files: 200 changed, 0 unchanged" "$(summary tree -o out --resume --disable 'ko-daum.*' --keep-class copyright)"

printf 'no journal' > out/.cleanscrape-journal
expect "a damaged journal" "200 files: 200 changed, 0 unchanged" "$(summary tree -o out --resume)"
size=$(wc -c < out/.cleanscrape-journal)
truncate -s $((size - 5)) out/.cleanscrape-journal
expect "a torn last line" "200 files: 1 changed, 0 unchanged, 199 done before" "$(summary tree -o out --resume)"
expect "after a torn line" "200 files: 0 changed, 0 unchanged, 200 done before" "$(summary tree -o out --resume)"

expect "in place" "200 files: 200 changed, 0 unchanged" "$(summary -i tree --resume)"
expect "in place again" "200 files: 0 changed, 0 unchanged, 200 done before" "$(summary -i tree --resume)"
before=$(stat -c %i tree/0/page9.txt)
expect "unchanged files" "200 files: 0 changed, 200 unchanged" "$(summary -i tree)"
expect "an unchanged file is not rewritten" "$before" "$(stat -c %i tree/0/page9.txt)"
[ ! -e tree/.cleanscrape-journal ] || die "a finished run leaves its journal"
