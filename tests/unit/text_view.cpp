#include "text/view.h"

#include <catch2/catch.hpp>

using namespace cleanscrape;

namespace {

std::vector<TextRange> lines_of(std::string_view page) {
  std::vector<TextRange> lines;
  for (std::size_t begin = 0; begin <= page.size();) {
    const std::size_t end = std::min(page.find('\n', begin), page.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

std::string view_of(std::string_view page) {
  ViewMaker maker;
  return std::string(maker.make(page, lines_of(page)));
}

}  // namespace

TEST_CASE("a view folds what looks the same", "[text]") {
  struct Case {
    const char* name;
    std::string_view text;
    const char* view;
  };
  const Case cases[] = {
      {"plain", "Plain text.", "Plain text."},
      {"trimmed", " \tabc\t ", "abc"},
      {"inner spaces", "a  b   c", "a b c"},
      {"tab", "a\tb", "a b"},
      {"no-break space", "a\u00A0b", "a b"},
      {"ideographic space", "가\u3000나", "가 나"},
      {"no-break spaces in a row", "a\u00A0 \u2009b", "a b"},
      {"no-break space at the ends", "\u00A0a\u00A0", "a"},
      {"zero-width space", "가\u200B나", "가나"},
      {"zero-width space at the ends", "\u200Ba\u200B", "a"},
      {"byte order mark", "\uFEFFtitle", "title"},
      {"soft hyphen", "news\u00ADpaper", "newspaper"},
      {"mark of direction", "a\u200Eb", "ab"},
      {"zero-width among spaces", "a \u200B b", "a b"},
      {"only zero-width", "\u200B\u200B", ""},
      {"decomposed Hangul", "\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국"},
      {"decomposed Hangul without final", "\u1100\u1161 \u1102\u1161", "가 나"},
      {"decomposed Latin", "cafe\u0301", "café"},
      {"combining mark on a plain letter", "Z\u0301", "Ź"},
      {"Hangul with a zero-width space inside", "\u1112\u1161\u200B\u11AB", "한"},
      {"compatibility forms stay", "ＡＢＣ！", "ＡＢＣ！"},
      {"ligature stays", "ﬁne", "ﬁne"},
      {"invalid byte", "a\xFF" "b", "a\uFFFD" "b"},
      {"two invalid bytes", "\xFF\xFE", "\uFFFD\uFFFD"},
      {"cut-off Hangul", "가\xED\x95", "가\uFFFD\uFFFD"},
      {"empty", "", ""},
      {"lines joined", "one\ntwo", "one two"},
      {"indented lines joined", "  one  \n\t two ", "one two"},
      {"Hangul syllable and final on two lines stay apart", "하\nᆫ", "하 ᆫ"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(view_of(c.text) == c.view);
  }
}

TEST_CASE("the view of a view is the view", "[text]") {
  for (const std::string_view text : {"  a \t b ", "\u1112\u1161\u11AB \u00A0x", "e\u0301\xFF", "a\u200B\u200B b"}) {
    const std::string once = view_of(text);
    CHECK(view_of(once) == once);
  }
}

TEST_CASE("a view and its offsets do not depend on how far from the start a character stands", "[text]") {
  for (const std::string text : {"a  b", "a b ", "a\tb", "a \u00A0b", "x\u0301y", "“q” é", "한국", "a\u200Bb", "\xFFz", "a\x01 b", "1\n2"}) {
    for (std::size_t before = 55; before < 70; ++before) {
      INFO(text << " behind " << before);
      const std::string head = std::string(before, 'h') + " ";
      CHECK(view_of(head + text) == head + view_of(text));
      ViewMaker maker;
      std::vector<std::size_t> offsets = maker.map_offsets(text, lines_of(text));
      for (std::size_t& offset : offsets) offset += head.size();
      std::vector<std::size_t> all = maker.map_offsets(head + text, lines_of(head + text));
      CHECK(std::vector<std::size_t>(all.begin() + static_cast<std::ptrdiff_t>(head.size()), all.end()) == offsets);
    }
  }
}

TEST_CASE("a plain trimmed line is its own view and nothing is copied", "[text]") {
  struct Case {
    std::string_view text;
    bool slice;
  };
  const Case cases[] = {{"Plain text.", true}, {"  Plain “text” … 한국어 é", true}, {"a  b", false}, {"a\u00A0b", false}, {"a\xFF", false}, {"e\u0301", false}};
  for (const Case& c : cases) {
    INFO(c.text);
    ViewMaker maker;
    const std::vector<TextRange> lines{{0, c.text.size()}};
    const std::string_view view = maker.make(c.text, lines);
    CHECK(maker.is_slice() == c.slice);
    CHECK((view.data() >= c.text.data() && view.data() < c.text.data() + c.text.size()) == c.slice);
  }
}

TEST_CASE("each byte of a view knows where it comes from", "[text]") {
  struct Case {
    const char* name;
    std::string_view text;
    std::vector<std::size_t> offsets;
  };
  const Case cases[] = {
      {"plain", "abc", {0, 1, 2, 3}},
      {"trimmed", "  ab ", {2, 3, 4}},
      {"run of spaces", "a   b", {0, 1, 4, 5}},
      {"no-break space", "a\u00A0b", {0, 1, 3, 4}},
      {"zero-width space", "a\u200Bb", {0, 4, 5}},
      {"decomposed Latin", "e\u0301x", {0, 0, 3, 4}},
      {"decomposed Hangul", "\u1100\u1161x", {0, 0, 0, 6, 7}},
      {"invalid byte", "\xFFx", {0, 0, 0, 1, 2}},
      {"two lines", "a\nb", {0, 1, 2, 3}},
      {"two indented lines", " a \r\n b", {1, 2, 6, 7}},
      {"empty", "", {0}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    ViewMaker maker;
    const std::vector<TextRange> lines = lines_of(c.text);
    CHECK(maker.map_offsets(c.text, lines) == c.offsets);
    CHECK(maker.map_offsets(c.text, lines).size() == view_of(c.text).size() + 1);
  }
}

TEST_CASE("white space and zero-width characters are trimmed and nothing else", "[text]") {
  struct Case {
    std::string_view text;
    std::size_t begin;
    std::size_t end;
  };
  const Case cases[] = {
      {"abc", 0, 3}, {" abc ", 1, 4}, {"\u00A0abc\u3000", 2, 5}, {"\u200Babc\uFEFF", 3, 6}, {"\xFF abc", 0, 5}, {"abc\x80", 0, 4}, {" \xE3\x80 ", 1, 3}, {"a \x80", 0, 3}, {"a\u00A0\x80\x80 ", 0, 5},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(trim(c.text, {0, c.text.size()}) == TextRange{c.begin, c.end});
  }
  for (const std::string_view blank : {"", " ", "\t\r", "\u00A0", "\u200B", "\u3000\uFEFF \u00AD"}) CHECK(is_blank(blank, {0, blank.size()}));
  for (const std::string_view shown : {"a", " . ", "\xFF", "\u2800"}) CHECK_FALSE(is_blank(shown, {0, shown.size()}));
}
