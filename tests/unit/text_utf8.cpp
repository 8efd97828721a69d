#include "text/utf8.h"

#include <catch2/catch.hpp>

using namespace cleanscrape;

TEST_CASE("bytes decode to code points", "[text]") {
  struct Case {
    const char* name;
    std::string_view bytes;
    char32_t code_point;
    std::size_t size_bytes;
    bool valid;
  };
  const Case cases[] = {
      {"ASCII", "A", U'A', 1, true},
      {"NUL", std::string_view("\0", 1), 0, 1, true},
      {"two bytes", "é", 0xE9, 2, true},
      {"Hangul", "한", 0xD55C, 3, true},
      {"emoji", "\xF0\x9F\x98\x80", 0x1F600, 4, true},
      {"last code point", "\xF4\x8F\xBF\xBF", 0x10FFFF, 4, true},
      {"lone continuation", "\x80", kReplacement, 1, false},
      {"cut off at the end", "\xED\x95", kReplacement, 1, false},
      {"cut off before ASCII", "\xED\x95" "a", kReplacement, 1, false},
      {"overlong slash", "\xC0\xAF", kReplacement, 1, false},
      {"overlong in three bytes", "\xE0\x80\xAF", kReplacement, 1, false},
      {"surrogate", "\xED\xA0\x80", kReplacement, 1, false},
      {"above the last code point", "\xF4\x90\x80\x80", kReplacement, 1, false},
      {"never a lead byte", "\xFF", kReplacement, 1, false},
      {"U+FFFD itself is valid", "\xEF\xBF\xBD", kReplacement, 3, true},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const DecodedChar decoded = decode_at(c.bytes, 0);
    CHECK(decoded.code_point == c.code_point);
    CHECK(decoded.size_bytes == c.size_bytes);
    CHECK(decoded.valid == c.valid);
  }
}

TEST_CASE("the first invalid byte is found", "[text]") {
  constexpr std::size_t kNone = std::string_view::npos;
  struct Case {
    std::string_view text;
    std::size_t offset;
  };
  const Case cases[] = {
      {"", kNone},
      {"plain ASCII of more than eight bytes", kNone},
      {"한국어와 English", kNone},
      {"\xFF", 0},
      {"12345678\xFF", 8},
      {"1234567\xFF", 7},
      {"한\xED\x95", 3},
      {"eight by\xC3", 8},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(find_invalid_utf8(c.text) == c.offset);
  }
}

TEST_CASE("an invalid byte counts as one code point", "[text]") {
  struct Case {
    std::string_view text;
    std::size_t count;
  };
  const Case cases[] = {{"", 0}, {"abc", 3}, {"한국", 2}, {"a\xFF\xFE" "b", 4}, {"\xED\x95", 2}, {"1234567890한", 11}};
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(count_code_points(c.text) == c.count);
  }
}

TEST_CASE("every code point survives encoding and decoding", "[text]") {
  for (char32_t c = 0; c <= 0x10FFFF; c = c < 0x3000 ? c + 1 : c + 61) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    const DecodedChar decoded = decode_at(text, 0);
    REQUIRE(decoded.valid);
    REQUIRE(decoded.code_point == c);
    REQUIRE(decoded.size_bytes == text.size());
  }
}
