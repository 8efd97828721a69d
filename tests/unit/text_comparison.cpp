#include "text/comparison.h"

#include <catch2/catch.hpp>

#include "text/fold_case.h"

using namespace cleanscrape;

namespace {

std::string folded(std::string_view view, const ComparisonFolds& folds = {}) {
  std::string out;
  fold_for_comparison(view, folds, out);
  return out;
}

}  // namespace

TEST_CASE("texts that differ only in what is folded are equal", "[text]") {
  struct Case {
    const char* a;
    const char* b;
    bool equal;
  };
  const Case cases[] = {
      {"“Raised” by ‘half’", "\"Raised\" by 'half'", true},
      {"don’t", "don't", true},
      {"«oui»", "\"oui\"", true},
      {"a – b", "a - b", true},
      {"wait…", "wait...", true},
      {"half a metre", "half ametre", true},
      {"Title", "TITLE", true},
      {"ÉTÉ", "été", true},
      {"67,300 barrels", "12,900 barrels", false},
      {"5 × 3", "5 ÷ 3", false},
      {"Kim said", "Lee said", false},
      {"end.", "end", false},
      {"한국 경제", "한국경제", true},
  };
  for (const Case& c : cases) {
    INFO(c.a << " | " << c.b);
    CHECK((folded(c.a) == folded(c.b)) == c.equal);
  }
}

TEST_CASE("each fold can be left out", "[text]") {
  CHECK(folded("A “b” c", {false, false, false}) == "A “b” c");
  CHECK(folded("A “b” c", {true, false, false}) == "a “b” c");
  CHECK(folded("A “b” c", {false, true, false}) == "A \"b\" c");
  CHECK(folded("A “b” c", {false, false, true}) == "A“b”c");
}

TEST_CASE("case folding is that of Unicode", "[text]") {
  struct Case {
    const char* text;
    const char* folded;
  };
  const Case cases[] = {{"ABC xyz", "abc xyz"}, {"ÀÉ", "àé"}, {"ΑΒΓ", "αβγ"}, {"한국 ABC", "한국 abc"}, {"ＡＢ", "ａｂ"}, {"a\xFF" "B", "a\xFF" "b"}, {"", ""}};
  for (const Case& c : cases) {
    INFO(c.text);
    std::string out = "old";
    fold_case(c.text, out);
    CHECK(out == c.folded);
  }
}

TEST_CASE("the quick look agrees with case folding", "[text]") {
  for (const std::string text : {"abc", "ABC", "É", "é", "한국어", "“x”", "Ω", "ω", "ꭰ", "ⓒ", "Ⓒ", "☎", "ﬀ", "\xFF"}) {
    INFO(text);
    std::string ascii_folded = text;
    for (char& c : ascii_folded) c = fold_ascii(c);
    std::string out;
    fold_case(text, out);
    CHECK(folds_beyond_ascii(text) == (out != ascii_folded));
  }
}
