# Writes a C++ file with one constant, a page of HTML that holds its style and its script and allows no others (Content Security Policy, by
# their hashes): cmake -DOUTPUT=... -DFOLDER=... -P EmbedPage.cmake. What stands before and behind {{DATA}} becomes two halves.
cmake_minimum_required(VERSION 3.25)

# base64_of_hash(TEXT RESULT): the SHA-256 of the text in base64
function(base64_of_hash text result)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(SHA256 hex "${text}")
  set(hex "${hex}00")  # 32 bytes and one more are eleven groups of three; the last digit is a filler
  set(base64 "")
  foreach(group RANGE 10)
    math(EXPR at "${group} * 6")
    string(SUBSTRING "${hex}" ${at} 6 digits)
    foreach(shift 18 12 6 0)
      math(EXPR index "(0x${digits} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 letter)
      string(APPEND base64 "${letter}")
    endforeach()
  endforeach()
  string(REGEX REPLACE "A$" "=" base64 "${base64}")
  set(${result} "${base64}" PARENT_SCOPE)
endfunction()

# literal(TEXT RESULT): the text as C++ string literals
function(literal text result)
  file(WRITE "${OUTPUT}.part" "${text}")
  file(READ "${OUTPUT}.part" hex HEX)
  file(REMOVE "${OUTPUT}.part")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${hex}")
  string(REPEAT "\\\\x[0-9a-f][0-9a-f]" 32 line)
  string(REGEX REPLACE "(${line})" "\\1\"\n    \"" escaped "${escaped}")
  set(${result} "\"${escaped}\"" PARENT_SCOPE)
endfunction()

file(READ "${FOLDER}/page.html" page)
file(READ "${FOLDER}/style.css" style)
file(READ "${FOLDER}/script.js" script)
base64_of_hash("${style}" style_hash)
base64_of_hash("${script}" script_hash)
string(REPLACE "{{STYLE_HASH}}" "${style_hash}" page "${page}")
string(REPLACE "{{SCRIPT_HASH}}" "${script_hash}" page "${page}")
string(REPLACE "{{STYLE}}" "${style}" page "${page}")
string(REPLACE "{{SCRIPT}}" "${script}" page "${page}")
string(FIND "${page}" "{{DATA}}" at)
if(at LESS 0)
  message(FATAL_ERROR "${FOLDER}/page.html has no {{DATA}}")
endif()
string(SUBSTRING "${page}" 0 ${at} head)
math(EXPR behind "${at} + 8")
string(SUBSTRING "${page}" ${behind} -1 tail)
literal("${head}" head)
literal("${tail}" tail)

file(WRITE "${OUTPUT}" "#include \"render/explain_page.h\"

namespace cleanscrape {

using namespace std::string_view_literals;

const ExplainPage kExplainPage{
    ${head}sv,
    ${tail}sv};

}  // namespace cleanscrape
")
