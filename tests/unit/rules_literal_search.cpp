#include <catch2/catch.hpp>

#include <random>
#include <set>

#include "rules/literal_search.h"
#include "text/fold_case.h"

using namespace cleanscrape;

namespace {

std::string folded_case(std::string_view text) {
  std::string out;
  fold_case(text, out);
  return out;
}

/// The obvious way.
bool stands(const SearchLiteral& literal, std::string_view text) {
  const std::string in = literal.fold ? folded_case(text) : std::string(text);
  switch (literal.place) {
    case LiteralPlace::start: return in.starts_with(literal.text);
    case LiteralPlace::end: return in.ends_with(literal.text);
    case LiteralPlace::anywhere: return in.find(literal.text) != std::string::npos;
    case LiteralPlace::whole: break;
  }
  return false;
}

std::string random_text(std::mt19937& random, std::size_t max_pieces) {
  static const char* const kPieces[] = {"a", "b", "A", "B", " ", "ab", "가", "나", "다", ".", "1", "share", "rights", "=@", "é", "ʀ", "ꀀ", "\x11"};
  std::string text;
  const std::size_t pieces = random() % (max_pieces + 1);
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

std::vector<SearchLiteral> random_literals(std::mt19937& random, FlatArena& arena) {
  std::vector<SearchLiteral> literals;
  const std::size_t count = random() % 40;
  while (literals.size() < count) {
    const std::string text = random_text(random, 4);
    if (text.empty()) continue;
    const bool fold = random() % 2 == 0;
    const auto place = std::array{LiteralPlace::start, LiteralPlace::end, LiteralPlace::anywhere}[random() % 3];
    literals.push_back({arena.add_text(fold ? folded_case(text) : text), fold, place, static_cast<std::uint32_t>(literals.size())});
  }
  return literals;
}

}  // namespace

TEST_CASE("literal search finds what the obvious way finds", "[rules]") {
  std::mt19937 random(20240521);
  for (int round = 0; round < 300; ++round) {
    FlatArena arena;
    const std::vector<SearchLiteral> literals = random_literals(random, arena);
    const LiteralSearch search(literals, arena);
    for (int i = 0; i < 20; ++i) {
      const std::string text = random_text(random, i % 4 == 0 ? 150 : 30);
      std::set<std::uint32_t> wanted;
      for (const SearchLiteral& literal : literals) {
        if (stands(literal, text)) wanted.insert(literal.target);
      }
      for (const SearchedText made_of : {SearchedText::any, SearchedText::without_hangul}) {  // the second is wrong here, and must not matter
        std::set<std::uint32_t> found;
        search.find(text, made_of, SearchScope::all, [&](std::uint32_t target) { found.insert(target); });
        CHECK(found == wanted);
      }
    }
  }
}

TEST_CASE("a search that knows no literals finds nothing", "[rules]") {
  for (const SearchedText made_of : {SearchedText::any, SearchedText::without_hangul}) {
    LiteralSearch().find("a text", made_of, SearchScope::all, [](std::uint32_t) { FAIL("found"); });
  }
}

TEST_CASE("only folded literals are found in a folded text", "[rules]") {
  const std::vector<SearchLiteral> literals{{"share", false, LiteralPlace::anywhere, 0}, {"share", true, LiteralPlace::anywhere, 1}};
  FlatArena arena;
  const LiteralSearch search(literals, arena);
  std::vector<std::uint32_t> found;
  search.find("share", SearchedText::any, SearchScope::only_fold, [&](std::uint32_t target) { found.push_back(target); });
  CHECK(found == std::vector<std::uint32_t>{1});
}

TEST_CASE("the window of a literal is its rarest piece", "[rules]") {
  struct Case {
    const char* literal;
    std::size_t offset;
  };
  for (const Case& c : {Case{"the best quiz", 9}, Case{"abc", 0}, Case{"see @ home", 4}}) {
    INFO(c.literal);
    CHECK(rarest_window(c.literal, 4) == c.offset);
  }
}
