# Lengths of formatted C++ files and of the functions in them. A function starts at a line that holds a "(" and ends in "{", and ends at
# the next "}" that is indented as the line on which it started. Test cases count as functions without a limit of their own: tables are long.
function report(what, length_lines, limit) {
  if (length_lines > limit) { printf "%s: %s has %d lines, at most %d are allowed\n", where, what, length_lines, limit; bad = 1 }
}
function end_file() { if (file != "") { where = file; report("the file", lines, 399) } }
function indent_of(text) { match(text, /^ */); return RLENGTH }
FNR == 1 { end_file(); file = FILENAME; open = 0 }
{ lines = FNR }
open && indent_of($0) == indent && /^ *}/ { where = file ":" start; report("the function", FNR - start + 1, 60); open = 0; next }
!open && /\{$/ && /\(/ && !/^ *(if|for|while|switch|namespace|struct|class|enum|union|TEST_CASE|SECTION)[ (]/ && !/^ *}/ && !/= \{$/ {
  open = 1; indent = indent_of($0); start = FNR
}
END { end_file(); exit bad }
