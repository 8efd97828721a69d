# Sourced by each script with the command's path as $1: a folder of its own, the command without the user's settings, and `check`.
set -u
command=$(realpath "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset CLEANSCRAPE_RULES XDG_CONFIG_HOME NO_COLOR
HOME=$work LC_ALL=C.UTF-8
export HOME LC_ALL
cd "$work" || exit 1
failures=0

cat > t.rules.toml <<'RULES'
format = 1
[pack]
id = "t"
[[rule]]
id = "t.menu"
description = "A line that goes"
class = "chrome"
action = "drop"
drops = ["MENU"]
keeps = ["MENU of the day"]
[rule.when]
equals = ["MENU"]
RULES

clean() { "$command" --no-default-rules -r t.rules.toml "$@"; }

# check NAME COMMAND...: says so where the command fails.
check() {
  name=$1
  shift
  "$@" || { echo "FAILED: $name"; failures=$((failures + 1)); }
}

finish() { [ "$failures" = 0 ]; }
