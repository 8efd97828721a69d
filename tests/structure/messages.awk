# Every message of the rule compiler and the lints is expected somewhere: awk -f messages.awk EXPECTATIONS... -- SOURCES...
# A message is a string of two words or more in a source; what stands between its slots ({}) occurs in this order in some expectation.
function unescape(text) { gsub(/\\\\/, "\001", text); gsub(/\\n/, "\n", text); gsub(/\\/, "", text); gsub(/\001/, "\\", text); return text }
# Comparisons are blind to backslashes: unit tests write them twice.
function plain(text) { gsub(/\\/, "", text); return text }
function occurs(message,    count, parts, i, at, rest, l) {
  count = split(message, parts, /\{[^}]*\}/)
  for (l = 1; l <= expected_lines; ++l) {
    rest = expected[l]
    for (i = 1; i <= count; ++i) {
      at = index(rest, parts[i])
      if (at == 0) break
      rest = substr(rest, at + length(parts[i]))
    }
    if (i > count) return 1
  }
  return 0
}
FNR == 1 && FILENAME ~ /\/src\// { sources = 1 }
!sources { expected[++expected_lines] = plain($0); next }
/^ *\/\// || /^#include/ { next }
{
  line = $0
  while (match(line, /"([^"\\]|\\.)*"/)) {
    message = plain(unescape(substr(line, RSTART + 1, RLENGTH - 2)))
    line = substr(line, RSTART + RLENGTH)
    if (message !~ /[a-z'}] [a-z'{][a-z'{]/) continue
    ++messages
    if (!occurs(message)) { printf "%s:%d: no test expects: %s\n", FILENAME, FNR, message; bad = 1 }
  }
}
END {
  if (messages < 60) { printf "only %d messages found\n", messages; bad = 1 }
  exit bad
}
