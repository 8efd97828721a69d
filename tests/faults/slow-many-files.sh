#!/bin/sh
# 200,000 small files: all cleaned into a tree, in bounded memory; a second run with --resume does nothing. 20,000 of them in place.
. "$(dirname "$0")/lib.sh"

files=200000
# small pages, each another one, in folders of 500
awk -v files=$files 'BEGIN {
  for (i = 0; i < files; ++i) {
    if (i % 500 == 0) { folder = "tree/" int(i / 500); system("mkdir -p " folder) }
    file = folder "/page" i ".txt"
    print "The old bridge was crossed for the " i "th time in the year.\n이 글자크기로 변경됩니다.\nNobody counts the boats below it." > file
    close(file)
  }
}'
# peak ARGUMENTS...: runs the command; its largest memory in KB, as the kernel counts it, in $peak
peak() {
  "$cleanscrape" "$@" --progress=none 2> err &
  child=$!
  peak=0
  while [ -r /proc/$child/status ] && kill -0 $child 2> /dev/null; do
    now=$(awk '/^VmHWM/ {print $2}' /proc/$child/status 2> /dev/null)
    [ "${now:-0}" -le "$peak" ] || peak=$now
    sleep 0.2
  done
  wait $child
  status=$?
}
start=$(date +%s)
peak tree -o out --resume -j2
expect "exit status" 0 $status
echo "$(head -1 err); peak memory $peak KB; $(($(date +%s) - start)) s"
expect "files written" $files "$(find out -name '*.txt' | wc -l)"
[ "$peak" -lt 150000 ] || die "memory grows with the number of files"
peak tree -o out --resume -j2
expect "exit status again" 0 $status
expect_says err "$files done before"
mkdir part done
for folder in 0 1 2 3 4 5 6 7 8 9 1? 2? 3?; do mv tree/$folder part/ 2> /dev/null; mv out/$folder done/ 2> /dev/null; done
part=$(find part -name '*.txt' | wc -l)
[ "$part" -ge 20000 ] || die "$part files to edit in place"
peak part -i --resume -j2
expect "exit status in place" 0 $status
peak part -i --resume -j2
expect_says err "$part done before"
rm -f part/.cleanscrape-journal
sums part > part.sums
sums done | cmp - part.sums || die "the two ways differ"
no_strays .
