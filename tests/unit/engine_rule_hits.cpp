#include <catch2/catch.hpp>

#include <random>
#include <vector>

#include "engine/rule_hits.h"

using namespace cleanscrape;

TEST_CASE("the hits by rule are those by block", "[engine]") {
  constexpr std::size_t kRules = 12;
  std::mt19937 random(5);
  RuleHits by_rule;
  for (int round = 0; round < 200; ++round) {
    std::vector<RuleIndex> hits;
    std::vector<std::uint32_t> begins{0};
    std::vector<std::vector<std::uint32_t>> wanted(kRules);
    for (std::uint32_t block = 0; block < random() % 8; ++block) {
      for (RuleIndex rule = 0; rule < kRules; ++rule) {
        if (random() % 4 != 0) continue;
        hits.push_back(rule);
        wanted[rule].push_back(block);
      }
      begins.push_back(static_cast<std::uint32_t>(hits.size()));
    }
    by_rule.index(hits, begins, kRules);
    std::vector<RuleIndex> rules;
    for (RuleIndex rule = 0; rule < kRules; ++rule) {
      const auto blocks = by_rule.blocks_of(rule);
      CHECK(std::vector<std::uint32_t>(blocks.begin(), blocks.end()) == wanted[rule]);
      RuleSelector selector;
      std::vector<std::uint64_t> bits((kRules + 1) / 64 + 1);
      for (const RuleIndex selected : {rule, RuleIndex{kRules + 1}}) bits[selected / 64] |= std::uint64_t{1} << (selected % 64);
      selector.bits = std::span<const std::uint64_t>(bits);
      CHECK(by_rule.has_any(selector) == !wanted[rule].empty());
      CHECK(selector.takes(rule));
      CHECK_FALSE(selector.takes(rule == 0 ? 1 : rule - 1));
      CHECK_FALSE(selector.takes(10'000));
      if (!wanted[rule].empty()) rules.push_back(rule);
    }
    CHECK(std::vector<RuleIndex>(by_rule.rules().begin(), by_rule.rules().end()) == rules);
  }
}
