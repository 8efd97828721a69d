#!/bin/sh
# The suffix of the old file's copy, in all its spellings; other options behind -i stay options.
. "$(dirname "$0")/../lib.sh"

page=$samples/pages/harbour-bridge.txt
"$cleanscrape" "$page" > clean.txt
# edited NAME BACKUP ARGUMENTS...: the file is edited, its old self is in BACKUP
edited() {
  name=$1 backup=$2
  shift 2
  cp "$page" "$name"
  "$cleanscrape" "$@" "$name" --progress=none 2> err || { cat err >&2; die "exit status with $*"; }
  cmp "$name" clean.txt || die "not edited with $*"
  [ -z "$backup" ] || cmp "$backup" "$page" || die "no old file with $*"
}
edited long.txt long.txt.bak --in-place=.bak
edited short.txt short.txt.bak -i.bak
edited equals.txt equals.txt.old -i=.old
edited tilde.txt 'tilde.txt~' -i~
edited none.txt '' -i
edited flags.txt '' -iq
expect "files" 11 "$(find . -name '*.txt*' | wc -l)"
cp "$page" ./-i.bak
"$cleanscrape" -- -i.bak > out.txt || die "a file behind --"
cmp out.txt clean.txt
