#!/bin/sh
# hostile.sh BINARY KIBIBYTES|unlimited: rule files made to be slow or large. `check` ends on each of them within 20 seconds and the memory
# given, and finds fault with it.
set -u
binary=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset CLEANSCRAPE_RULES XDG_CONFIG_HOME NO_COLOR
HOME=$work LC_ALL=C.UTF-8
export HOME LC_ALL
cd "$work" || exit 1
status=0

# hostile NAME PROGRAM [COMMANDS]: PROGRAM is awk that prints what follows the head
hostile() {
  { printf 'format = 1\n[pack]\nid = "t"\n'; awk "BEGIN { $2 }"; } > "$1.rules.toml"
  for command in ${3:-check}; do
    ( [ "$limit" = unlimited ] || ulimit -v "$limit" 2> /dev/null
      exec timeout 20 "$binary" $command "$1.rules.toml" > out 2> err )
    code=$?
    case $command:$code in check:1|fmt:[012]) ;; *) echo "$1: $command ends with $code"; head -n 3 err; status=1 ;; esac
  done
}
limit=$2
rule='[[rule]]\nid = \"t.r%d\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"mark\"\n[rule.when]\n'

hostile long-key 'printf "["; for (i = 0; i < 200000; ++i) printf "a."; print "a]"' 'check fmt'
hostile empty-rules 'for (i = 0; i < 100000; ++i) print "[[rule]]"'
hostile unknown-keys 'for (i = 0; i < 60000; ++i) printf "k%d = 1\n", i'
hostile overrides-of-nothing 'for (i = 0; i < 20000; ++i) printf "[[override]]\nrule = \"t.%d\"\nenabled = false\n", i'
hostile unknown-names "for (i = 0; i < 5000; ++i) printf \"$rule"'near = { rule = \"t.z%d\" }\n", i, i'
hostile cases-on-one-line 'printf "case = ["; for (i = 0; i < 40000; ++i) printf "{name = \"c\", page = \"- x\"},"; print "]"'
hostile patterns-on-one-line "printf \"$rule\", 1; printf \"any = [\"; for (i = 0; i < 60000; ++i) printf \"\\\"(x\\\",\"; print \"]\""
exit $status
