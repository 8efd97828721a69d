#!/bin/sh
# Names are bytes: line ends, escapes, invalid UTF-8, options, and the longest that there are.
. "$(dirname "$0")/../lib.sh"

mkdir -p "tree/a
folder"
long=$(printf '%0255d' 0)
for name in "two
lines" "$(printf 'latin-\351')" "$(printf 'esc-\033[31m')" "-n" "--in-place" " " "$long" '*' 'back\slash'; do
  cp "$samples/pages/night-train.txt" "tree/a
folder/$name" || die "cannot make '$name'"
done
"$cleanscrape" "$samples/pages/night-train.txt" > clean.txt
"$cleanscrape" tree -o out -j2 --progress=none 2> err || die "exit status $?"
(cd tree && find . -print0 | sort -z) > tree.names
(cd out && find . -print0 | sort -z) > out.names
cmp tree.names out.names || die "names differ"
find out -type f -exec cmp clean.txt {} \; > differ
[ ! -s differ ] || { cat differ; die "not clean"; }
! grep -q "$(printf '\033')" err || die "an escape sequence reached the terminal"

find tree -type f -print0 | "$cleanscrape" -i --files0-from - -q || die "a list in place: exit status $?"
find tree -type f -exec cmp clean.txt {} \; > differ
[ ! -s differ ] || { cat differ; die "not clean in place"; }
no_strays tree

"$cleanscrape" "no
such" 2> err
expect "message about an odd name" 'cleanscrape: no\nsuch: No such file or directory' "$(cat err)"
"$cleanscrape" --error-format=json "no
such" 2> err
expect "JSON message" '{"severity":"error","file":"no\\nsuch","message":"No such file or directory"}' "$(cat err)"
