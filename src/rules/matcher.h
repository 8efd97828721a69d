#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rules/rule_tests.h"
#include "rules/trigger.h"

namespace cleanscrape {

/// Which rules hold on a block alone. Rules that cannot hold on long prose, or on ASCII, are not even in the tables used there.
class Matcher {
 public:
  Matcher() = default;
  /// The tables and tests must live as long as the matcher.
  Matcher(std::span<const Rule> rules, std::span<const RuleTests> tests, const ConditionTables& tables);

  void match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch::State& state, std::vector<RuleIndex>& hits) const;

 private:
  /// Blocks with more words in Latin letters than this have a table of their own.
  static constexpr std::array<std::uint32_t, 3> kTierWords{0, 14, 40};
  static constexpr std::size_t kTiers = kTierWords.size();

  [[nodiscard]] const TriggerIndex& index_for(const Features& features) const;
  [[nodiscard]] bool rule_holds(RuleIndex rule, ConditionContext& context) const;
  [[nodiscard]] bool is_active(RuleIndex rule, const std::vector<bool>& active_sites) const;

  std::span<const Rule> rules_;
  std::span<const RuleTests> tests_;
  const ConditionTables* tables_ = nullptr;
  std::vector<std::optional<std::size_t>> proven_;  ///< by rule: the condition of `when` that its trigger proves
  std::array<TriggerIndex, kTiers> any_text_;
  std::array<TriggerIndex, kTiers> ascii_;
};

}  // namespace cleanscrape
