#include "rules/matcher.h"

#include <algorithm>

namespace cleanscrape {

Matcher::Matcher(std::span<const Rule> rules, std::span<const RuleTests> tests, const ConditionTables& tables)
    : rules_(rules), tests_(tests), tables_(&tables), proven_(rules.size()) {
  std::vector<Trigger> triggers;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (!rules[i].enabled || rules[i].action == Action::decide) continue;
    triggers.push_back(rule_trigger(i, tests[i], tables));
    proven_[i] = triggers.back().condition;
  }
  index_ = TieredIndex(triggers, rules.size());
}

void Matcher::match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch::State& state,
                    std::vector<RuleIndex>& hits) const {
  index_.collect(block, state);
  if (state.candidates.empty()) return;
  ConditionContext context{block, *tables_, state.folded, state.is_folded};
  const std::size_t before = hits.size();
  for (const RuleIndex rule : state.candidates) {
    if (is_active(rule, active_sites) && rule_holds(rule, context)) hits.push_back(rule);
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end());
}

bool Matcher::rule_holds(RuleIndex rule, ConditionContext& context) const {
  const RuleTests& tests = tests_[rule];
  for (std::size_t i = 0; i < tests.when.size(); ++i) {
    if (proven_[rule] != i && !holds(tests.when[i], context)) return false;
  }
  return std::none_of(tests.unless.begin(), tests.unless.end(), [&](const Condition& condition) { return holds(condition, context); });
}

bool Matcher::is_active(RuleIndex rule, const std::vector<bool>& active_sites) const {
  const std::vector<SiteIndex>& sites = rules_[rule].sites;
  if (sites.empty()) return true;
  return std::any_of(sites.begin(), sites.end(), [&](SiteIndex site) { return site < active_sites.size() && active_sites[site]; });
}

}  // namespace cleanscrape
