. "$(dirname "$0")/support.sh"

# A tree in place: the log gives each file back by what was written for it.
mkdir tree
for i in 1 2 3 4 5 6 7 8 9; do printf 'MENU\nPage %s.\nMENU\n' $i > tree/$i.txt; done
printf 'Nothing goes.\n' > tree/same.txt
printf 'MENU\n\377\376\200 bytes\n' > tree/bytes.txt
cp -R tree before
clean -q -i -j 4 --audit log tree || echo "FAILED: in place: $?"
for file in before/*; do
  name=${file#before/}
  "$command" restore --audit log --input "tree/$name" "tree/$name" | check "restore $name by name" cmp -s - "$file"
  [ "$name" = same.txt ] || "$command" restore --audit log "tree/$name" | check "restore $name by its content" cmp -s - "$file"
done

# A second run adds to the log.
printf 'MENU\nLater.\n' > tree/later.txt
clean -q -i --audit log tree
"$command" restore --audit log tree/3.txt | check 'restore after a second run' cmp -s - before/3.txt

# All outputs one behind the other, the log compressed.
cat before/1.txt before/bytes.txt before/2.txt > all
clean -q --audit log2 before/1.txt before/bytes.txt before/2.txt > out
gzip log2
"$command" restore --audit log2.gz out | check 'several inputs' cmp -s - all
"$command" restore --audit log2.gz - < out | check 'from standard input' cmp -s - all
printf x >> out
"$command" restore --audit log2.gz out > /dev/null 2> err
check 'a changed text is refused' [ $? = 3 ]
check 'and it is said' grep -q 'none of the 3 outputs' err

# The log cannot be written: nothing is changed.
clean -q -i --audit /dev/full before 2> err
check 'a full log stops' [ $? = 3 ]
check 'no file changes without its log' cmp -s before/1.txt - <<'PAGE'
MENU
Page 1.
MENU
PAGE
finish
