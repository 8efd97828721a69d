#include "text/columns.h"

#include <catch2/catch.hpp>

using namespace cleanscrape;
using namespace std::string_view_literals;

TEST_CASE("columns of a terminal", "[text]") {
  struct Case {
    const char* name;
    std::string_view text;
    std::size_t columns;
  };
  const Case cases[] = {
      {"nothing", "", 0},          {"ASCII", "a b", 3},           {"Hangul is wide", "한글", 4},        {"full-width", "Ａ", 2},
      {"a combining mark", "e\u0301", 1}, {"a zero-width space", "a\u200bb", 2}, {"a bad byte shows as one", "\xff", 1},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(count_columns(c.text) == c.columns);
  }
}

TEST_CASE("what is printed cannot harm a terminal", "[text]") {
  struct Case {
    const char* name;
    std::string_view text;
    std::string_view shown;
  };
  const Case cases[] = {
      {"plain", "Tea & cake", "Tea & cake"},
      {"lines become one", "  one\n\t two\r\nthree ", "one two three"},
      {"an escape sequence", "\x1b[31mred", "\\x1B[31mred"},
      {"NUL and DEL", "a\0b\x7f"sv, "a\\x00b\\x7F"},
      {"a C1 control", "\u009b31m", "\\x9B31m"},
      {"bytes that are not UTF-8", "a\xff\xc3", "a\\xFF\\xC3"},
      {"a bidi override", "abc\u202etxt", "abc\\u{202E}txt"},
      {"an isolate and a line separator", "\u2066a\u2028", "\\u{2066}a\\u{2028}"},
      {"Hangul and emoji", "한글 👩‍🌾", "한글 👩‍🌾"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(printable(c.text) == c.shown);
  }
}

TEST_CASE("text is wrapped at columns", "[text]") {
  struct Case {
    const char* name;
    std::string_view text;
    std::size_t columns;
    std::vector<std::string_view> lines;
  };
  const Case cases[] = {
      {"nothing", "", 10, {""}},
      {"fits", "one two", 7, {"one two"}},
      {"at a space", "one two three", 8, {"one two", "three"}},
      {"the space hangs", "one two", 3, {"one", "two"}},
      {"a long word", "abcdefgh ij", 3, {"abc", "def", "gh", "ij"}},
      {"wide letters", "한글 한글", 6, {"한글", "한글"}},
      {"wide letters in one word", "한글한글", 5, {"한글", "한글"}},
      {"a column too narrow", "한", 1, {"한"}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(wrap_columns(c.text, c.columns) == c.lines);
  }
}
