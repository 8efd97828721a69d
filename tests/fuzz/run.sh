#!/bin/sh
# run.sh BUILD_DIR SECONDS: runs each fuzzer that long, two at a time, from the inputs in corpus/ and what the tests give. What is new to a
# fuzzer stays in BUILD_DIR/corpus, so that the next run starts where this one ended; grow.sh takes it into corpus/. What makes one fail is
# left in BUILD_DIR/crashes: it belongs into corpus/ with the fix.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
seconds=$2
mkdir -p "$build/crashes"
# fuzz NAME MAX_LEN SEEDS...
fuzz() {
  name=$1 max_len=$2
  shift 2
  mkdir -p "$build/corpus/$name" "$build/seeds/$name"
  for seed in "$@"; do [ ! -f "$seed" ] || cp "$seed" "$build/seeds/$name/$(printf %s "$seed" | cksum | tr ' ' -)"; done
  "$build/tests/fuzz/$name" -max_total_time="$seconds" -max_len="$max_len" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$build/crashes/$name-" "$build/corpus/$name" "$root/tests/fuzz/corpus/$name" "$build/seeds/$name" 2> "$build/$name.log"
}
# both COMMAND COMMAND: at the same time
both() {
  $1 & first=$!
  $2 & second=$!
  status=0
  wait $first || status=1
  wait $second || status=1
  return $status
}
rules() { fuzz fuzz_rules 4096 "$root"/tests/rules_invalid/*.toml "$root"/tests/rules_valid/*.toml "$root"/tests/golden/*/*.rules.toml; }
clean() { fuzz fuzz_clean 8192 "$root"/samples/*.txt "$root"/tests/golden/*/in.txt; }
decode() { fuzz fuzz_decode 4096 "$root"/samples/*.txt; }
records() { fuzz fuzz_records 4096; }
check() { fuzz fuzz_check 4096 "$root"/tests/rules_invalid/*.toml "$root"/tests/rules_valid/*.toml "$root"/tests/golden/*/*.rules.toml; }
mine() { fuzz fuzz_mine 16384; }
failed=0
both rules clean || failed=1
both decode records || failed=1
both check mine || failed=1
for name in fuzz_rules fuzz_clean fuzz_decode fuzz_records fuzz_check fuzz_mine; do
  echo "$name"
  tail -n 9 "$build/$name.log"
done
exit $failed
