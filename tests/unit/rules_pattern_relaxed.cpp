#include <catch2/catch.hpp>

#include <re2/re2.h>

#include <random>
#include <string>
#include <vector>

#include "random_pattern.h"
#include "rules/image.h"
#include "rules/pattern_relaxed.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

TEST_CASE("a pattern without its upper counts", "[rules]") {
  struct Row {
    std::string pattern;
    std::string relaxed;  ///< empty: nothing to open
  };
  const std::vector<Row> rows{
      {"plain", ""},
      {"a{2}", ""},
      {"a{2,3}", ""},
      {"a{2,}", ""},
      {"a{0,9}", "a*"},
      {"a{1,9}", "a+"},
      {"a{2,9}", "a{2,}"},
      {"a{5,9}", "a{3,}"},
      {"a{5,}", "a{3,}"},
      {".{0,80}?$", ".*?$"},
      {"(?:ab|c{1,7}){2,30}", "(?:ab|c+){2,}"},
      {R"(\{1,9})", ""},
      {R"(\p{Hangul}{1,9}\x{AC00}{0,4})", R"(\p{Hangul}+\x{AC00}*)"},
      {"[{1,9}]{0,5}", "[{1,9}]*"},
      {"[]{1,9}]{0,5}", "[]{1,9}]*"},
      {"[^]{1,9}]{0,5}", "[^]{1,9}]*"},
      {R"([\]{1,9}]{0,5})", R"([\]{1,9}]*)"},
      {"[[:alpha:]{1,9}]{0,5}", "[[:alpha:]{1,9}]*"},
      {R"(\Qa{1,9}\E)", ""},
      {"a{x,9}", ""},
      {"[*-]{0,2}a literal text that stays as it is", ""},
      {"(?:literal text){0,4}", "(?:literal text)*"},
      {"(?:literal text)x{0,2} and more of it", ""},
      {"a{1,9", ""},
      {"[a{1,9}", ""},
      {"a\\", ""},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    CHECK(relax_counts(row.pattern) == row.relaxed);
  }
}

TEST_CASE("every relaxed pattern of the packs is one that RE2 takes, and smaller", "[rules]") {
  const auto& image = *reinterpret_cast<const RuleImage*>(builtin_image().data());
  std::size_t relaxed_patterns = 0;
  for (const Pattern& pattern : image.patterns) {
    if (pattern.relaxed.view().empty()) continue;
    ++relaxed_patterns;
    const re2::RE2 exact(pattern.source.view());
    const re2::RE2 relaxed(pattern.relaxed.view());
    INFO(pattern.source.view());
    REQUIRE(relaxed.ok());
    CHECK(relaxed.ProgramSize() <= exact.ProgramSize());
  }
  CHECK(relaxed_patterns > 100);
}

TEST_CASE("a relaxed pattern matches wherever the pattern does", "[rules][random-patterns]") {
  std::mt19937 random = pattern_random(11);
  re2::RE2::Options options;
  options.set_log_errors(false);
  std::size_t matched = 0;
  for (std::uint32_t round = 0; round < pattern_rounds(); ++round) {
    const std::string pattern = random_pattern(random, 2);
    const std::string relaxed = relax_counts(pattern);
    const re2::RE2 exact(pattern, options);
    if (relaxed.empty() || !exact.ok()) continue;
    const re2::RE2 open(relaxed, options);
    INFO(pattern << " relaxed " << relaxed);
    REQUIRE(open.ok());
    for (int t = 0; t < 8; ++t) {
      const std::string text = random_text(random);
      if (!re2::RE2::PartialMatch(text, exact)) continue;
      ++matched;
      INFO(text);
      REQUIRE(re2::RE2::PartialMatch(text, open));
    }
  }
  CHECK(matched > pattern_rounds() / 20);
}
