#!/bin/sh
# samples/scripts/xargs.sh and the Makefile, with the real xargs and make.
#     samples.sh CLEANSCRAPE
set -eu
cleanscrape=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
samples=${here%/tests/cluster}/samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/pages/sub folder"
ln -s "$cleanscrape" "$work/bin/cleanscrape"
PATH=$work/bin:$PATH
export PATH
cp "$samples/pages/night-train.txt" "$work/pages/sub folder/--night
train.txt"
cp "$samples/pages/harbour-bridge.txt" "$work/pages/bridge.txt"
cleanscrape "$work/pages" -o "$work/expected" --quiet

cp -R "$work/pages" "$work/edited"
sh "$samples/scripts/xargs.sh" "$work/edited"
diff -r "$work/expected" "$work/edited"

command -v make > /dev/null || { echo "FAILED: no make"; exit 1; }
mkdir "$work/made"
cp "$samples"/pages/*.txt "$work/made"
cd "$work"
make -s -j2 -f "$samples/scripts/Makefile" IN=made OUT=articles
cleanscrape made -o expected-made --quiet
diff -r expected-made articles
before=$(stat -c %i articles/night-train.txt articles/harbour-bridge.txt)
make -s -f "$samples/scripts/Makefile" IN=made OUT=articles
[ "$before" = "$(stat -c %i articles/night-train.txt articles/harbour-bridge.txt)" ] || { echo "FAILED: made again without need"; exit 1; }
echo "xargs and make: done"
