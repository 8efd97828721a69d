#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/flat.h"
#include "rules/rule_tests.h"
#include "rules/tiered_index.h"

namespace cleanscrape {

/// What the matcher looks up: made once from the rules, switched on or not.
struct MatchTables {
  static constexpr std::uint32_t kNothing = std::numeric_limits<std::uint32_t>::max();

  MatchTables() = default;
  MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns, FlatArena& arena);

  FlatArray<std::uint32_t> proven;  ///< by rule: the condition of `when` that its trigger proves, or kNothing
  TieredIndex index;                ///< targets are rules
};

/// Which rules hold on a block alone. Everything that it refers to must live as long as the matcher.
struct Matcher {
  std::span<const Rule> rules;
  std::span<const RuleTests> tests;
  const MatchTables& lookup;
  const ConditionTables& tables;
  const std::vector<bool>& enabled;  ///< by rule

  void match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch::State& state, std::vector<RuleIndex>& hits) const;

 private:
  [[nodiscard]] bool rule_holds(RuleIndex rule, ConditionContext& context) const;
  [[nodiscard]] bool is_active(RuleIndex rule, const std::vector<bool>& active_sites) const;
};

}  // namespace cleanscrape
