#include "rules/matcher.h"

#include <algorithm>

#include "text/fold_case.h"

namespace cleanscrape {
namespace {

enum class Bytes : std::uint8_t { any, ascii };

/// Whether a block with more than `words` words in Latin letters can have the literal.
bool fits(const SearchLiteral& literal, std::uint32_t words, Bytes bytes) {
  if (bytes == Bytes::ascii && !is_ascii(literal.text)) return false;
  return literal.place != LiteralPlace::whole || literal.text.size() > 2 * std::size_t{words};
}

/// The triggers of the rules that can hold on a block with more than `words` words in Latin letters.
std::vector<Trigger> triggers_for(const std::vector<RuleTrigger>& all, const std::vector<RuleIndex>& rules, std::uint32_t words, Bytes bytes) {
  std::vector<Trigger> triggers;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].max_latin_words <= words && words > 0) continue;
    if (bytes == Bytes::ascii && all[i].needs_non_ascii) continue;
    Trigger trigger{rules[i], {}};
    for (const SearchLiteral& literal : all[i].literals) {
      if (fits(literal, words, bytes)) trigger.literals.push_back(literal);
    }
    const bool can_never_hold = trigger.literals.empty() && !all[i].literals.empty();
    if (!can_never_hold) triggers.push_back(std::move(trigger));
  }
  return triggers;
}

}  // namespace

Matcher::Matcher(std::span<const Rule> rules, std::span<const RuleTests> tests, const ConditionTables& tables)
    : rules_(rules), tests_(tests), tables_(&tables), proven_(rules.size()) {
  std::vector<RuleTrigger> triggers;
  std::vector<RuleIndex> enabled;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (!rules[i].enabled || rules[i].action == Action::decide) continue;
    enabled.push_back(i);
    triggers.push_back(choose_trigger(tests[i], tables));
    proven_[i] = triggers.back().condition;
  }
  for (std::size_t tier = 0; tier < kTiers; ++tier) {
    any_text_[tier] = TriggerIndex(triggers_for(triggers, enabled, kTierWords[tier], Bytes::any));
    ascii_[tier] = TriggerIndex(triggers_for(triggers, enabled, kTierWords[tier], Bytes::ascii));
  }
}

const TriggerIndex& Matcher::index_for(const Features& features) const {
  std::size_t tier = kTiers - 1;
  while (tier > 0 && features.latin_words <= kTierWords[tier]) --tier;
  return features.ascii ? ascii_[tier] : any_text_[tier];
}

void Matcher::match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch::State& state,
                    std::vector<RuleIndex>& hits) const {
  index_for(block.features).collect(block, rules_.size(), state);
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
