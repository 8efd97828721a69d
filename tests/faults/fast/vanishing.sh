#!/bin/sh
# Files that vanish, shrink or change while a run reads them: none is damaged, and no run breaks.
. "$(dirname "$0")/../lib.sh"

make_tree old 1000
cp -R old tree
(sleep 0.05; rm -rf tree/5 tree/6 tree/2/page25*) &
"$cleanscrape" tree -o out -j2 -q 2> err
status=$?
wait
case $status in 0) [ ! -s err ] || die "messages without a failure" ;; 3) [ -s err ] || die "a failure without a message" ;; *) die "exit status $status" ;; esac
"$cleanscrape" old -o new -q
all_new out new

# A page that a writer makes shorter again and again stays one of its own versions, or the cleaned form of one.
i=0
while [ $i -lt 300 ]; do cat "$samples"/pages/*.txt; i=$((i + 1)); done > long.txt
"$cleanscrape" long.txt > long.clean
head -c 100000 long.txt > short.txt
"$cleanscrape" short.txt > short.clean
cp long.clean long.set  # the cleaned form, where the writer sets its size afterwards
truncate -s 100000 long.set
round=0
while [ $round -lt 15 ]; do
  cp long.txt page.txt
  (sleep 0.0$round; truncate -s 100000 page.txt) &
  "$cleanscrape" -i page.txt -q 2> err
  status=$?
  wait
  case $status in 0) ;; 3) grep -q 'shorter\|changed while' err || { cat err; die "not said why"; } ;; *) die "exit status $status" ;; esac
  for version in long.txt short.txt long.clean short.clean long.set none; do
    [ $version != none ] || die "a mixture in round $round"
    cmp -s page.txt $version && break
  done
  round=$((round + 1))
done
no_strays .
