#!/bin/sh
# run.sh BINARY CASE: runs CASE/cmd, a shell script that calls `cleanscrape` with CASE/in.txt on standard input, in a copy of the folder,
# and compares what it says with CASE/expected.{out,err,code}; without expected.err or .code nothing on standard error and 0 are expected.
# With CLEANSCRAPE_UPDATE_GOLDEN=1 the expectations are written anew.
set -u
binary=$1
case=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/case"
ln -s "$binary" "$work/bin/cleanscrape"
cp -R "$case"/. "$work/case"
[ -f "$work/case/in.txt" ] || : > "$work/case/in.txt"

# nothing of the user's own settings may reach the command
unset CLEANSCRAPE_RULES XDG_CONFIG_HOME NO_COLOR
HOME=$work PATH=$work/bin:$PATH LC_ALL=C.UTF-8
export HOME PATH LC_ALL
cd "$work/case" || exit 1
rm -f expected.*
sh ./cmd < in.txt > "$work/out" 2> "$work/err"
echo $? > "$work/code"

if [ -n "${CLEANSCRAPE_UPDATE_GOLDEN:-}" ]; then
  cp "$work/out" "$case/expected.out"
  if [ -s "$work/err" ]; then cp "$work/err" "$case/expected.err"; else rm -f "$case/expected.err"; fi
  if [ "$(cat "$work/code")" != 0 ]; then cp "$work/code" "$case/expected.code"; else rm -f "$case/expected.code"; fi
  exit 0
fi

# expected FILE DEFAULT: the expectation, or what holds where there is none
expected() { if [ -f "$case/expected.$1" ]; then cat "$case/expected.$1"; else printf '%s' "$2"; fi; }
status=0
for what in out err code; do
  case $what in code) default='0
' ;; *) default= ;; esac
  expected "$what" "$default" > "$work/expected"
  if ! cmp -s "$work/expected" "$work/$what"; then
    echo "$case: $what differs from what is expected (-: expected, +: found)"
    diff -u "$work/expected" "$work/$what"
    status=1
  fi
done
exit $status
