. "$(dirname "$0")/support.sh"
records() { i=0; while [ $i -lt "$1" ]; do printf '{"id":%d,"text":"MENU\\nA line %d."}\n' $i $i; i=$((i + 1)); done; }

# within KB SCRIPT: runs it, with the command as $0, in so much address space; a sanitizer, which takes terabytes of it, has no bound.
within() {
  if (ulimit -v "$1" && "$command" --version) > /dev/null 2>&1; then set -- "ulimit -v $1; $2"; else set -- "$2"; fi
  sh -c "$1" "$command"
}

# gzip and Zstandard in and out, by name and by the first bytes, of several members.
records 1000 > in.jsonl
clean in.jsonl > out.jsonl
check 'one line for one line' [ "$(wc -l < out.jsonl)" = 1000 ]
{ head -n 400 in.jsonl | gzip; tail -n 600 in.jsonl | gzip; } > in.jsonl.gz
clean in.jsonl.gz -o out.jsonl.gz
gzip -dc out.jsonl.gz | check 'gzip' cmp -s - out.jsonl
if command -v zstd > /dev/null; then
  zstd -q in.jsonl
  clean -o out.zst < in.jsonl.zst
  zstd -dcq out.zst | check 'zstd' cmp -s - out.jsonl
fi
head -c "$(($(wc -c < in.jsonl.gz) / 4))" in.jsonl.gz | clean > cut 2> err
check 'a gzip cut short fails' [ $? = 3 ]
check 'and says where' grep -q 'gzip data, member 1, after [0-9]* bytes: ends early' err

# A stream of any length in constant memory, and a reader that leaves early.
yes '{"text":"MENU\nA line of a record that goes by."}' | head -n 2000000 > big.jsonl
check 'a stream in bounded memory' within 200000 '"$0" -j 2 --no-default-rules -r t.rules.toml big.jsonl > big.out'
check 'nothing lost' [ "$(wc -l < big.out)" = 2000000 ]
clean big.jsonl 2> err | head -n 1 > one
check 'a closed pipe is quiet' [ ! -s err ]
rm -f big.jsonl big.out

# Lines of 100 MB and of 1 GB.
{ printf '{"text":"MENU\\n'; head -c 100000000 /dev/zero | tr '\0' 'x'; printf '"}\n{"text":"MENU\\nA"}\n'; } > long.jsonl
clean long.jsonl | tail -c 13 > tail
check 'a JSON line of 100 MB' [ "$(cat tail)" = '{"text":"A"}' ]
check 'is cleaned' [ "$(clean long.jsonl | wc -c)" = $(($(wc -c < long.jsonl) - 12)) ]
rm -f long.jsonl
head -c 1000000000 /dev/zero | tr '\0' 'x' > gigabyte
check 'a line of 1 GB passes in bounded memory' within 500000 '"$0" --no-default-rules -r t.rules.toml gigabyte 2> err | cmp -s - gigabyte'
check 'and it is said' grep -q 'larger than 134217728 bytes: left alone' err
rm -f gigabyte

# A record is handed on as soon as it is there.
mkfifo pipe
clean --from jsonl --line-buffered < pipe > now &
exec 3> pipe
printf '{"text":"MENU\\nA"}\n' >&3
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s now ] && break; sleep 0.2; done
check 'line-buffered' [ "$(cat now)" = '{"text":"A"}' ]
exec 3>&-
wait
clean in.jsonl > /dev/full 2> err
check 'a full disk fails' [ $? = 3 ]
finish
