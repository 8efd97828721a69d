#!/bin/sh
# run.sh BINARY ROOT: runs every `sh` block of ROOT/README.md, but those under "Run it" and "Test it", one after the other in a copy of what
# they use, and compares what each says with the `text` block behind it. Line numbers of the packs are not compared: they change with them.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/page" "$work/blocks"
ln -s "$1" "$work/bin/cleanscrape"
cp -R "$2/samples" "$2/rules" "$work/page"
awk -v dir="$work/blocks" '
  /^## / { skip = ($0 == "## Run it" || $0 == "## Test it") }
  /^```/ && !inside { inside = 1; kind = substr($0, 4)
    if (kind == "sh" && !skip) { file = sprintf("%s/%02d.sh", dir, ++count); shown = count; printf "" > file }
    else if (kind == "text" && shown) { file = sprintf("%s/%02d.out", dir, shown); shown = 0; printf "" > file }
    else file = ""
    next }
  /^```/ { inside = 0; if (file != "") close(file); next }
  inside { if (file != "") print > file; next }
  /[^ ]/ { shown = 0 }' "$2/README.md"

unset CLEANSCRAPE_RULES XDG_CONFIG_HOME NO_COLOR
HOME=$work PATH=$work/bin:$PATH LC_ALL=C.UTF-8
export HOME PATH LC_ALL
cd "$work/page" || exit 1
mask() { sed -E 's/(builtin:[a-z-]+\.rules\.toml):[0-9]+/\1:N/'; }
status=0
ran=0
for block in "$work"/blocks/*.sh; do
  ran=$((ran + 1))
  if ! sh -e "$block" > "$work/said" 2>&1; then
    echo "this block of the README fails:"; cat "$block" "$work/said"
    status=1
  fi
  shown=${block%.sh}.out
  [ -f "$shown" ] || continue
  mask < "$shown" > "$work/wanted"
  mask < "$work/said" > "$work/found"
  if ! cmp -s "$work/wanted" "$work/found"; then
    echo "this block of the README says something else than what is shown:"; cat "$block"
    diff -u "$work/wanted" "$work/found"
    status=1
  fi
done
[ "$ran" -ge 5 ] || { echo "only $ran blocks found"; status=1; }
exit $status
