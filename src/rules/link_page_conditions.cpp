#include <fmt/format.h>

#include <algorithm>

#include "base/glob.h"
#include "rules/linker.h"
#include "rules/names.h"

namespace cleanscrape {
namespace {

/// Rules in all selectors together: against files full of conditions on "*".
constexpr std::size_t kMaxSelected = 5'000'000;

RunCondition read_run(const Value& written) {
  RunCondition run;
  run.min_blocks = written.count_or("min", run.min_blocks);
  run.gap_blocks = written.count_or("gap", run.gap_blocks);
  return run;
}

bool has_fold(const Value& written, std::string_view name) {
  const auto& folds = written.list("fold");
  return std::any_of(folds.begin(), folds.end(), [name](const Value& fold) { return fold.text == name; });
}

DuplicateCondition read_duplicate(const Value& written) {
  DuplicateCondition duplicate;
  duplicate.min_code_points = written.count_or("min_chars", duplicate.min_code_points);
  duplicate.of = find_named(kDuplicateUnits, written.text_or("of", {})).value_or(duplicate.of);
  duplicate.fold_case = has_fold(written, "case");
  duplicate.fold_quotes = has_fold(written, "quotes");
  duplicate.fold_space = has_fold(written, "space");
  duplicate.keep = find_named(kKeptCopies, written.text_or("keep", {})).value_or(duplicate.keep);
  return duplicate;
}

}  // namespace

bool Linker::count_selected(std::size_t rules) {
  out_.totals.selected += rules;
  return out_.totals.selected <= kMaxSelected;
}

void Linker::report_selected(Reporter reporter, Mark at) {
  reporter.error(at, fmt::format("conditions of all rules together refer to more than {} rules", kMaxSelected));
}

void Linker::link_page_conditions(Place& place, const Value& table, PageConditions& page) {
  if (const Value* near = table.find("near")) {
    std::vector<NearCondition> all;
    if (near->type == ValueType::table) link_near(place, *near, all);
    for (const Value& one : table.list("near")) link_near(place, one, all);
    page.near = arena_.add(all);
    if (near->type == ValueType::array && near->items.empty()) place.reporter.error(near->at, "'near' is empty");
  }
  if (const Value* region = table.find("region")) page.region = link_region(place, *region);
  if (const Value* run = table.find("run", ValueType::table)) page.run = read_run(*run);
  if (const Value* repeat = table.find("repeat", ValueType::table)) page.repeat_min = repeat->count_or("min", 2);
  if (const Value* duplicate = table.find("duplicate", ValueType::table)) page.duplicate = read_duplicate(*duplicate);
}

void Linker::link_near(Place& place, const Value& table, std::vector<NearCondition>& all) {
  if (table.type != ValueType::table) return;
  if (table.find("rule") == nullptr && table.find("class") == nullptr) place.reporter.error(table.at, "'near' needs 'rule' or 'class'");
  NearCondition near;
  near.within_blocks = table.count_or("within", near.within_blocks);
  near.side = find_named(kSides, table.text_or("side", {})).value_or(near.side);
  near.selector = link_selector(place, table.find("rule", ValueType::text), table.find("class", ValueType::text));
  all.push_back(near);
}

std::optional<RegionCondition> Linker::link_region(Place& place, const Value& member) {
  RegionCondition region;
  if (member.type == ValueType::text) {
    region.region = find_named(kRegions, member.text);
    return region;
  }
  if (member.type != ValueType::table) return std::nullopt;
  if (member.items.size() != 1) place.reporter.error(member.at, "'region' needs exactly one of 'first', 'last', 'after', 'before'");
  if (member.find("first", ValueType::integer) != nullptr) region.first_blocks = member.count_or("first", 1);
  if (member.find("last", ValueType::integer) != nullptr) region.last_blocks = member.count_or("last", 1);
  if (const Value* after = member.find("after", ValueType::text)) region.after = link_selector(place, after, nullptr);
  if (const Value* before = member.find("before", ValueType::text)) region.before = link_selector(place, before, nullptr);
  return region;
}

RuleSelector Linker::link_selector(Place& place, const Value* glob, const Value* class_name) {
  RuleSelector selector;
  if (glob != nullptr) selector.rule_glob = arena_.add_text(glob->text);
  if (class_name != nullptr) selector.block_class = find_block_class(class_name->text);
  if (glob != nullptr || selector.block_class) select_rules(place, glob != nullptr ? glob->at : class_name->at, selector);
  return selector;
}

/// A glob or a class takes those rules that may be referred to; a plain id must be one of them.
void Linker::select_rules(Place& place, Mark at, RuleSelector& selector) {
  const std::string_view glob = selector.rule_glob;
  std::vector<RuleIndex> selected;
  bool is_known = glob.empty();
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    const LinkedRule& linked = rules_[i];
    if (!glob.empty() && !glob_matches(glob, linked.rule.id)) continue;
    is_known = true;
    if (selector.block_class && linked.rule.block_class != *selector.block_class) continue;
    if (linked.has_page_conditions && glob == linked.rule.id) {
      place.reporter.error(at, fmt::format("rule '{}' has page conditions itself and cannot be referred to", glob),
                           fmt::format("defined at {}:{}", linked.rule.file.view(), linked.rule.line));
    }
    if (!linked.has_page_conditions) selected.push_back(i);
  }
  if (!is_known) place.reporter.error(at, fmt::format("no rule matches '{}'", glob), suggest_rule(glob));
  if (count_selected(selected.size())) {
    set_rules(selected, selector);
    return;
  }
  report_selected(place.reporter, at);
}

void Linker::set_rules(std::span<const RuleIndex> rules, RuleSelector& selector) {
  selector.rules = arena_.add(rules);
  std::vector<std::uint64_t> bits(rules.empty() ? 0 : rules.back() / 64 + 1);
  for (const RuleIndex rule : rules) bits[rule / 64] |= std::uint64_t{1} << (rule % 64);
  selector.bits = arena_.add(bits);
}

}  // namespace cleanscrape
