#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/suggest.h"
#include "rules/linker.h"
#include "rules/names.h"

namespace cleanscrape {
namespace {

/// More is no hand-written rule set; near conditions over globs cost the square of it.
constexpr std::size_t kMaxRules = 10'000;

bool is_rule_name(std::string_view name) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  return !name.empty() && std::all_of(name.begin(), name.end(), allowed);
}

template <class T, std::size_t N>
T named_or(const Value& table, std::string_view key, const std::array<Named<T>, N>& names, T fallback) {
  return find_named(names, table.text_or(key, {})).value_or(fallback);
}

CutSpec read_cut(const Value* written) {
  CutSpec cut;
  if (written == nullptr) return cut;
  cut.extent = named_or(*written, "extent", kCutExtents, cut.extent);
  cut.min_prose_before_words = written->count_or("min_prose_before_words", cut.min_prose_before_words);
  cut.max_prose_after_words = written->count_or("max_prose_after_words", cut.max_prose_after_words);
  cut.inclusive = written->flag_or("inclusive", cut.inclusive);
  return cut;
}

Rule read_rule(const Pack& pack, const Value& written, FlatArena& arena) {
  Rule rule;
  rule.id = arena.add_text(written.text_or("id", {}));
  rule.description = arena.add_text(written.text_or("description", {}));
  rule.block_class = named_or(written, "class", kBlockClasses, rule.block_class);
  rule.action = named_or(written, "action", kActions, rule.action);
  rule.confidence = named_or(written, "confidence", kConfidences, rule.confidence);
  rule.revision = written.count_or("revision", rule.revision);
  rule.score_words = written.number_or("score", 0.0);
  rule.weak = written.flag_or("weak", false);
  rule.decision = find_named(kDecisions, written.text_or("decide", {}));
  rule.cut = read_cut(written.find("cut", ValueType::table));
  rule.file = arena.add_text(pack.source->path);
  rule.line = written.at.line;
  rule.enabled_by_packs = written.flag_or("enabled", true);
  return rule;
}

/// Whether the rule as written has a condition beyond the block.
bool has_page_keys(const Value& rule) {
  constexpr std::array<std::string_view, 5> kPageKeys{"near", "region", "run", "repeat", "duplicate"};
  for (const std::string_view table : {"when", "unless"}) {
    const Value* conditions = rule.find(table, ValueType::table);
    if (conditions == nullptr) continue;
    const auto given = [conditions](std::string_view key) { return conditions->find(key) != nullptr; };
    if (std::any_of(kPageKeys.begin(), kPageKeys.end(), given)) return true;
  }
  return false;
}

/// Cheapest first; the order among equals stays.
void order_by_cost(std::vector<Condition>& conditions) {
  std::stable_sort(conditions.begin(), conditions.end(), [](const Condition& a, const Condition& b) { return a.index() < b.index(); });
}

}  // namespace

void Linker::link_rules() {
  collect_rules();
  for (LinkedRule& linked : rules_) {
    if (linked.is_of_base()) continue;
    Place place = place_of(*linked.pack);
    link_sites_of(place, linked);
    link_action(place, linked);
    link_conditions_of(place, linked);
  }
  for (LinkedRule& linked : rules_) {
    if (linked.is_of_base()) continue;
    Place place = place_of(*linked.pack);
    if (const Value* when = linked.written->find("when", ValueType::table)) link_page_conditions(place, *when, linked.rule.when);
    if (const Value* unless = linked.written->find("unless", ValueType::table)) link_page_conditions(place, *unless, linked.rule.unless);
  }
  if (base_ != nullptr) renumber_base_rules();
}

void Linker::collect_rules() {
  if (base_ != nullptr) add_base_rules();
  const auto first_own = static_cast<std::ptrdiff_t>(rules_.size());
  for (const Pack& pack : packs_) {
    Place place = place_of(pack);
    for (const Value& written : pack.root.list("rule")) collect_rule(place, written);
  }
  const auto by_id = [](const LinkedRule& a, const LinkedRule& b) { return a.rule.id < b.rule.id; };
  std::stable_sort(rules_.begin() + first_own, rules_.end(), by_id);
  std::inplace_merge(rules_.begin(), rules_.begin() + first_own, rules_.end(), by_id);
}

void Linker::collect_rule(Place& place, const Value& written) {
  if (written.type != ValueType::table) return;
  if (rules_.size() == kMaxRules) return place.reporter.error(written.at, fmt::format("more than {} rules", kMaxRules));
  const Value* id = written.find("id", ValueType::text);
  if (id == nullptr || !check_rule_id(place, *id)) return;
  rules_.push_back({&place.pack, &written, read_rule(place.pack, written, arena_), {}, has_page_keys(written)});
  rule_ids_.emplace(rules_.back().rule.id, SourceLine{rules_.back().rule.file, rules_.back().rule.line});
}

