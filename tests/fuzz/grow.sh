#!/bin/sh
# grow.sh BUILD_DIR: takes the inputs of BUILD_DIR/corpus that reach something new, and are small, into corpus/. Read them before you commit.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
for corpus in "$root"/tests/fuzz/corpus/fuzz_*; do
  name=$(basename "$corpus")
  find "$build/corpus/$name" -type f -size +1k -delete
  "$build/tests/fuzz/$name" -merge=1 "$corpus" "$build/corpus/$name" 2>&1 | grep 'MERGE-OUTER.*new'
done
