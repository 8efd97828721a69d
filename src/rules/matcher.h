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

/// What is known of a rule's conditions once its trigger was seen.
struct TriggerProof {
  static constexpr std::uint32_t kNothing = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t holds = kNothing;       ///< the condition of `when` that holds
  std::uint32_t by_pattern = kNothing;  ///< that which holds if one of its patterns matches whose part was seen
  PartSet by_atom = 0;                  ///< parts that are seen where one of the pattern's atoms stands
};
[[nodiscard]] TriggerProof proof_of(const Trigger& trigger);

/// What the matcher looks up: made once from the rules, switched on or not.
struct MatchTables {

  MatchTables() = default;
  MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
              std::span<const SignaturePattern> signatures, FlatArena& arena);

  FlatArray<TriggerProof> proofs;  ///< by rule
  TieredIndex index;               ///< targets are rules, and behind them signatures
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
  /// `active_sites` null: not known yet; then rules of sites are added as `CompiledRules::kUntried`, behind the others.
  void add_rules(const BlockView& block, const std::vector<bool>* active_sites, MatchScratch::State& state, std::vector<RuleIndex>& hits) const;
  /// Whether all conditions of the rule hold, whatever its trigger says.
  [[nodiscard]] bool conditions_hold(RuleIndex rule, const BlockView& block, MatchScratch::State& state) const;
  void add_signatures(const BlockView& block, MatchScratch::State& state, std::vector<std::uint32_t>& hits) const;

 private:
  [[nodiscard]] bool rule_holds(const MatchScratch::State::Candidate& candidate, ConditionContext& context) const;
  [[nodiscard]] static bool any_seen_matches(const PatternCondition& condition, PartSet seen, PartSet by_atom, ConditionContext& context);
  [[nodiscard]] bool is_active(RuleIndex rule, const std::vector<bool>& active_sites) const;
};

}  // namespace cleanscrape
