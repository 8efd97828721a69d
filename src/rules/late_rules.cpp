#include "rules/late_rules.h"

#include <algorithm>

#include "rules/rule_image.h"

namespace cleanscrape {
namespace {

bool asks_for(const PageConditions& conditions, RuleIndex mark) {
  const auto takes = [&](const std::optional<RuleSelector>& selector) { return selector && selector->takes(mark); };
  if (conditions.region && (takes(conditions.region->after) || takes(conditions.region->before))) return true;
  return std::any_of(conditions.near.begin(), conditions.near.end(), [&](const NearCondition& near) { return near.selector.takes(mark); });
}

std::vector<std::uint64_t> users_of(RuleIndex mark, const FlatArray<Rule>& rules) {
  std::vector<std::uint64_t> users(rules.size() / 64 + 1);
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (asks_for(rules[i].when, mark) || asks_for(rules[i].unless, mark)) users[i / 64] |= std::uint64_t{1} << (i % 64);
  }
  return users;
}

/// Of rules near one of which the rule must stand: the first condition's, if their hits are all known before late rules are tried.
std::vector<std::uint64_t> anchors_of(const Rule& rule, const FlatArray<RuleIndex>& late) {
  if (rule.when.near.empty()) return {};
  const RuleSelector& selector = rule.when.near[0].selector;
  if (std::any_of(late.begin(), late.end(), [&](RuleIndex other) { return selector.takes(other); })) return {};
  return {selector.bits.begin(), selector.bits.end()};
}

bool is_of_model(RuleIndex rule, const ModelParameters& model) {
  return std::any_of(model.marks.begin(), model.marks.end(), [&](const FlatArray<RuleIndex>& of_mark) { return std::binary_search(of_mark.begin(), of_mark.end(), rule); });
}

/// Whether few blocks are such that the rule can hold on them, which costs no more than a look at their signs.
bool asks_for_rare_sign(const BlockGate& gate) {
  constexpr std::uint64_t kCommon = block_sign::kSentenceEnd | block_sign::kNoListItem | block_sign::kDigit;
  return (gate.signs & ~kCommon) != 0;
}

}  // namespace

bool is_late(const Rule& rule, const Trigger& trigger) {
  if (!trigger.is_open() || asks_for_rare_sign(trigger.gate) || rule.when.duplicate || rule.unless.duplicate) return false;
  if (rule.action == Action::mark) return !rule.has_page_conditions();
  if (rule.action == Action::replace || rule.action == Action::decide) return false;
  return !rule.when.near.empty() || (!rule.sites.empty() && (rule.action == Action::score || rule.has_page_conditions()));
}

std::vector<LateRule> late_rules(const RuleImage& image, const std::vector<bool>& enabled) {
  std::vector<LateRule> result;
  for (const RuleIndex index : image.match.late) {
    if (!enabled[index]) continue;
    const Rule& rule = image.rules[index];
    LateRule late{index, rule.action == Action::mark, false, {}};
    if (!late.is_mark) late.wanted_with = anchors_of(rule, image.match.late);
    late.is_on_anchor = !late.wanted_with.empty() && rule.when.near[0].within_blocks == 0;
    if (late.is_mark && !is_of_model(index, image.model)) late.wanted_with = users_of(index, image.rules);
    result.push_back(std::move(late));
  }
  return result;
}

}  // namespace cleanscrape
