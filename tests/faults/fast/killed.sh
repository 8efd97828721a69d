#!/bin/sh
# SIGINT, SIGTERM and kill -9 in the middle of a tree of 2,000 files, then --resume: every file old or new, all done after.
. "$(dirname "$0")/../lib.sh"

make_tree old 2000
"$cleanscrape" old -o new -q
expect "files" 2000 "$(find new -name '*.txt' | wc -l)"

# stop SIGNAL SECONDS JOURNAL ARGUMENTS...: starts a run and ends it with a signal so long after its journal appears; its exit status in
# $status
stop() {
  signal=$1
  seconds=$2
  journal=$3
  shift 3
  # a job of a non-interactive shell ignores SIGINT from the start; env gives it back
  env --default-signal=INT "$cleanscrape" "$@" 2> err &
  child=$!
  while [ ! -s "$journal" ] && kill -0 $child 2> /dev/null; do sleep 0.01; done
  sleep "$seconds"
  kill -s "$signal" $child 2> /dev/null
  wait $child
  status=$?
}

stopped=0
for signal in INT TERM KILL; do
  case $signal in INT) code=130 ;; TERM) code=143 ;; KILL) code=137 ;; esac
  for seconds in ${FAULT_DELAYS:-0.1}; do
    rm -rf tree out
    cp -R old tree
    stop $signal $seconds tree/.cleanscrape-journal -i tree -j2 -q
    [ $status = $code ] && stopped=$((stopped + 1))
    [ $status = $code ] || [ $status = 0 ] || die "SIG$signal in place: exit status $status"
    old_or_new tree old new
    [ $signal = KILL ] || no_strays tree
    [ ! -s err ] || die "SIG$signal in place: a quiet run says $(head -1 err)"
    "$cleanscrape" -i --resume tree -j2 2> err || die "--resume in place: exit status $?"
    no_strays tree
    rm -f tree/.cleanscrape-journal
    diff -r tree new || die "SIG$signal in place: not all done"

    stop $signal $seconds out/.cleanscrape-journal old -o out -j2 -q
    [ $status = $code ] || [ $status = 0 ] || die "SIG$signal: exit status $status"
    all_new out new
    [ $signal = KILL ] || [ ! -d out ] || no_strays out
    "$cleanscrape" old -o out --resume -j2 2> err || die "--resume: exit status $?"
    no_strays out
    rm -f out/.cleanscrape-journal
    diff -r out new || die "SIG$signal: not all done"
  done
done
[ $stopped -ge 2 ] || die "only $stopped runs were stopped in time"
