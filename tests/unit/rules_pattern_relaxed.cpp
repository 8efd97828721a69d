#include <catch2/catch.hpp>

#include <re2/re2.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/flat.h"
#include "random_pattern.h"
#include "rules/image.h"
#include "rules/pattern.h"
#include "rules/pattern_relaxed.h"
#include "rules/view_folding.h"
#include "text/utf8.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

std::string_view text_in(std::string_view text, TextRange range) { return text.substr(range.begin, range.end - range.begin); }

RelaxedPattern relaxed(const std::string& pattern) { return relax_counts(pattern, shape_of(pattern).min_code_points); }

/// The pattern with larger counts.
std::string widened(std::string pattern) {
  const std::vector<std::pair<std::string, std::string>> counts{{"{0,3}", "{0,20}"}, {"{1,4}?", "{1,18}?"}, {"{2,6}", "{2,30}"}, {"{4,}", "{15,30}"}};
  for (const auto& [small, large] : counts) {
    for (std::size_t at = pattern.find(small); at != std::string::npos; at = pattern.find(small, at)) pattern.replace(at, small.size(), large);
  }
  return pattern;
}

}  // namespace

TEST_CASE("a pattern without its large upper counts", "[rules]") {
  struct Row {
    std::string pattern;
    std::string relaxed;  ///< empty: nothing to open
  };
  const std::vector<Row> rows{
      {"plain", ""},
      {"a{2}", ""},
      {"a{2,3}", ""},
      {"a{2,}", ""},
      {"a{0,9}", ""},
      {"(?:a literal text){0,9}", "((?:a literal text)*)"},
      {"(?:a literal text that is so long that three of it would be worth it, one would think){0,3}", ""},
      {"a{0,20}", "(a*)"},
      {"a{1,20}", "(a+)"},
      {"a{2,20}", "(a{2,})"},
      {"a{15,30}", "(a{12,})"},
      {"a{40,}", "(a{12,})"},
      {".{0,80}?$", "(.*?)$"},
      {"(?:ab|c{1,20}){2,30}", "((?:ab|c+){2,})"},
      {"(?:a.{0,90})*", "((?:a.*)*)"},
      {"(?:a.{0,90})+?b", "((?:a.*)+?)b"},
      {"(?:a.{0,90}){3}b", "((?:a.*){3})b"},
      {"(?:a(?:b.{0,90})*c){1,3}", "((?:a(?:b.*)*c){1,3})"},
      {"(?:a.{0,90})?b*", "(?:a(.*))?b*"},
      {R"(\{1,20})", ""},
      {R"(\p{Hangul}{1,20}\x{AC00}{0,20})", R"((\p{Hangul}+)(\x{AC00}*))"},
      {R"(\pL{1,20}\x41{0,20}가{0,20}\d{0,20})", R"((\pL+)(\x41*)(가*)(\d*))"},
      {"[{1,20}]{0,15}", "([{1,20}]*)"},
      {"[]{1,20}]{0,15}", "([]{1,20}]*)"},
      {"[^]{1,20}]{0,15}", "([^]{1,20}]*)"},
      {R"([\]{1,20}]{0,15})", R"(([\]{1,20}]*))"},
      {"[[:alpha:]{1,20}]{0,15}", "([[:alpha:]{1,20}]*)"},
      {R"(\Qa{1,20}\E)", ""},
      {"(?i)a{0,20}", "(?i)(a*)"},
      {"a(?i){0,20}", ""},  // RE2 repeats the letter
      {R"(\1{0,20})", ""},
      {R"(\C{0,20})", ""},
      {"a{x,20}", ""},
      {"a{{0,20}", "a({*)"},
      {"x{0,13}a literal text that stays as it is, for there is far more of it than the count would save, as one can see at once", ""},
      {"a{1,20", ""},
      {"[a{1,20}", ""},
      {"a\\", ""},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    CHECK(relaxed(row.pattern).text == row.relaxed);
  }
}

