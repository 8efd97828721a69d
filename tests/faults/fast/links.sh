#!/bin/sh
# Links never lead out of the tree, loops end, and the file behind a named link is the one that is edited.
. "$(dirname "$0")/../lib.sh"

mkdir -p tree/a outside
cp "$samples/pages/night-train.txt" tree/a/page.txt
cp "$samples/pages/harbour-bridge.txt" outside/secret.txt
ln -s ../../outside tree/a/out
ln -s ../../outside/secret.txt tree/a/file
ln -s .. tree/a/loop
ln -s self tree/self
ln -s page.txt tree/a/inside
"$cleanscrape" "$samples/pages/night-train.txt" > clean.txt

"$cleanscrape" tree -o plain -q || die "exit status $?"
expect "files without --follow-symlinks" "./a/page.txt" "$(cd plain && find . -type f)"
timeout 20 "$cleanscrape" --follow-symlinks tree -o followed --progress=none 2> err || die "exit status $?"
expect "files with --follow-symlinks" "./a/inside ./a/page.txt " "$(cd followed && find . -type f | sort | tr '\n' ' ')"
cmp followed/a/inside clean.txt || die "the file behind the link was not cleaned"
expect_says err "tree/a/out: warning: a link that leads out of the tree; not followed"
expect_says err "tree/a/file: warning: a link that leads out of the tree; not followed"
expect_says err "tree/a/loop: warning: a loop of links; not followed"
expect_says err "tree/self: warning: a loop of links; not followed"

cp -R tree edited
"$cleanscrape" -i --follow-symlinks edited -q || die "exit status $?"
cmp outside/secret.txt "$samples/pages/harbour-bridge.txt" || die "a file outside the tree was edited"
cmp edited/a/page.txt clean.txt || die "not edited"
[ -L edited/a/inside ] || die "a link was replaced"

ln -s tree/a/page.txt link
chmod 640 tree/a/page.txt
touch -d '2020-02-03 04:05:06' tree/a/page.txt
"$cleanscrape" --in-place=.orig link -q || die "exit status $?"
[ -L link ] || die "the named link was replaced"
cmp tree/a/page.txt clean.txt || die "the file behind the named link was not edited"
cmp tree/a/page.txt.orig "$samples/pages/night-train.txt" || die "the old file was not kept"
expect "mode and time" "640 2020-02-03 04:05:06" "$(stat -c '%a %y' tree/a/page.txt | cut -c1-23)"
cp "$samples/pages/harbour-bridge.txt" tree/a/page.txt
"$cleanscrape" --in-place=.orig link -q 2> err
expect "exit status where the old file would be lost" 3 $?
expect_says err "cannot be kept as page.txt.orig: File exists"
cmp tree/a/page.txt "$samples/pages/harbour-bridge.txt" || die "edited all the same"
echo old > behind && chmod 600 behind && ln -s behind target
"$cleanscrape" "$samples/pages/night-train.txt" -o target || die "exit status $?"
cmp behind clean.txt && [ -L target ] || die "-o replaced a link"
expect "mode of an existing output" 600 "$(stat -c %a behind)"
