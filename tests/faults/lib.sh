# For the fault tests: `. lib.sh`. $1 of the script is the binary. Each script works in a folder of its own, which is gone at the end.
set -u
cleanscrape=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
samples=${here%/tests/faults*}/samples
work=$(mktemp -d) || exit 1
mounted=
finish() {
  status=$?
  [ -z "$mounted" ] || umount "$mounted"
  chmod -R u+rwx "$work" 2>/dev/null
  rm -rf "$work"
  exit $status
}
trap finish EXIT
chmod 755 "$work"
cd "$work" || exit 1
unset CLEANSCRAPE_RULES XDG_CONFIG_HOME
HOME=$work LC_ALL=C.UTF-8
export HOME LC_ALL

die() { echo "FAILED: $*" >&2; exit 1; }

# expect WHAT WANTED FOUND
expect() { [ "$2" = "$3" ] || die "$1: expected '$2', found '$3'"; }

# expect_says FILE TEXT: the messages in FILE hold the text
expect_says() { grep -qF -- "$2" "$1" || { cat "$1" >&2; die "no message holds '$2'"; }; }

# make_tree FOLDER FILES: pages in folders of 100, each with its own number in text and furniture
make_tree() {
  awk -v root="$1" -v files="$2" -v page="$samples/pages/harbour-bridge.txt" 'BEGIN {
    while ((getline line < page) > 0) text[++lines] = line
    for (i = 0; i < files; ++i) {
      if (i % 100 == 0) { folder = root "/" int(i / 100); system("mkdir -p " folder) }
      file = folder "/page" i ".txt"
      for (l = 1; l <= lines; ++l) print text[l] (l == 7 ? " It was crossing number " i "." : "") > file
      close(file)
    }
  }'
}

# no_strays FOLDER: no temporary is left below it
no_strays() {
  found=$(find "$1" -name '.cleanscrape-*.tmp')
  [ -z "$found" ] || die "left behind: $found"
}

# sums FOLDER: checksum and path of every page below it, sorted
sums() { (cd "$1" && find . -name '*.txt' -exec cksum {} + | sort); }

# old_or_new FOLDER OLD NEW: every page of OLD is there, and is the old or the new one
old_or_new() {
  sums "$1" > sums.now
  { sums "$2"; sums "$3"; } | sort -u | comm -23 sums.now - > sums.mixed
  [ ! -s sums.mixed ] || { head -5 sums.mixed >&2; die "neither old nor new"; }
  expect "pages in $1" "$(find "$2" -name '*.txt' | wc -l)" "$(wc -l < sums.now)"
}

# all_new FOLDER NEW: every page in FOLDER, which may lack some, is the one of NEW
all_new() {
  [ -d "$1" ] || return 0
  sums "$1" > sums.now
  sums "$2" | comm -23 sums.now - > sums.mixed
  [ ! -s sums.mixed ] || { head -5 sums.mixed >&2; die "half a file"; }
}

# as_user COMMAND...: as somebody whom permissions stop
as_user() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi
}