TEST_CASE("in which views a relaxed pattern tells alone whether the pattern matches", "[rules]") {
  struct Row {
    std::string pattern;
    std::uint32_t max_exact_code_points;
    std::vector<CountCheck> checks;
  };
  const std::vector<Row> rows{
      {"a{0,20}", 20, {{1, 0, 20}}},
      {"ab[cd]{0,20}e", 23, {{1, 0, 20}}},
      {"ab.{2,20}", 22, {{1, 0, 20}}},
      {"(?:xy.{5,20})?z", 20, {{1, 0, 20}}},  // the count takes more than the shortest match
      {"a.{0,90}b.{0,30}", 32, {{1, 0, 90}, {2, 0, 30}}},
      {"(?:one|three){2,20} ", 61, {{1, 0, 60}}},  // a copy has three characters
      {"a{15,30}", 0, {{1, 15, 30}}},              // less than the count asks for may match
      {"(?:ab){15,40}", 0, {{1, 0, 0}}},           // and the length does not tell how often
      {"(?:a{15,30}b){2}", 0, {{1, 0, 0}}},
      {"(?:ab|c{1,20}){2,30}", 21, {{1, 0, 20}}},  // what holds both must be short enough for both
      {"(?:a.{0,90}b){2} [cd]{1,40}", 45, {{1, 0, 90}, {2, 0, 40}}},
      {"(?:a(?:b.{0,90})*.{0,30}){0,3}?", 30, {{1, 0, 30}}},
      {"(own).{0,30}", 33, {{2, 0, 30}}},
      {".{0,30}(own) (?P<more>x{0,20})", 24, {{1, 0, 30}, {4, 0, 20}}},
      {"(.{0,30})", 30, {{2, 0, 30}}},
      {"(a.{0,60}(b)){3} x{0,20}", 27, {{1, 0, 60}, {4, 0, 20}}},
      {"(ab){0,30}", 60, {{1, 0, 60}}},
      {"(?i)(?:no group).{0,30}", 38, {{1, 0, 30}}},
  };
  for (const Row& row : rows) {
    INFO(row.pattern);
    const RelaxedPattern found = relaxed(row.pattern);
    INFO(found.text);
    CHECK(found.max_exact_code_points == row.max_exact_code_points);
    CHECK(found.checks == row.checks);
  }
}

TEST_CASE("every relaxed pattern of the packs is one that RE2 takes, and smaller", "[rules]") {
  const auto& image = *reinterpret_cast<const RuleImage*>(builtin_image().data());
  std::size_t relaxed_patterns = 0;
  for (const Pattern& pattern : image.patterns) {
    if (pattern.relaxed.empty()) continue;
    ++relaxed_patterns;
    const re2::RE2 exact(pattern.source.view());
    const re2::RE2 open(pattern.relaxed.view());
    INFO(pattern.source.view());
    REQUIRE(open.ok());
    CHECK(open.ProgramSize() <= exact.ProgramSize());
    CHECK(open.NumberOfCapturingGroups() == exact.NumberOfCapturingGroups() + static_cast<int>(pattern.checks.size()));
  }
  CHECK(relaxed_patterns > 100);
}

TEST_CASE("patterns match where RE2 says so, and find the same places, whichever program they run", "[rules][random-patterns]") {
  constexpr int kMaxProgramSize = 1000;  // larger ones take most of the time
  std::mt19937 random = pattern_random(11);
  re2::RE2::Options options;
  options.set_log_errors(false);
  std::size_t matched = 0;
  std::size_t differ = 0;  // the relaxed program matches where the pattern does not
  for (std::uint32_t round = 0; round < pattern_rounds() / 2; ++round) {
    const std::string source = widened(random_pattern(random, 2));
    if (relaxed(source).text.empty()) continue;
    const re2::RE2 exact(source, options);
    if (!exact.ok() || exact.ProgramSize() > kMaxProgramSize) continue;
    FlatArena arena;
    const std::vector<Pattern> made{make_pattern(source, arena)};
    const re2::RE2 open(made[0].relaxed.view(), options);
    INFO(source << " relaxed " << made[0].relaxed.view());
    REQUIRE(open.ok());
    for (int t = 0; t < 8; ++t) {
      const std::string text = random_runs(random);
      INFO(text);
      const Patterns patterns{std::span<const Pattern>(made)};  // anew, so that nothing is compiled
      re2::StringPiece groups[2];
      const bool matches = exact.Match(text, 0, text.size(), re2::RE2::UNANCHORED, groups, exact.NumberOfCapturingGroups() > 0 ? 2 : 1);
      ViewFolding folding;
      const auto code_points = static_cast<std::uint32_t>(count_code_points(text));
      REQUIRE(patterns.matches(0, text, code_points, folding) == matches);
      const auto found = Patterns{std::span<const Pattern>(made)}.find(0, text, code_points, 0);
      REQUIRE(found.has_value() == matches);
      if (!matches) {
        differ += re2::RE2::PartialMatch(text, open) ? 1U : 0U;
        continue;
      }
      ++matched;
      CHECK(text_in(text, found->whole) == std::string_view(groups[0].data(), groups[0].size()));
      if (exact.NumberOfCapturingGroups() > 0) CHECK(text_in(text, found->part) == std::string_view(groups[1].data(), groups[1].size()));
    }
  }
  CHECK(matched > pattern_rounds() / 40);
  CHECK(differ > pattern_rounds() / 2000);
}
