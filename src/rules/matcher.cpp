#include "rules/matcher.h"

#include <algorithm>

#include "rules/late_rules.h"
#include "rules/trigger.h"

namespace cleanscrape {

TriggerProof proof_of(const Trigger& trigger) {
  TriggerProof proof;
  if (!trigger.condition) return proof;
  if (trigger.is_proof) proof.holds = static_cast<std::uint32_t>(*trigger.condition);
  if (trigger.is_by_pattern) proof.by_pattern = static_cast<std::uint32_t>(*trigger.condition);
  PartSet others = 0;
  for (std::size_t i = 0; i < trigger.parts.size(); ++i) (trigger.parts[i].is_by_atom ? proof.by_atom : others) |= part_set(i);
  proof.by_atom &= ~others;  // the last bit may stand for parts of both kinds
  return proof;
}

bool is_matched(const Rule& rule, const RuleTests& tests) {
  if (rule.action == Action::decide) return false;
  const bool asks_only_for_copies = rule.action == Action::drop && rule.when.duplicate && rule.sites.empty() && !looks_at_block(tests);
  return !asks_only_for_copies;
}

MatchTables::MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
                         std::span<const SignaturePattern> signatures, FlatArena& arena) {
  std::vector<TriggerProof> known(rules.size());
  std::vector<Trigger> triggers;
  std::vector<RuleIndex> tried_late;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (!is_matched(rules[i], tests[i])) continue;
    Trigger trigger = rule_trigger(i, tests[i], patterns);
    known[i] = proof_of(trigger);
    is_late(rules[i], trigger) ? tried_late.push_back(i) : triggers.push_back(std::move(trigger));
  }
  late = arena.add(tried_late);
  proofs = arena.add(known);
  const auto first_signature = static_cast<std::uint32_t>(rules.size());
  for (std::uint32_t i = 0; i < signatures.size(); ++i) triggers.push_back(pattern_trigger(first_signature + i, patterns[signatures[i].pattern]));
  targets = rules.size() + signatures.size();
  index = TieredIndex(triggers, arena);
}

MatchTables::MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
                         std::span<const SignaturePattern> signatures, const MatchTables& base, const Renumbering& of_base,
                         FlatArena& arena)
    : base_index(base.index) {
  std::vector<TriggerProof> known(rules.size());
  std::vector<std::uint32_t> numbered(of_base.rules.begin(), of_base.rules.end());
  std::vector<bool> is_own(rules.size(), true);
  for (std::size_t i = 0; i < of_base.rules.size(); ++i) {
    known[of_base.rules[i]] = base.proofs[i];
    is_own[of_base.rules[i]] = false;
  }
  const auto first_signature = static_cast<std::uint32_t>(rules.size());
  const auto base_signatures = static_cast<std::uint32_t>(base.targets - of_base.rules.size());
  for (std::uint32_t i = 0; i < base_signatures; ++i) numbered.push_back(first_signature + of_base.first_signature + i);
  std::vector<Trigger> triggers;
  std::vector<RuleIndex> tried_late;
  for (const RuleIndex rule : base.late) tried_late.push_back(of_base.rules[rule]);
  const auto next_target = [&numbered](std::uint32_t number) {
    numbered.push_back(number);
    return static_cast<std::uint32_t>(numbered.size() - 1);
  };
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (!is_own[i] || !is_matched(rules[i], tests[i])) continue;
    Trigger trigger = rule_trigger(0, tests[i], patterns);
    known[i] = proof_of(trigger);
    if (is_late(rules[i], trigger)) {
      tried_late.push_back(i);
      continue;
    }
    trigger.target = next_target(i);
    triggers.push_back(std::move(trigger));
  }
  for (std::uint32_t i = 0; i < signatures.size(); ++i) {
    if (i >= of_base.first_signature && i < of_base.first_signature + base_signatures) continue;
    triggers.push_back(pattern_trigger(next_target(first_signature + i), patterns[signatures[i].pattern]));
  }
  std::sort(tried_late.begin(), tried_late.end());
  late = arena.add(tried_late);
  proofs = arena.add(known);
  targets = numbered.size();
  index = TieredIndex(triggers, arena);
  numbers = arena.add(numbered);
}

