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

# Pages that are the same when they are cleaned, one that is empty then, and one that was edited twice: each by its name.
mkdir alike
printf 'MENU\nAlike.\n' > alike/1.txt
printf 'Alike.\nMENU\n' > alike/2.txt
printf 'MENU\n' > alike/empty.txt
cp -R alike alike.before
clean -q -i --audit log3 alike
for name in 1.txt 2.txt empty.txt; do
  "$command" restore --audit log3 alike/$name | check "restore $name of pages that are alike" cmp -s - alike.before/$name
done
cp alike/1.txt moved
"$command" restore --audit log3 moved > /dev/null 2> err
check 'a text of two inputs is not guessed' [ $? = 3 ]
check 'and it is said' grep -q 'say with --input' err
"$command" restore --audit log3 --input alike/2.txt moved | check 'the input is named' cmp -s - alike.before/2.txt
printf 'MENU\nMENU\n' >> alike/1.txt
cp alike/1.txt edited
clean -q -i --audit log3 alike
clean -q -i --audit log3 alike
"$command" restore --audit log3 ./alike/1.txt | check 'the last edit is undone' cmp -s - edited
"$command" restore --audit log3 --input alike/1.txt - < alike/1.txt | check 'from standard input too' cmp -s - edited

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
