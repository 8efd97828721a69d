#include <fmt/format.h>

#include <map>
#include <optional>

#include "rules/parse_toml.h"
#include "workshop/lints.h"

namespace cleanscrape {
namespace {

/// What of a rule decides: its keys but for words to people, examples and the revision itself.
bool is_effective(std::string_view key) {
  return key != "revision" && key != "description" && key != "drops" && key != "keeps" && key != "rewrites" && key != "case" && key != "unseen";
}

void write(const Value& value, std::string& out) {
  out += fmt::format("{}:{}:{}:{}:{}[", static_cast<int>(value.type), value.key, value.text, value.number, value.boolean);
  for (const Value& item : value.items) write(item, out);
  out += ']';
}

struct RuleState {
  std::string content;
  std::uint32_t revision = 1;
  SourcePlace place;
};

std::map<std::string, RuleState> rule_states(std::span<const RuleSource> sources) {
  std::map<std::string, RuleState> states;
  Diagnostics ignored;
  for (const RuleSource& source : sources) {
    Reporter reporter(source.path, ignored);
    const std::optional<Value> root = parse_toml(source, reporter);
    if (!root) continue;
    for (const Value& rule : root->list("rule")) {
      RuleState state{{}, rule.count_or("revision", 1), {source.path, rule.at.line, rule.at.column}};
      for (const Value& member : rule.items) {
        if (is_effective(member.key)) write(member, state.content);
      }
      states.emplace(rule.text_or("id", {}), std::move(state));
    }
  }
  return states;
}

}  // namespace

void lint_revisions(std::span<const RuleSource> before, std::span<const RuleSource> after, Diagnostics& found) {
  const std::map<std::string, RuleState> old_states = rule_states(before);
  for (const auto& [id, state] : rule_states(after)) {
    const auto old = old_states.find(id);
    if (old == old_states.end() || old->second.content == state.content || old->second.revision != state.revision) continue;
    found.push_back({Severity::warning, state.place, fmt::format("rule '{}' changed, but its revision is still {}", id, state.revision),
                     fmt::format("set revision = {}", state.revision + 1), "revision"});
  }
}

}  // namespace cleanscrape
