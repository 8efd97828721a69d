. "$(dirname "$0")/support.sh"
printf 'MENU\nA b c.\n' > 1
printf 'D e.\n' > 2
printf 'MENU\nMENU\nF.\n' > 3
clean -q --stats all.json 1 2 3 > /dev/null
clean -q --stats a.json 3 > /dev/null
clean -q --stats b.json 1 2 > /dev/null
"$command" stats merge a.json b.json > ab.json
"$command" stats merge b.json a.json > ba.json
check 'shards add up' cmp -s ab.json all.json
check 'in any order' cmp -s ba.json all.json
"$command" -q --stats other.json 1 > /dev/null
"$command" stats merge a.json other.json > none 2> err
check 'other rules are refused' [ $? = 2 ]
check 'and it is said' grep -q 'other.json: error: made with other rules' err
clean --max-drop 0.5 --on-overdrop fail 1 3 > out 2> err
check 'the valve' [ $? = 4 ]
check 'stops only what it was told to' cmp -s out - <<'PAGE'
A b c.
PAGE
check 'and says so' grep -q 'cleanscrape: 3: 1 of 3 words would stay' err
finish