bool Linker::check_rule_id(Place& place, const Value& id) const {
  if (const auto first = rule_ids_.find(id.text); first != rule_ids_.end()) {
    place.reporter.error(id.at, fmt::format("rule '{}' is defined twice", id.text),
                         fmt::format("first at {}:{}", first->second.file, first->second.line));
    return false;
  }
  const std::string prefix = place.pack.id + ".";
  const bool has_prefix = place.pack.id.empty() || (id.text.starts_with(prefix) && id.text.size() > prefix.size());
  if (!has_prefix) {
    place.reporter.error(id.at, fmt::format("rule id '{}' must start with '{}'", id.text, prefix),
                         fmt::format("as '{}{}'", prefix, id.text));
  } else if (!is_rule_name(id.text)) {
    place.reporter.error(id.at, fmt::format("bad rule id '{}'", id.text), "lower case letters, digits, '-' and '.'");
  }
  return true;
}

void Linker::link_sites_of(Place& place, LinkedRule& linked) {
  std::vector<SiteIndex> sites;
  for (const Value& name : linked.written->list("site")) {
    if (name.type != ValueType::text) continue;
    if (const auto site = site_index_.find(name.text); site != site_index_.end()) {
      sites.push_back(site->second);
      continue;
    }
    std::vector<std::string_view> names;
    for (const auto& [known, index] : site_index_) names.push_back(known);
    place.reporter.error(name.at, fmt::format("unknown site '{}'", name.text), suggest(name.text, names));
  }
  linked.rule.sites = arena_.add(sites);
}

void Linker::link_action(Place& place, LinkedRule& linked) {
  const Value& written = *linked.written;
  if (written.find("action", ValueType::text) == nullptr) return;
  const Action action = linked.rule.action;
  const bool cuts = action == Action::cut_after || action == Action::cut_before;
  const std::string name(to_string(action));
  struct Part {
    std::string_view key;
    bool belongs;
    bool needed;
  };
  for (const Part& part : {Part{"replace", action == Action::replace, true}, Part{"cut", cuts, false},
                           Part{"score", action == Action::score, true}, Part{"weak", action == Action::score, false}, Part{"decide", action == Action::decide, true}}) {
    const Value* value = written.find(part.key);
    if (value != nullptr && !part.belongs) {
      place.reporter.error(value->key_at, fmt::format("'{}' does not go with action '{}'", part.key, name));
    } else if (value == nullptr && part.belongs && part.needed) {
      place.reporter.error(written.at, fmt::format("action '{}' needs '{}'", name, part.key));
    }
  }
  if (action == Action::replace) link_replacement(place, linked);
}

void Linker::link_replacement(Place& place, LinkedRule& linked) {
  const Value* written = linked.written->find("replace", ValueType::table);
  const Value* pattern = written != nullptr ? written->find("pattern", ValueType::text) : nullptr;
  if (pattern == nullptr) return;
  const auto index = link_pattern(place, *pattern);
  if (!index) return;
  linked.tests.replacement = Replacement{*index, arena_.add_text(written->text_or("with", {}))};
}

void Linker::link_conditions_of(Place& place, LinkedRule& linked) {
  const Value& written = *linked.written;
  const Value* when = written.find("when");
  const bool may_lack_when = linked.rule.action == Action::replace || linked.rule.action == Action::decide;
  if (when == nullptr && !may_lack_when) place.reporter.error(written.at, "the rule needs [rule.when]");
  std::vector<Condition> needed;
  if (const auto& replacement = linked.tests.replacement) {
    needed.emplace_back(PatternCondition{Quantifier::any, arena_.add(std::array{replacement->pattern})});
  }
  std::vector<Condition> stopping;
  for (const std::string_view key : {"when", "unless"}) {
    const Value* table = written.find(key, ValueType::table);
    if (table == nullptr) continue;
    const bool only_fold = table->items.size() == 1 && table->find("fold") != nullptr;
    if (table->items.empty() || only_fold) place.reporter.error(table->at, fmt::format("[rule.{}] is empty", key));
    link_conditions(place, *table, key == "when" ? needed : stopping);
  }
  order_by_cost(needed);
  order_by_cost(stopping);
  linked.tests.when = arena_.add(needed);
  linked.tests.unless = arena_.add(stopping);
}

}  // namespace cleanscrape
