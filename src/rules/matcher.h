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
  static constexpr std::uint32_t kMaxOfSite = 64;

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

/// Whether the rule can hit a block. A decision hits none, and a rule that asks only for copies drops those that are found; it is not tried
/// on every block.
[[nodiscard]] bool is_matched(const Rule& rule, const RuleTests& tests);

/// Where the rules and signatures of an image stand among those of a larger one that was made of it.
struct Renumbering {
  std::vector<RuleIndex> rules;       ///< by index in the smaller image; ascending
  SiteIndex first_site = 0;           ///< those of the smaller image follow each other
  std::uint32_t first_signature = 0;  ///< so do these
};

/// What the matcher looks up: made once from the rules, switched on or not.
struct MatchTables {

  MatchTables() = default;
  MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
              std::span<const SignaturePattern> signatures, FlatArena& arena);

  /// For all of these, of which `base` has been made for some. The tables of `base` are used where they lie.
  MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
              std::span<const SignaturePattern> signatures, const MatchTables& base, const Renumbering& of_base, FlatArena& arena);

  /// Fills the candidates of the state, each once: rules, and behind them signatures, whose trigger the block holds.
  void collect(const BlockView& block, MatchScratch::State& state) const;

  FlatArray<TriggerProof> proofs;  ///< by rule
  FlatArray<RuleIndex> late;        ///< sorted; rules that are in no index, see `is_late`
  std::uint64_t targets = 0;        ///< of both indices
  TieredIndex index;
  TieredIndex base_index;            ///< of the image that this one was made of, with the targets it had there
  FlatArray<std::uint32_t> numbers;  ///< by target of either index: the rule or, behind the rules, the signature; empty: the same number
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
  void collect(const BlockView& block, MatchScratch::State& state) const { lookup.collect(block, state); }
  /// `active_sites` null: not known yet; then rules of sites are added as `CompiledRules::kUntried`, behind the others.
  void add_rules(const BlockView& block, const std::vector<bool>* active_sites, MatchScratch::State& state, std::vector<RuleIndex>& hits) const;
  /// Whether all conditions of the rule hold, whatever its trigger says.
  [[nodiscard]] bool conditions_hold(RuleIndex rule, const BlockView& block, MatchScratch::State& state) const;
  /// Whether the rule is of no site, or of an active one.
  [[nodiscard]] bool is_active(RuleIndex rule, const std::vector<bool>& active_sites) const;
  void add_signatures(const BlockView& block, MatchScratch::State& state, std::vector<std::uint32_t>& hits) const;

 private:
  [[nodiscard]] bool rule_holds(const MatchScratch::State::Candidate& candidate, ConditionContext& context) const;
  [[nodiscard]] static bool any_seen_matches(const PatternCondition& condition, PartSet seen, PartSet by_atom, ConditionContext& context);
};

}  // namespace cleanscrape
