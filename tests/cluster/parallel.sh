#!/bin/bash
# samples/scripts/parallel.sh with the real GNU parallel over ssh on two hosts: two sshd of our own on loopback ports.
#     parallel.sh CLEANSCRAPE        (needs the packages parallel, openssh-server and openssh-client)
set -eu
cleanscrape=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
samples=${here%/tests/cluster}/samples
for program in parallel ssh ssh-keygen /usr/sbin/sshd; do command -v "$program" > /dev/null || { echo "FAILED: no $program"; exit 1; }; done
work=$(mktemp -d)
daemons=()
finish() {
  status=$?
  [ ${#daemons[@]} = 0 ] || kill "${daemons[@]}" 2> /dev/null || true
  [ $status = 0 ] || tail -n 20 "$work"/*.log 2> /dev/null || true
  rm -rf "$work"
  exit $status
}
trap finish EXIT
chmod 711 "$work"
mkdir -p /run/sshd "$work/bin" "$work/pages/a b" "$work/ssh"
ln -s "$cleanscrape" "$work/bin/cleanscrape"

ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/user"
cp "$work/ssh/user.pub" "$work/ssh/authorized"
chmod 600 "$work/ssh/authorized"
# start_host NAME PORT: a host whose jobs find cleanscrape and say where they ran
start_host() {
  mkdir -p "$work/$1/bin"
  printf '#!/bin/sh\necho "$SSH_CONNECTION" >> %s/%s/jobs\nexec %s "$@"\n' "$work" "$1" "$cleanscrape" > "$work/$1/bin/cleanscrape"
  chmod +x "$work/$1/bin/cleanscrape"
  cat > "$work/ssh/$1.conf" <<END
ListenAddress 127.0.0.1
Port $2
HostKey $work/ssh/host
AuthorizedKeysFile $work/ssh/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
SetEnv PATH=$work/$1/bin:/usr/bin:/bin LC_ALL=C.UTF-8
END
  /usr/sbin/sshd -D -f "$work/ssh/$1.conf" -E "$work/$1.log" &
  daemons+=($!)
}
start_host one 20022
start_host two 20023
cat > "$work/ssh/config" <<END
Host one
  Port 20022
Host two
  Port 20023
Host *
  HostName 127.0.0.1
  IdentityFile $work/ssh/user
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  LogLevel ERROR
END
export PARALLEL_SSH="ssh -F $work/ssh/config"
for host in one two; do
  for try in 1 2 3 4 5 6 7 8 9 10; do
    ssh -F "$work/ssh/config" $host true 2> /dev/null && break
    [ $try != 10 ] || { echo "FAILED: no ssh to $host"; exit 1; }
    sleep 0.5
  done
done

for i in $(seq 1 20); do sed "7s/\$/ Crossing number $i./" "$samples/pages/harbour-bridge.txt" > "$work/pages/a b/page $i.txt"; done
cp "$samples/pages/night-train.txt" "$work/pages/night.txt"
HOME=$work sh "$samples/scripts/parallel.sh" "$work/pages" "$work/articles" 2/one 2/two
"$cleanscrape" "$work/pages" -o "$work/expected" --quiet
diff -r -x '.*' "$work/expected" "$work/articles"

for i in $(seq 1 2000); do
  printf '{"id": %d, "text": "The tide came in at %d past six and the ferry left.\\n이 글자크기로 변경됩니다.\\nIt was crossing number %d."}\n' $i $((i % 60)) $i
done > "$work/pages.jsonl"
HOME=$work sh "$samples/scripts/parallel-records.sh" 2/one 2/two < "$work/pages.jsonl" > "$work/articles.jsonl"
"$cleanscrape" --from jsonl --quiet < "$work/pages.jsonl" > "$work/expected.jsonl"
cmp "$work/expected.jsonl" "$work/articles.jsonl"
! grep -q 글자크기 "$work/articles.jsonl" || { echo "FAILED: records were not cleaned"; exit 1; }
for host in one two; do
  [ -s "$work/$host/jobs" ] || { echo "FAILED: host $host did nothing"; exit 1; }
  echo "host $host: $(wc -l < "$work/$host/jobs") jobs"
done
