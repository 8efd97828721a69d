#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/flat.h"
#include "rules/rule_tests.h"
#include "rules/tiered_index.h"

namespace cleanscrape {

/// A pattern of a site's signature.
struct SignaturePattern {
  std::uint32_t number = 0;  ///< site * 64 + signature
  PatternIndex pattern = 0;
};

/// What the matcher looks up: made once from the rules, switched on or not.
struct MatchTables {
  static constexpr std::uint32_t kNothing = std::numeric_limits<std::uint32_t>::max();

  MatchTables() = default;
  MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
              std::span<const SignaturePattern> signatures, FlatArena& arena);

  FlatArray<std::uint32_t> proven;  ///< by rule: the condition of `when` that its trigger proves, or kNothing
  TieredIndex index;                ///< targets are rules, and behind them signatures
};

/// Which rules hold on a block alone. Everything that it refers to must live as long as the matcher.
struct Matcher {
  std::span<const Rule> rules;
  std::span<const RuleTests> tests;
  std::span<const SignaturePattern> signatures;
  const MatchTables& lookup;
  const ConditionTables& tables;
  const std::vector<bool>& enabled;  ///< by rule

  /// Finds out what may hold on the block; then the rules that do are among it, and the signatures.
  void collect(const BlockView& block, MatchScratch::State& state) const { lookup.index.collect(block, state); }
  /// `active_sites` null: rules of every site.
  void add_rules(const BlockView& block, const std::vector<bool>* active_sites, MatchScratch::State& state, std::vector<RuleIndex>& hits) const;
  void add_signatures(const BlockView& block, MatchScratch::State& state, std::vector<std::uint32_t>& hits) const;

 private:
  [[nodiscard]] bool rule_holds(RuleIndex rule, ConditionContext& context) const;
  [[nodiscard]] bool is_active(RuleIndex rule, const std::vector<bool>& active_sites) const;
};

}  // namespace cleanscrape
