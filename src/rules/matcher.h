#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rules/rule_tests.h"
#include "rules/tiered_index.h"

namespace cleanscrape {

/// Which rules hold on a block alone.
class Matcher {
 public:
  Matcher() = default;
  /// The tables and tests must live as long as the matcher.
  Matcher(std::span<const Rule> rules, std::span<const RuleTests> tests, const ConditionTables& tables);

  void match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch::State& state, std::vector<RuleIndex>& hits) const;

 private:
  [[nodiscard]] bool rule_holds(RuleIndex rule, ConditionContext& context) const;
  [[nodiscard]] bool is_active(RuleIndex rule, const std::vector<bool>& active_sites) const;

  std::span<const Rule> rules_;
  std::span<const RuleTests> tests_;
  const ConditionTables* tables_ = nullptr;
  std::vector<std::optional<std::size_t>> proven_;  ///< by rule: the condition of `when` that its trigger proves
  TieredIndex index_;
};

}  // namespace cleanscrape
