#!/bin/sh
# run.sh BUILD_DIR SECONDS: runs each fuzzer that long, from seeds that the tests and packs give. What is new to a fuzzer stays in
# BUILD_DIR/corpus, so that the next run starts where this one ended; what makes one fail is left in BUILD_DIR/crashes.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
mkdir -p "$build/crashes"
status=0
# fuzz NAME MAX_LEN SEEDS...
fuzz() {
  name=$1 max_len=$2
  shift 2
  mkdir -p "$build/corpus/$name" "$build/seeds/$name"
  for seed in "$@"; do [ ! -f "$seed" ] || cp "$seed" "$build/seeds/$name/$(printf %s "$seed" | tr / _)"; done
  "$build/tests/fuzz/$name" -max_total_time="$seconds" -max_len="$max_len" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$build/crashes/$name-" "$build/corpus/$name" "$build/seeds/$name" 2> "$build/$name.log" || status=1
  tail -n 12 "$build/$name.log"
}
seconds=$2
fuzz fuzz_rules 4096 "$root"/tests/rules_invalid/*.toml "$root"/tests/rules_valid/*.toml "$root"/tests/golden/*/*.rules.toml
fuzz fuzz_clean 8192 "$root"/samples/*.txt "$root"/tests/golden/*/in.txt
fuzz fuzz_decode 4096 "$root"/samples/*.txt
fuzz fuzz_records 4096 "$root"/tests/golden/*/in.txt
exit $status
