# A stream cleaned by several threads: the bytes, messages and sums of one thread.
. "$(dirname "$0")/support.sh"
records() { awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "{\"id\":\"r%d\",\"text\":\"MENU\\nLine %d of a page that is long enough to fill more than one batch of records.\\nMENU\"}\n", i, i }'; }

# same NAME ARGUMENTS...: standard input `in`, with 1, 2 and 8 threads.
same() {
  name=$1
  shift
  for threads in 1 2 8; do
    "$command" --no-default-rules -r t.rules.toml -j $threads --stats stats.$threads "$@" < in > out.$threads 2> err.$threads
    echo "status $?" >> err.$threads
  done
  for threads in 2 8; do
    check "$name, $threads threads: bytes" cmp -s out.1 out.$threads
    check "$name, $threads threads: messages" cmp -s err.1 err.$threads
    [ ! -e stats.1 ] || check "$name, $threads threads: sums" cmp -s stats.1 stats.$threads
  done
}

records 20000 > lines
cp lines in
same 'JSON Lines'
check 'every line is there' [ "$(wc -l < out.8)" = 20000 ]
check 'and cleaned' [ "$(grep -c MENU out.8)" = 0 ]
head -c -1 lines > in
same 'a last line without an end'
{ printf '\357\273\277'; cat lines; } > in
same 'a byte order mark'
sed '5000s/.*/{"id":/; 15000s/.*/no JSON/' lines > in
same 'bad lines' --id-field id
check 'a bad line is told by its number' grep -q '^cleanscrape: standard input:15000: ' err.8
same 'bad lines that stop' --on-bad-record fail
check 'what stands before the bad line is written' [ "$(wc -l < out.8)" = 4999 ]
same 'a valve that stops' --min-keep-words 14 --on-overdrop fail
sed '9000s/long enough to fill.*/MENU"}/' lines > in
same 'a valve that stops at one record' --min-keep-words 12 --on-overdrop fail
check 'what stands before it is written' [ "$(wc -l < out.8)" = 8999 ]
cp lines in
same 'a shard' --shard 2/3 --shard-by record
same 'other records out' --to wet
same 'spans' --annotate
gzip -c lines > in
same 'gzip'
head -c 200000 in > cut && mv cut in
same 'gzip that ends early'
check 'the records before the end are written' [ "$(wc -l < out.8)" -gt 100 ]
{ cat lines; printf '{"text":"MENU\\n'; head -c 3000000 /dev/zero | tr '\0' 'x'; printf '"}\n'; cat lines; } > in
same 'a long line among others'
same 'a line that is too long' --max-page-bytes 1000000
awk 'BEGIN { for (i = 1; i <= 20000; i++) printf "MENU\nPage %d, with a line that is there.\n%c", i, 0 }' > in
same 'pages between NUL bytes' -z
awk 'BEGIN { for (i = 1; i <= 20000; i++) printf "MENU\nPage %d, with a line that is there.\n\n\n", i }' > in
same 'separators that overlap' --record-separator '


'
awk 'BEGIN { for (i = 1; i <= 20000; i++) printf "MENU\nPage %d, with a line that is there.\n%%%%\n", i }' > in
same 'separators of several bytes' --record-separator '%%
'
cp lines in
"$command" --no-default-rules -r t.rules.toml -j 2 < in 2> err | head -n 1 > one
check 'a closed pipe is quiet' [ ! -s err ]
"$command" --no-default-rules -r t.rules.toml -j 2 < in > /dev/full 2> err
check 'a full disk fails' [ $? = 3 ]
finish
