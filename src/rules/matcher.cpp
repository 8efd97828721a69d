#include "rules/matcher.h"

#include <algorithm>

namespace cleanscrape {

MatchTables::MatchTables(std::span<const Rule> rules, std::span<const RuleTests> tests, std::span<const Pattern> patterns, FlatArena& arena) {
  std::vector<std::uint32_t> conditions(rules.size(), kNothing);
  std::vector<Trigger> triggers;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (rules[i].action == Action::decide) continue;
    triggers.push_back(rule_trigger(i, tests[i], patterns));
    if (const auto condition = triggers.back().condition) conditions[i] = static_cast<std::uint32_t>(*condition);
  }
  proven = arena.add(conditions);
  index = TieredIndex(triggers, rules.size(), arena);
}

void Matcher::match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch::State& state,
                    std::vector<RuleIndex>& hits) const {
  lookup.index.collect(block, state);
  if (state.candidates.empty()) return;
  ConditionContext context{block, tables, state.folding};
  const std::size_t before = hits.size();
  for (const RuleIndex rule : state.candidates) {
    if (enabled[rule] && is_active(rule, active_sites) && rule_holds(rule, context)) hits.push_back(rule);
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
