#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <string>

#include "engine/model_block.h"
#include "engine/model_words.h"
#include "engine/sketch.h"
#include "text/comparison.h"
#include "text/fold_case.h"
#include "text/script.h"
#include "text/utf8.h"

using namespace cleanscrape;

namespace {

/// A text of up to several blocks of bytes, in which words touch marks, apostrophes and each other.
std::string random_words(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {"the",   "Harbour", "ferry",  "don’t", "It's", "'tis", "o’", "’s ", " ",  " ",  " ",    ", ",      ". ",  "3",
                                                 "19th", "시장은",  "한’국",  "café",  "ÉTÉ",  "İ",    "-",   "“",   "” ", "_",  "Ж",    "schedule", "x'y'z", "harbourmasters"};
  std::string text;
  for (std::size_t i = random() % 60; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

bool belongs(char32_t c) {
  const CharKind kind = classify(c).kind;
  return kind == CharKind::letter || kind == CharKind::digit;
}

/// The words one character at a time: an apostrophe between two letters or digits belongs to the word.
std::vector<std::u32string> words_of(std::string_view text) {
  std::u32string all;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    all += c.code_point;
    i += c.size_bytes;
  }
  std::vector<std::u32string> words(1);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_inside = (all[i] == U'\'' || all[i] == U'’') && !words.back().empty() && i + 1 < all.size() && belongs(all[i + 1]);
    if (belongs(all[i]) || is_inside) {
      words.back() += all[i];
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

TEST_CASE("the page model's words are those found one character at a time", "[engine]") {
  std::mt19937 random(3);
  const PhraseTable none;
  ModelWords counter;
  std::map<std::string, std::uint64_t> folds;
  std::set<std::uint64_t> different_folds;
  for (int round = 0; round < 4000; ++round) {
    const std::string text = random_words(random);
    INFO(text);
    ModelBlock block;
    counter.measure(text, none, block);
    const std::vector<std::u32string> words = words_of(text);
    std::string folded;
    fold_words(text, folded);
    if (!folded.empty()) folded.pop_back();
    std::set<std::u32string> topics;
    std::uint32_t initial = 0;
    std::uint32_t digits = 0;
    for (std::u32string word : words) {
      initial += classify(word[0]).upper || classify(word[0]).kind == CharKind::digit ? 1U : 0U;
      digits += classify(word[0]).kind == CharKind::digit ? 1U : 0U;
      std::transform(word.begin(), word.end(), word.begin(), [](char32_t c) { return c == U'’' ? U'\'' : to_lower(c); });
      if (word.size() >= 4) topics.insert(word);
    }
    REQUIRE(block.words == words.size());
    const std::string begin(counter.folded());
    REQUIRE(folded.starts_with(begin));
    const auto spaces = static_cast<std::size_t>(std::count(begin.begin(), begin.end(), ' '));
    REQUIRE((begin == folded || spaces >= PhraseTable::kMaxPhraseWords));
    REQUIRE(folds.try_emplace(folded, block.fold).first->second == block.fold);
    different_folds.insert(block.fold);
    REQUIRE(different_folds.size() == folds.size());
    REQUIRE(block.initial_words == initial);
    REQUIRE(block.digit_words == digits);
    REQUIRE(block.content.size() == topics.size());
  }
}

TEST_CASE("a block of very many topic words has each once", "[engine]") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "word" + std::to_string(i % 1500) + " ";
  ModelWords counter;
  ModelBlock block;
  counter.measure(text, PhraseTable(), block);
  CHECK(block.words == 3000);
  CHECK(block.content.size() == 1500);
}

TEST_CASE("each of many phrases is found, and nothing else", "[engine]") {
  for (const int count : {1, 2, 3, 100, 700, 6000}) {
    INFO(count);
    PhraseTable::Phrases phrases;
    for (int i = 0; i < count; ++i) PhraseTable::add(phrases, "w" + std::to_string(3 * i), static_cast<PhraseTable::Kinds>(1 + i % 100));
    FlatArena arena;
    const PhraseTable table(phrases, arena);
    int wrong = 0;
    for (int i = 0; i < count; ++i) {
      wrong += table.find(PhraseTable::key_of("w" + std::to_string(3 * i))) == 1 + i % 100 ? 0 : 1;
      wrong += table.find(PhraseTable::key_of("w" + std::to_string(3 * i + 1))) == 0 ? 0 : 1;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("phrases are found by what a text begins with", "[engine]") {
  PhraseTable::Phrases phrases;
  PhraseTable::add(phrases, "Photo", 1);
  PhraseTable::add(phrases, "Photo courtesy of", 2);
  PhraseTable::add(phrases, "written by the staff of", 4);
  FlatArena arena;
  const PhraseTable table(phrases, arena);
  CHECK(table.find_starts("photo courtesy of the museum") == 3);
  CHECK(table.find_starts("photo courtesy") == 1);
  CHECK(table.find_starts("photographs") == 0);
  CHECK(table.find_starts("written by the staff of") == 4);
  CHECK(table.find_starts("written by") == 0);
  CHECK(table.find(PhraseTable::key_of("written by")) == 0);
  CHECK(table.find(PhraseTable::key_of("")) == 0);
  CHECK(PhraseTable().find_starts("photo") == 0);
}

TEST_CASE("texts that are equal when folded have equal sketches", "[engine]") {
  std::mt19937 random(5);
  const StopwordSet none;
  for (int round = 0; round < 2000; ++round) {
    std::string text = random_words(random);
    while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    std::string folded;
    fold_for_comparison(text, {}, folded);
    Document document;
    Document folded_document;
    document.segment(text, none);
    folded_document.segment(folded, none);
    REQUIRE(document.size() == folded_document.size());
    if (document.size() != 1) continue;
    REQUIRE(sketch_of(document.block(0)) == sketch_of(folded_document.block(0)));
    REQUIRE(std::ranges::equal(document.clauses(0), folded_document.clauses(0)));
  }
}

TEST_CASE("a sketch is repeated once two blocks have it", "[engine]") {
  SketchTable table;
  table.start(3);
  table.add(1, 4);
  table.add(2, 4);
  table.add(1, 4);
  CHECK(table.contains(1));
  CHECK_FALSE(table.is_repeated(1));
  table.add(1, 5);
  CHECK(table.is_repeated(1));
  CHECK_FALSE(table.is_repeated(2));
  CHECK_FALSE(table.contains(3));
  CHECK_FALSE(table.is_repeated(3));
  CHECK(table.is_repeated(0));
  table.start(1);
  CHECK_FALSE(table.contains(1));
}
