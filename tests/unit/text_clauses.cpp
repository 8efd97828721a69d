#include "text/clauses.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/comparison.h"
#include "text/features.h"
#include "text/sentences.h"

using namespace cleanscrape;

namespace {

std::string random_clauses(std::mt19937& random) {
  static const std::vector<std::string> kParts{"He", "said", "so", ".", ".", "!", "?", " ", " ", " ", "\"", "”", "…", "...", "U.S.", "3.5", "Mr. Kim", "서울", "부산", "。", "．", "؟",
                                               "é", "É", "漢字", "－", "½", "’s", "-", "—", "힣", "힐", "a_very_long_word_without_any_space_that_fills_a_block_of_bytes_and_more"};
  std::string view;
  for (std::size_t i = random() % 60; i > 0; --i) view += kParts[random() % kParts.size()];
  return view;
}

std::vector<Sketch> measured(std::string_view view) {
  std::vector<Sketch> clauses;
  const Features features = measure(view, StopwordSet(), &clauses);
  Sketch sum = 0;
  for (const Sketch clause : clauses) sum += clause;
  REQUIRE(features.sketch == sum);
  return clauses;
}

std::vector<Sketch> one_by_one(std::string_view view) {
  std::vector<Sketch> clauses;
  ClauseMeter meter(&clauses);
  meter.add_text(view);
  meter.end_clause();
  return clauses;
}

}  // namespace

TEST_CASE("clauses are measured as one character at a time", "[text]") {
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    const std::string view = random_clauses(random);
    INFO(view);
    REQUIRE(measured(view) == one_by_one(view));
  }
}

TEST_CASE("the clauses of a text are those of its sentences", "[text]") {
  std::mt19937 random(4);
  for (int round = 0; round < 3000; ++round) {
    const std::string view = random_clauses(random);
    INFO(view);
    std::vector<TextRange> sentences;
    split_sentences(view, sentences);
    std::vector<Sketch> clauses;
    for (const TextRange& sentence : sentences) {
      const std::vector<Sketch> own = measured(sentence.of(view));
      clauses.insert(clauses.end(), own.begin(), own.end());
    }
    REQUIRE(measured(view) == clauses);
  }
}

TEST_CASE("texts that are equal when folded have the same clauses", "[text]") {
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    const std::string view = random_clauses(random);
    INFO(view);
    for (const ComparisonFolds& folds : {ComparisonFolds{}, ComparisonFolds{false, true, false}, ComparisonFolds{true, false, true}}) {
      std::string folded;
      fold_for_comparison(view, folds, folded);
      REQUIRE(measured(view) == measured(folded));
    }
  }
}

TEST_CASE("different texts mostly have different clauses", "[text]") {
  CHECK(measured("The ferry is late.") != measured("The ferry was late."));
  CHECK(measured("67,300 barrels") != measured("67,301 barrels"));
  CHECK(measured("서울에서") != measured("부산에서"));
  CHECK(measured("One. Three.") != measured("Three. One."));
  CHECK(measured("…?! —").empty());
}
