#include "rules/match_cache.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "rules_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

std::vector<std::uint32_t> list(std::span<const std::uint32_t> found) { return {found.begin(), found.end()}; }

}  // namespace

TEST_CASE("a match cache says again what was found", "[rules]") {
  MatchCache cache;
  cache.use_for(1);
  const std::vector<std::uint32_t> rules{3, 9};
  const std::vector<std::uint32_t> signatures{64};
  cache.put("Share", {rules, signatures});
  cache.put("Print", {{}, {}});
  MatchCache::Found found;
  REQUIRE(cache.find("Share", found));
  CHECK(list(found.rules) == rules);
  CHECK(list(found.signatures) == signatures);
  REQUIRE(cache.find("Print", found));
  CHECK(found.rules.empty());
  CHECK(found.signatures.empty());
  CHECK_FALSE(cache.find("Shar", found));
  CHECK_FALSE(cache.find("", found));
}

TEST_CASE("a match cache keeps neither long views nor many hits", "[rules]") {
  MatchCache cache;
  cache.use_for(1);
  MatchCache::Found found;
  const std::string longest(MatchCache::kMaxViewBytes, 'a');
  cache.put(longest, {{}, {}});
  CHECK(cache.find(longest, found));
  cache.put(longest + "a", {{}, {}});
  CHECK_FALSE(cache.find(longest + "a", found));
  const std::vector<std::uint32_t> of_many_sites(20, 1);
  cache.put("a phrase of many sites", {of_many_sites, {}});
  REQUIRE(cache.find("a phrase of many sites", found));
  CHECK(list(found.rules) == of_many_sites);
  cache.put("many", {std::vector<std::uint32_t>(100, 1), {}});
  CHECK_FALSE(cache.find("many", found));
}

TEST_CASE("a match cache forgets what other rules said", "[rules]") {
  MatchCache cache;
  MatchCache::Found found;
  cache.use_for(1);
  cache.put("Share", {std::vector<std::uint32_t>{3}, {}});
  cache.use_for(2);
  CHECK_FALSE(cache.find("Share", found));
}

TEST_CASE("views in a match cache never take the place of one another unseen", "[rules]") {
  MatchCache cache;
  cache.use_for(1);
  MatchCache::Found found;
  std::size_t known = 0;
  for (std::uint32_t i = 0; i < 5000; ++i) cache.put(std::to_string(i), {std::vector<std::uint32_t>{i}, {}});
  for (std::uint32_t i = 0; i < 5000; ++i) {
    if (!cache.find(std::to_string(i), found)) continue;
    ++known;
    REQUIRE(list(found.rules) == std::vector<std::uint32_t>{i});
  }
  CHECK(known > 2500);  // the last two of each set
}

TEST_CASE("rules and signatures are matched together as apart, the second time as the first", "[rules]") {
  const auto rules = compile(rule("site = ['s']\n[rule.when]\nequals = ['a']\n[[site]]\nid = 's'\nsignature = ['^a$', 'second']\nmin = 2\n"));
  REQUIRE(rules);
  MatchScratch scratch;
  for (const std::string_view view : {"a", "a", "the second", "the second", "neither"}) {
    INFO(view);
    const Features features = measure(view, rules->english_stopwords());
    std::vector<RuleIndex> hits;
    std::vector<std::uint32_t> signatures;
    rules->match_all({view, features}, scratch, hits, signatures);
    std::vector<std::uint32_t> expected;
    if (view != "neither") expected.push_back(view == "a" ? 0 : 1);
    CHECK(hits == (view == "a" ? std::vector<RuleIndex>{0 | CompiledRules::kUntried} : std::vector<RuleIndex>{}));
    CHECK(rules->conditions_hold(0, {view, features}, scratch) == (view == "a"));
    CHECK(signatures == expected);
  }
}

TEST_CASE("what a rule sees beyond the view is not taken for what holds of every such view", "[rules]") {
  const auto rules = compile(rule("[rule.when]\nside_by_side = true\n"));
  REQUIRE(rules);
  MatchScratch scratch;
  Features features = measure("a line", rules->english_stopwords());
  for (const bool beside : {false, true, false, true}) {
    features.side_by_side = beside;
    std::vector<RuleIndex> hits;
    std::vector<std::uint32_t> signatures;
    rules->match_all({"a line", features}, scratch, hits, signatures);
    CHECK(hits.size() == (beside ? 1U : 0U));
  }
}
