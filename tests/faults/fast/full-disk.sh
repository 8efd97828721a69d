#!/bin/sh
# A full disk costs the new file, never the old one.
. "$(dirname "$0")/../lib.sh"

"$cleanscrape" "$samples"/pages/*.txt > /dev/full 2> err
expect "exit status, standard output on a full device" 3 $?
expect_says err "standard output: No space left on device"
"$cleanscrape" -o /dev/full "$samples"/pages/*.txt 2> err
expect "exit status, -o on a full device" 3 $?
expect_says err "/dev/full: No space left on device"

# A folder on a file system of 1 MB: our own mount, or one of a name space of ours.
mkdir disk
if [ -z "${INSIDE_NAMESPACE:-}" ] && ! mount -t tmpfs -o size=1m tmpfs disk 2> err; then
  if unshare -rm true 2>> err; then
    INSIDE_NAMESPACE=1 unshare -rm sh "$0" "$cleanscrape"
    exit
  fi
  cat err >&2
  echo "SKIPPED: a file system of 1 MB cannot be mounted here" >&2
  exit 77
fi
[ -z "${INSIDE_NAMESPACE:-}" ] || mount -t tmpfs -o size=1m tmpfs disk || die "no tmpfs"
mounted=$work/disk

make_tree disk/old 150
"$cleanscrape" disk/old -o "$work/new" -q || die "cannot clean"
cp -R disk/old old
i=0  # leave room for a few new files, not for all
while cp old/0/page0.txt disk/fill$i 2> /dev/null; do i=$((i + 1)); done
rm -f disk/fill$i disk/fill0 disk/fill1
"$cleanscrape" disk/old -o disk/out -q -j2 2> err
expect "exit status, output tree on a full disk" 3 $?
expect_says err "No space left on device"
all_new disk/out new
no_strays disk
rm -r disk/out

cat /dev/zero > disk/rest 2> /dev/null
"$cleanscrape" -i disk/old -q -j2 2> err
expect "exit status, in place on a full disk" 3 $?
old_or_new disk/old old new
no_strays disk
"$cleanscrape" old/0/*.txt -o disk/one.txt 2> err
expect "exit status, one file on a full disk" 3 $?
[ ! -e disk/one.txt ] || die "half a file at -o"
no_strays disk
rm -f disk/rest disk/fill*
"$cleanscrape" -i --resume disk/old -q 2> err
expect "exit status, --resume with room again" 0 $?
rm -f disk/old/.cleanscrape-journal
diff -r disk/old new || die "not all done with room again"
