#include <fmt/format.h>

#include "base/glob.h"
#include "base/suggest.h"
#include "rules/impl.h"
#include "rules/names.h"

namespace cleanscrape {
namespace {

/// Looking for a name that was meant costs the product of two lengths for each.
constexpr std::size_t kMaxNames = 3000;

RuleConfidence to_rule_confidence(Confidence confidence) {
  switch (confidence) {
    case Confidence::low: return RuleConfidence::low;
    case Confidence::medium: return RuleConfidence::medium;
    case Confidence::high: return RuleConfidence::high;
  }
  return RuleConfidence::low;
}

std::string suggest_rule(std::span<const Rule> rules, std::string_view id) {
  if (rules.size() > kMaxNames) return {};
  std::vector<std::string_view> ids;
  for (const Rule& rule : rules) ids.push_back(rule.id);
  return suggest(id, ids);
}

struct Switch {
  std::string_view option;
  bool enabled;
};

void switch_all(std::span<const Rule> rules, const std::vector<std::string>& globs, Switch to, std::vector<bool>& enabled, Diagnostics& errors) {
  for (const std::string& glob : globs) {
    bool is_known = false;
    for (RuleIndex i = 0; i < rules.size(); ++i) {
      if (!glob_matches(glob, rules[i].id)) continue;
      enabled[i] = to.enabled;
      is_known = true;
    }
    if (is_known) continue;
    errors.push_back({Severity::error, {}, fmt::format("no rule to {} matches '{}'", to.option, glob), suggest_rule(rules, glob), {}});
  }
}

}  // namespace

/// The explicit `enable` comes last: it also switches on what confidence or the file switched off.
void switch_rules(std::span<const Rule> rules, const RuleOptions& options, std::vector<bool>& enabled, Diagnostics& errors) {
  const RuleConfidence least = to_rule_confidence(options.min_confidence);
  enabled.resize(rules.size());
  for (RuleIndex i = 0; i < rules.size(); ++i) enabled[i] = rules[i].enabled_by_packs && rules[i].confidence >= least;
  switch_all(rules, options.disable, {"disable", false}, enabled, errors);
  switch_all(rules, options.enable, {"enable", true}, enabled, errors);
  constexpr auto kNames = names_of(kBlockClasses);
  for (const std::string& name : options.keep_classes) {
    if (!find_block_class(name)) errors.push_back({Severity::error, {}, fmt::format("unknown class '{}'", name), suggest(name, kNames), {}});
  }
}

}  // namespace cleanscrape
