#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "cleanscrape/rules.h"
#include "rules_support.h"
#include "text/view.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

/// The lines of the packs in the program, and what stands in quotation marks in them: what their rules are about.
std::vector<std::string> texts_of_packs() {
  std::vector<std::string> texts;
  for (const RuleSource& pack : builtin_packs()) {
    std::string_view rest = pack.text;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      texts.emplace_back(line);
      for (std::size_t open = line.find('"'); open != std::string_view::npos;) {
        const std::size_t close = line.find('"', open + 1);
        if (close == std::string_view::npos) break;
        texts.emplace_back(line.substr(open + 1, close - open - 1));
        open = line.find('"', close + 1);
      }
    }
  }
  return texts;
}

/// Every rule tried on the view.
std::vector<RuleIndex> plain_hits(const CompiledRules& rules, const BlockView& block, MatchScratch& scratch) {
  std::vector<RuleIndex> hits;
  for (RuleIndex rule = 0; rule < rules.rules().size(); ++rule) {
    const bool is_tried = rules.is_enabled(rule) && rules.is_matched(rule);
    if (is_tried && rules.conditions_hold(rule, block, scratch)) hits.push_back(rule);
  }
  return hits;
}

}  // namespace

TEST_CASE("triggers and gates keep no rule from a view on which it holds", "[rules]") {
  const auto rules = CompiledRules::builtin({});
  REQUIRE(rules);
  const std::vector<bool> all_sites((*rules)->sites().size(), true);
  const std::vector<std::string> texts = texts_of_packs();
  std::mt19937 random(31);
  MatchScratch scratch;
  ViewMaker maker;
  std::size_t found = 0;
  for (int round = 0; round < 12000; ++round) {
    std::string text = texts[random() % texts.size()];
    while (random() % 3 == 0) text += " " + texts[random() % texts.size()];
    const std::vector<TextRange> whole{{0, text.size()}};
    const std::string view(maker.make(text, whole));
    if (view.empty()) continue;
    Features features = measure(view, (*rules)->english_stopwords());
    features.side_by_side = random() % 8 == 0;
    std::vector<RuleIndex> hits;
    (*rules)->match({view, features}, all_sites, scratch, hits);
    INFO(view);
    REQUIRE(hits == plain_hits(**rules, {view, features}, scratch));
    found += hits.size();
  }
  CHECK(found > 30'000);
}

TEST_CASE("a rule that drops copies and asks for nothing else is not matched on every block", "[rules]") {
  const std::string copies = "\nduplicate = { min_chars = 20, of = 'line' }\n";
  const auto rule_with = [&](const std::string& action, const std::string& conditions) {
    return pack("[[rule]]\nid = 't.r'\ndescription = 'd'\nclass = 'duplicate'\naction = '" + action + "'\n[rule.when]\n" + conditions + copies);
  };
  CHECK(hits_on(*compile(rule_with("drop", "")), "A line of text.").empty());
  CHECK(hits_on(*compile(rule_with("drop", "words = { max = 4 }")), "A line of text.") == "t.r");
  CHECK(hits_on(*compile(rule_with("mark", "")), "A line of text.") == "t.r");
}