void MatchTables::collect(const BlockView& block, MatchScratch::State& state) const {
  state.begin_block(block.features, targets);
  index.collect(block, state);
  if (numbers.empty()) return;
  base_index.collect(block, state);
  for (MatchScratch::State::Candidate& candidate : state.candidates) candidate.target = numbers[candidate.target];
}

void Matcher::add_rules(const BlockView& block, const std::vector<bool>* active_sites, MatchScratch::State& state,
                        std::vector<RuleIndex>& hits) const {
  ConditionContext context{block, tables, state.folding};
  const std::size_t before = hits.size();
  for (const MatchScratch::State::Candidate& candidate : state.candidates) {
    if (candidate.target >= rules.size() || !enabled[candidate.target]) continue;
    if (active_sites == nullptr && !rules[candidate.target].sites.empty()) {
      hits.push_back(candidate.target | CompiledRules::kUntried);
      continue;
    }
    if (active_sites != nullptr && !is_active(candidate.target, *active_sites)) continue;
    if (rule_holds(candidate, context)) hits.push_back(candidate.target);
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end());
}

bool Matcher::conditions_hold(RuleIndex rule, const BlockView& block, MatchScratch::State& state) const {
  state.folding.reset(block.features.has_rare_char);
  ConditionContext context{block, tables, state.folding};
  const auto is_true = [&](const Condition& condition) { return holds(condition, context); };
  return std::all_of(tests[rule].when.begin(), tests[rule].when.end(), is_true) &&
         std::none_of(tests[rule].unless.begin(), tests[rule].unless.end(), is_true);
}

void Matcher::add_signatures(const BlockView& block, MatchScratch::State& state, std::vector<std::uint32_t>& hits) const {
  const std::size_t before = hits.size();
  for (const auto& [target, parts] : state.candidates) {
    if (target < rules.size()) continue;
    const SignaturePattern& signature = signatures[target - rules.size()];
    if (tables.patterns.matches(signature.pattern, block.text, block.features.code_points, state.folding)) hits.push_back(signature.number);
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end());
}

bool Matcher::rule_holds(const MatchScratch::State::Candidate& candidate, ConditionContext& context) const {
  const FlatArray<Condition>& when = tests[candidate.target].when;
  const FlatArray<Condition>& unless = tests[candidate.target].unless;
  const TriggerProof& proof = lookup.proofs[candidate.target];
  for (std::uint32_t i = 0; i < when.size(); ++i) {
    if (proof.holds == i) continue;
    const bool is_true = proof.by_pattern == i ? any_seen_matches(std::get<PatternCondition>(when[i]), candidate.parts, proof.by_atom, context)
                                               : holds(when[i], context);
    if (!is_true) return false;
  }
  return std::none_of(unless.begin(), unless.end(), [&](const Condition& condition) { return holds(condition, context); });
}

bool Matcher::any_seen_matches(const PatternCondition& condition, PartSet seen, PartSet by_atom, ConditionContext& context) {
  const Patterns& patterns = context.tables.patterns;
  const BlockView& block = context.block;
  const std::uint32_t code_points = block.features.code_points;
  for (std::size_t i = 0; i < condition.patterns.size(); ++i) {
    const PatternIndex pattern = condition.patterns[i];
    if ((seen & part_set(i)) == 0) continue;
    const bool has_atom = (by_atom & part_set(i)) != 0;
    if (has_atom ? patterns.matches_by_atom(pattern, block.text, code_points, context.folding) : patterns.matches(pattern, block.text, code_points, context.folding)) return true;
  }
  return false;
}

bool Matcher::is_active(RuleIndex rule, const std::vector<bool>& active_sites) const {
  const FlatArray<SiteIndex>& sites = rules[rule].sites;
  if (sites.empty()) return true;
  return std::any_of(sites.begin(), sites.end(), [&](SiteIndex site) { return site < active_sites.size() && active_sites[site]; });
}

}  // namespace cleanscrape
