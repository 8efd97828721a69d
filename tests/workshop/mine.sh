#!/bin/sh
# mine.sh BINARY SOURCE_DIR: learns a pack from twelve pages of an invented site, with no other pack than the core at work, and cleans six pages
# that it has not seen. They lose nothing and keep at most 5 % of the words of their furniture; what honest articles repeat is not proposed.
set -u
binary=$1
site=$2/tests/workshop/lantern
core=$2/rules/core.rules.toml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset CLEANSCRAPE_RULES XDG_CONFIG_HOME NO_COLOR
HOME=$work LC_ALL=C.UTF-8
export HOME LC_ALL
pack=$work/lantern.rules.toml
status=0
fail() { echo "$*"; status=1; }

"$binary" mine "$site/learn" --site lantern --no-default-rules -r "$core" -o "$pack" 2> "$work/report" || fail "mine failed"
"$binary" check --strict --no-default-rules -r "$core" "$pack" || fail "the pack is doubtful"
"$binary" test --no-default-rules -r "$core" "$pack" || fail "the pack's examples and cases do not hold"
"$binary" fmt --check "$pack" || fail "the pack is not in canonical form"
"$binary" test "$site/unseen" --no-default-rules -r "$core" -r "$pack" > "$work/unseen"
tail -n 1 "$work/unseen" | awk '{ exit !($1 == 6 && $5 + 0 == 0 && $7 + 0 <= 0.05) }' || { fail "unseen pages:"; cat "$work/unseen"; }

# the same pages without the pack: what is measured is the pack
"$binary" test "$site/unseen" --no-default-rules -r "$core" > "$work/bare"
tail -n 1 "$work/bare" | awk '{ exit !($7 + 0 > 0.5) }' || { fail "the core alone cleans these pages:"; tail -n 1 "$work/bare"; }

# literals and patterns stand on lines of their own that start with a quotation mark, or behind a key; lines of cases start otherwise
grep -nE "^ *(equals|any|starts|contains|[\"']).*(in a statement|Nobody was hurt|What happens next)" "$pack" && fail "an honest phrase is proposed"
for honest in 'Nobody was hurt' 'What happens next'; do grep -q "$honest" "$work/report" || fail "the report does not name '$honest'"; done
# what it says of itself; with CLEANSCRAPE_UPDATE_GOLDEN=1 the expectation is written anew
if [ -n "${CLEANSCRAPE_UPDATE_GOLDEN:-}" ]; then cp "$work/report" "$site/report.expected"; fi
diff -u "$site/report.expected" "$work/report" || fail "the report differs (-: expected, +: found)"
exit $status
