# Writes a C++ file that holds the text of every pack: cmake -DOUTPUT=... -DPACKS=a;b -P EmbedPacks.cmake
cmake_minimum_required(VERSION 3.25)

set(chunk_bytes 12000)  # raw string literals of one translation unit are limited in length by the standard's minimum
set(entries "")
foreach(pack IN LISTS PACKS)
  get_filename_component(name "${pack}" NAME)
  file(READ "${pack}" hex HEX)
  string(LENGTH "${hex}" hex_length)
  math(EXPR bytes "${hex_length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${hex}")
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f]))" "\\1\"\n    \"" escaped "${escaped}")
  string(APPEND entries "  packs.push_back({\"builtin:${name}\", std::string(\n    \"${escaped}\", ${bytes})});\n")
endforeach()

file(WRITE "${OUTPUT}" "#include \"cleanscrape/rules.h\"

namespace cleanscrape {
namespace {

// NOLINTNEXTLINE(readability-function-size)
std::vector<RuleSource> make_packs() {
  std::vector<RuleSource> packs;
${entries}  return packs;
}

}  // namespace

std::span<const RuleSource> builtin_packs() {
  static const std::vector<RuleSource> packs = make_packs();
  return packs;
}

}  // namespace cleanscrape
")
