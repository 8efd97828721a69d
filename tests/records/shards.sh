. "$(dirname "$0")/support.sh"

# The shards of one stream of records are its parts, whatever it is read from; cleaned as the whole is.
i=0
while [ $i -lt 3000 ]; do printf '{"id":%d,"text":"MENU\\nA line %d."}\n' $i $i; i=$((i + 1)); done > in.jsonl
gzip -k in.jsonl
clean in.jsonl | sort > whole
for n in 1 2 3 4; do
  clean --shard $n/4 in.jsonl > part.$n
  clean --shard $n/4 in.jsonl.gz | check "shard $n of a compressed file" cmp -s - part.$n
  cat in.jsonl | clean --from jsonl --shard $n/4 - | check "shard $n of a pipe" cmp -s - part.$n
  clean --shard $n/4 --stats stats.$n --audit log.$n -o out.$n.gz in.jsonl
  gzip -dc out.$n.gz | check "shard $n in a file" cmp -s - part.$n
  check "shard $n holds about a quarter" [ "$(($(wc -l < part.$n) / 100))" -ge 6 ]
done
cat part.? | sort | check 'each record in one shard' cmp -s - whole
"$command" stats merge stats.? | check 'sums of the shards' grep -q '"records": 3000'
for n in 1 2 3 4; do "$command" restore --audit log.$n out.$n.gz; done | sort > again
sort in.jsonl | check 'the shards of the input again' cmp -s - again

# Of several files, or a tree, paths are hashed unless records are asked for.
mkdir tree
cp in.jsonl tree/a.jsonl
cp in.jsonl tree/b.jsonl
clean -q tree -o paths-1 --shard 1/2
clean -q tree -o paths-2 --shard 2/2
check 'each file in one shard' [ "$(find paths-1 paths-2 -name '*.jsonl' | wc -l)" = 2 ]
clean -q tree -o records-1 --shard 1/2 --shard-by record
clean -q tree -o records-2 --shard 2/2 --shard-by record
cat records-?/a.jsonl | sort | check 'the records of a file in all shards' cmp -s - whole
finish
