#!/bin/bash
# samples/scripts/slurm.sh and slurm-records.sh as job arrays on a real Slurm: a controller and a node of our own on this machine.
#     slurm.sh CLEANSCRAPE        (root; needs the packages slurm-wlm and munge)
set -eu
cleanscrape=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
samples=${here%/tests/cluster}/samples
for program in munged slurmctld slurmd sbatch; do command -v $program > /dev/null || { echo "FAILED: no $program"; exit 1; }; done
work=$(mktemp -d)
daemons=()
finish() {
  status=$?
  [ ${#daemons[@]} = 0 ] || kill "${daemons[@]}" 2> /dev/null || true
  wait 2> /dev/null || true
  [ $status = 0 ] || tail -n 20 "$work"/*.log "$work"/*.out 2> /dev/null || true
  rm -rf "$work"
  exit $status
}
trap finish EXIT
chmod 755 "$work"
mkdir -p "$work/bin" "$work/state" "$work/spool" "$work/munge"
ln -s "$cleanscrape" "$work/bin/cleanscrape"

head -c 1024 /dev/urandom > "$work/munge/key"
chown -R munge "$work/munge"
chmod 700 "$work/munge"
chmod 400 "$work/munge/key"
mkdir -p "$work/socket"
chown munge "$work/socket"
chmod 755 "$work/socket"
setpriv --reuid=munge --regid=munge --clear-groups munged --foreground --key-file="$work/munge/key" --socket="$work/socket/munge" \
  --pid-file="$work/munge/pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" > "$work/munged.log" 2>&1 &
daemons+=($!)

cat > "$work/slurm.conf" <<END
ClusterName=test
SlurmctldHost=localhost
SlurmctldPort=26817
SlurmdPort=26818
AuthType=auth/munge
AuthInfo=socket=$work/socket/munge
SlurmUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0
NodeName=localhost CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=localhost Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:8
END
export SLURM_CONF=$work/slurm.conf
for try in $(seq 20); do [ ! -S "$work/socket/munge" ] || break; sleep 0.25; done
slurmctld -D > "$work/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D -N localhost > "$work/slurmd.log" 2>&1 &
daemons+=($!)
for try in $(seq 120); do
  sinfo -h -o %T 2> /dev/null | grep -qE 'idle|mixed' && break
  [ "$try" != 120 ] || { echo "FAILED: the node does not come up"; exit 1; }
  sleep 0.5
done

mkdir -p "$work/pages/a"
for i in $(seq 1 60); do sed "7s/\$/ Crossing number $i./" "$samples/pages/harbour-bridge.txt" > "$work/pages/a/page$i.txt"; done
run_array() {
  PATH=$work/bin:$PATH timeout 300 sbatch --wait --array=1-3 --chdir="$work" --output="$work/job-%a.out" "$samples/scripts/slurm.sh" "$work/pages" "$work/articles"
}
run_array
"$cleanscrape" "$work/pages" -o "$work/expected" --quiet
diff -r -x '.*' "$work/expected" "$work/articles"
"$cleanscrape" stats merge "$work"/articles/.stats-* > "$work/sum"
grep -q '"pages": *60' "$work/sum" || { cat "$work/sum"; echo "FAILED: the sums are not those of 60 pages"; exit 1; }
for i in 1 2 3; do grep -q 'files: [1-9]' "$work/job-$i.out" || { echo "FAILED: task $i did nothing"; exit 1; }; done

rm "$work/articles/a/page7.txt"
run_array
[ "$(cat "$work"/job-*.out | grep -o '[0-9]* done before' | awk '{sum += $1} END {print sum}')" = 59 ] || { cat "$work"/job-*.out; echo "FAILED: done again"; exit 1; }
diff -r -x '.*' "$work/expected" "$work/articles"
for i in $(seq 1 900); do
  printf '{"id": %d, "text": "The tide came in at %d past six and the ferry left.\\n이 글자크기로 변경됩니다.\\nIt was crossing number %d."}\n' $i $((i % 60)) $i
done | gzip > "$work/pages.jsonl.gz"
PATH=$work/bin:$PATH timeout 300 sbatch --wait --array=1-3 --chdir="$work" --output="$work/records-%a.out" \
  "$samples/scripts/slurm-records.sh" "$work/pages.jsonl.gz" "$work/parts"
"$cleanscrape" "$work/pages.jsonl.gz" | sort > "$work/expected.jsonl"
gzip -dc "$work"/parts/?-pages.jsonl.gz | sort | cmp - "$work/expected.jsonl" || { echo "FAILED: the parts are not the whole"; exit 1; }
"$cleanscrape" stats merge "$work"/parts/.stats-* | grep -q '"records": *900' || { echo "FAILED: the sums are not those of 900 records"; exit 1; }

echo "an array of 3 tasks did 60 pages, and 1 page when run again; an array of 3 tasks did 900 records"
