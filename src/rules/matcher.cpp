#include "rules/matcher.h"

#include <algorithm>

namespace cleanscrape {

MatchTables::MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
                         std::span<const SignaturePattern> signatures, FlatArena& arena) {
  std::vector<std::uint32_t> conditions(rules.size(), kNothing);
  std::vector<Trigger> triggers;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (rules[i].action == Action::decide) continue;
    triggers.push_back(rule_trigger(i, tests[i], patterns));
    if (const auto condition = triggers.back().condition) conditions[i] = static_cast<std::uint32_t>(*condition);
  }
  proven = arena.add(conditions);
  const auto first_signature = static_cast<std::uint32_t>(rules.size());
  for (std::uint32_t i = 0; i < signatures.size(); ++i) triggers.push_back(pattern_trigger(first_signature + i, patterns[signatures[i].pattern]));
  targets = rules.size() + signatures.size();
  index = TieredIndex(triggers, arena);
}

MatchTables::MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns,
                         std::span<const SignaturePattern> signatures, const MatchTables& base, const Renumbering& of_base,
                         FlatArena& arena)
    : base_index(base.index) {
  std::vector<std::uint32_t> conditions(rules.size(), kNothing);
  std::vector<std::uint32_t> numbered(of_base.rules.begin(), of_base.rules.end());
  std::vector<bool> is_own(rules.size(), true);
  for (std::size_t i = 0; i < of_base.rules.size(); ++i) {
    conditions[of_base.rules[i]] = base.proven[i];
    is_own[of_base.rules[i]] = false;
  }
  const auto first_signature = static_cast<std::uint32_t>(rules.size());
  const auto base_signatures = static_cast<std::uint32_t>(base.targets - of_base.rules.size());
  for (std::uint32_t i = 0; i < base_signatures; ++i) numbered.push_back(first_signature + of_base.first_signature + i);
  std::vector<Trigger> triggers;
  const auto next_target = [&numbered](std::uint32_t number) {
    numbered.push_back(number);
    return static_cast<std::uint32_t>(numbered.size() - 1);
  };
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (!is_own[i] || rules[i].action == Action::decide) continue;
    triggers.push_back(rule_trigger(next_target(i), tests[i], patterns));
    if (const auto condition = triggers.back().condition) conditions[i] = static_cast<std::uint32_t>(*condition);
  }
  for (std::uint32_t i = 0; i < signatures.size(); ++i) {
    if (i >= of_base.first_signature && i < of_base.first_signature + base_signatures) continue;
    triggers.push_back(pattern_trigger(next_target(first_signature + i), patterns[signatures[i].pattern]));
  }
  proven = arena.add(conditions);
  targets = numbered.size();
  index = TieredIndex(triggers, arena);
  numbers = arena.add(numbered);
}

void MatchTables::collect(const BlockView& block, MatchScratch::State& state) const {
  state.begin_block(targets);
  index.collect(block, state);
  if (numbers.empty()) return;
  base_index.collect(block, state);
  for (std::uint32_t& candidate : state.candidates) candidate = numbers[candidate];
}

void Matcher::add_rules(const BlockView& block, const std::vector<bool>* active_sites, MatchScratch::State& state,
                        std::vector<RuleIndex>& hits) const {
  ConditionContext context{block, tables, state.folding};
  const std::size_t before = hits.size();
  for (const std::uint32_t target : state.candidates) {
    if (target >= rules.size() || !enabled[target]) continue;
    if (active_sites != nullptr && !is_active(target, *active_sites)) continue;
    if (rule_holds(target, context)) hits.push_back(target);
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end());
}

void Matcher::add_signatures(const BlockView& block, MatchScratch::State& state, std::vector<std::uint32_t>& hits) const {
  const std::size_t before = hits.size();
  for (const std::uint32_t target : state.candidates) {
    if (target < rules.size()) continue;
    const SignaturePattern& signature = signatures[target - rules.size()];
    if (tables.patterns.matches(signature.pattern, block.text, block.features.code_points, state.folding)) hits.push_back(signature.number);
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end());
}

bool Matcher::rule_holds(RuleIndex rule, ConditionContext& context) const {
  const FlatArray<Condition>& when = tests[rule].when;
  const FlatArray<Condition>& unless = tests[rule].unless;
  for (std::uint32_t i = 0; i < when.size(); ++i) {
    if (lookup.proven[rule] != i && !holds(when[i], context)) return false;
  }
  return std::none_of(unless.begin(), unless.end(), [&](const Condition& condition) { return holds(condition, context); });
}

bool Matcher::is_active(RuleIndex rule, const std::vector<bool>& active_sites) const {
  const FlatArray<SiteIndex>& sites = rules[rule].sites;
  if (sites.empty()) return true;
  return std::any_of(sites.begin(), sites.end(), [&](SiteIndex site) { return site < active_sites.size() && active_sites[site]; });
}

}  // namespace cleanscrape
