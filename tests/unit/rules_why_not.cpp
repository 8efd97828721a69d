#include <catch2/catch.hpp>

#include "rules_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

TEST_CASE("why a rule does not hold", "[rules]") {
  struct Case {
    const char* conditions;
    const char* view;
    const char* reason;
    std::uint32_t progress;
  };
  const Case cases[] = {
      {"words = { script = 'Latn', min = 12 }", "one two", "needs words in Latn >= 12, has 2", 0},
      {"chars = { max = 3 }", "four", "needs chars <= 3, has 4", 0},
      {"letters = { min = 1, max = 3 }", "four", "needs letters from 1 to 3, has 4", 0},
      {"script = { Hangul = 0.5 }", "가 abc", "needs Hangul >= 0.50, has 0.25", 0},
      {"ends_sentence = true", "no", "needs a sentence end", 0},
      {"list_item = false", "- no", "needs no list mark", 0},
      {"link = true", "no", "needs link", 0},
      {"equals = ['a', 'b', 'c', 'd', 'e']", "no", "needs equals 'a', 'b', 'c' and 2 more", 0},
      {"any = ['^By ']", "no", "needs any of '^By '", 0},
      {"starts = ['Sh']\nwords = { max = 2 }\nends_sentence = true", "Share of the market", "needs words <= 2, has 4", 1},
      {"chars = { min = 1 }\n[rule.unless]\nwords = { min = 2 }", "one two", "stopped by unless words >= 2", 1},
      {"chars = { min = 1 }\n[rule.unless]\nwords = { min = 2 }", "one", "", 2},
  };
  for (const Case& c : cases) {
    INFO(c.conditions << " on " << c.view);
    const auto rules = compile(rule(std::string("[rule.when]\n") + c.conditions + "\n"));
    REQUIRE(rules);
    std::uint32_t progress = 0;
    CHECK(why_not(*rules, 0, c.view, progress) == c.reason);
    CHECK(progress == c.progress);
  }
}
