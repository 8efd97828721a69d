#!/bin/sh
# worked_example.sh BINARY README: does what the README's worked example does. A block below `<!-- file: NAME -->` is a file, one below
# `<!-- run -->` is run by sh, and what it writes must be the block below the next `<!-- says -->`.
set -u
binary=$1
readme=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/site"
ln -s "$binary" "$work/bin/cleanscrape"
awk -v folder="$work" '
  /^<!-- file: .* -->$/ { target = folder "/site/" $3; next }
  /^<!-- run -->$/ { target = folder "/run." (++runs) ".sh"; next }
  /^<!-- says -->$/ { target = folder "/says." runs; next }
  /^```/ { if (open) { close(open); open = ""; target = "" } else if (target != "") { open = target; printf "" > open } ; next }
  open { print > open }
' "$readme"

unset CLEANSCRAPE_RULES XDG_CONFIG_HOME NO_COLOR
HOME=$work PATH=$work/bin:$PATH LC_ALL=C.UTF-8
export HOME PATH LC_ALL
cd "$work/site" || exit 1
status=0
steps=0
for run in "$work"/run.*.sh; do
  [ -f "$run" ] || break
  steps=$((steps + 1))
  says=$(echo "$run" | sed 's/run\.\([0-9]*\)\.sh$/says.\1/')
  sh "$run" > "$work/out" 2>&1
  [ -f "$says" ] || : > "$says"
  if ! cmp -s "$says" "$work/out"; then
    echo "step $steps does not say what the README shows (-: README, +: found):"
    diff -u "$says" "$work/out"
    status=1
  fi
done
if [ "$steps" -lt 5 ]; then
  echo "only $steps steps found in $readme"
  status=1
fi
exit $status
