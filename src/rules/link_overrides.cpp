#include <fmt/format.h>

#include <algorithm>

#include "base/glob.h"
#include "base/suggest.h"
#include "rules/linker.h"
#include "rules/names.h"

namespace cleanscrape {
void Linker::link_overrides() {
  for (const Pack& pack : packs_) {
    Place place = place_of(pack);
    for (const Value& written : pack.root.list("override")) link_override(place, written);
  }
}

void Linker::link_override(Place& place, const Value& written) {
  const Value* glob = written.find("rule", ValueType::text);
  if (glob == nullptr) return;
  ++out_.totals.overrides;
  if (written.items.size() == 1) place.reporter.error(written.at, "the override changes nothing");
  const std::vector<RuleIndex> found = find_rules(glob->text);
  if (found.empty()) place.reporter.error(glob->at, fmt::format("no rule matches '{}'", glob->text), suggest_rule(glob->text));
  const Value* score = written.find("score");
  for (const RuleIndex i : found) {
    Rule& rule = rules_[i].rule;
    rule.enabled_by_packs = written.flag_or("enabled", rule.enabled_by_packs);
    rule.confidence = find_named(kConfidences, written.text_or("confidence", {})).value_or(rule.confidence);
    rule.block_class = find_block_class(written.text_or("class", {})).value_or(rule.block_class);
    if (score != nullptr && rule.action == Action::score) rule.score_words = written.number_or("score", rule.score_words);
    const bool is_meant_wrong = score != nullptr && rule.action != Action::score && !is_glob(glob->text);
    if (is_meant_wrong) place.reporter.error(score->key_at, fmt::format("rule '{}' has no score", rule.id.view()));
  }
}

std::vector<RuleIndex> Linker::find_rules(std::string_view glob) const {
  std::vector<RuleIndex> found;
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    if (glob_matches(glob, rules_[i].rule.id)) found.push_back(i);
  }
  return found;
}

std::string Linker::suggest_rule(std::string_view id) const {
  constexpr std::size_t kMaxSuggestions = 1000;  // each costs the product of two lengths for each rule
  if (errors_.size() > kMaxSuggestions) return {};
  std::vector<std::string_view> ids;
  for (const LinkedRule& linked : rules_) ids.push_back(linked.rule.id);
  return suggest(id, ids);
}

}  // namespace cleanscrape
