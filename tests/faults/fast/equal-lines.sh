#!/bin/sh
# A page of very many equal lines, in one column or two, is done in time that grows with its size: nothing is compared with everything.
. "$(dirname "$0")/../lib.sh"

for line in "left column of words here   right column words" "The ferry was late because the tide had moved the sandbank again." "Share"; do
  yes "$line" | head -n 100000 > page
  timeout 60 "$cleanscrape" page > out 2> err
  expect "exit status for '$line'" 0 $?
done
