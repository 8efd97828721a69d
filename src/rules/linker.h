#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/linked_rules.h"
#include "rules/pack.h"
#include "rules/schema.h"

namespace cleanscrape {

/// With this begin the paths of the packs in the program.
inline constexpr std::string_view kBuiltinPrefix = "builtin:";

/// The packs to link and, behind them, packs of the base whose lists they may use.
struct LinkedPacks {
  std::span<const Pack> all;
  std::size_t to_link = 0;
};

/// Makes rules of checked packs: names become indices, lists literals, patterns RE2. Reports what the schema cannot know.
class Linker {
 public:
  /// What it makes goes to `out`, and into its arena. Packs are linked beside `base` if it is not null.
  Linker(const LinkedPacks& packs, const RuleImage* base, LinkedRules& out, Diagnostics& errors, Diagnostics& warnings);

  /// All of it; complete and correct if no error was reported.
  void link();

 private:
  /// A rule and where it is written.
  struct LinkedRule {
    const Pack* pack = nullptr;
    const Value* written = nullptr;
    Rule rule;
    RuleTests tests;
    bool has_page_conditions = false;  ///< as written, known before they are linked

    [[nodiscard]] bool is_of_base() const { return written == nullptr; }
  };
  struct SourceLine {
    std::string_view file;
    std::uint32_t line = 0;
  };
  /// What is being read: the file, for its place and its lists.
  struct Place {
    const Pack& pack;
    Reporter reporter;
    Reporter doubts;
  };
  [[nodiscard]] Place place_of(const Pack& pack) const;

  // link_tables.cpp
  void link_stopwords();
  void link_tokens();
  void link_sites();
  void link_site(Place& place, const Value& written);

  // link_model.cpp
  void link_model();
  void link_model_words(const Value& words);
  void link_model_marks();
  void add_marking_rule(const Value& id, Place& place, std::vector<RuleIndex>& of_mark);

  // link_rules.cpp
  void link_rules();
  void collect_rules();
  void collect_rule(Place& place, const Value& written);
  [[nodiscard]] bool check_rule_id(Place& place, const Value& id) const;
  void link_sites_of(Place& place, LinkedRule& linked);
  void link_action(Place& place, LinkedRule& linked);
  void link_replacement(Place& place, LinkedRule& linked);
  void link_conditions_of(Place& place, LinkedRule& linked);

  // link_conditions.cpp
  void link_conditions(Place& place, const Value& table, std::vector<Condition>& conditions);
  void link_condition(Place& place, const Value& table, const Value& member, std::vector<Condition>& conditions);
  [[nodiscard]] CountCondition link_counts(Place& place, const Value& member, Counted what);
  [[nodiscard]] CountTest link_count(Place& place, const Value& table, std::string_view key, Counted what);
  [[nodiscard]] ScriptCondition link_scripts(Place& place, const Value& member, ShareBound bound);
  [[nodiscard]] std::optional<ScriptCode> link_script(Place& place, Mark at, std::string_view name);
  [[nodiscard]] StopwordCondition link_stopword(Place& place, const Value& member);
  [[nodiscard]] LiteralCondition link_literals(Place& place, const Value& table, const Value& member, LiteralPlace where);
  [[nodiscard]] PatternCondition link_patterns(Place& place, const Value& member, Quantifier quantifier);
  void check_view(Place& place, const Value& literal, LiteralPlace where) const;
  void expand_literal(Place& place, const Value& written, std::vector<Value>& literals);
  /// Compiles a pattern to see that it can be; null if it cannot.
  [[nodiscard]] std::unique_ptr<const re2::RE2> compile_pattern(Place& place, const Value& written);
  [[nodiscard]] std::optional<PatternIndex> link_pattern(Place& place, const Value& written);

  // link_page_conditions.cpp
  void link_page_conditions(Place& place, const Value& table, PageConditions& page);
  void link_near(Place& place, const Value& table, std::vector<NearCondition>& all);
  [[nodiscard]] std::optional<RegionCondition> link_region(Place& place, const Value& member);
  [[nodiscard]] RuleSelector link_selector(Place& place, const Value* glob, const Value* class_name);
  void select_rules(Place& place, Mark at, RuleSelector& selector);
  /// `rules` are sorted.
  void set_rules(std::span<const RuleIndex> rules, RuleSelector& selector);
  /// Whether the conditions of all rules still refer to few enough.
  [[nodiscard]] bool count_selected(std::size_t rules);
  static void report_selected(Reporter reporter, Mark at);

  // link_overrides.cpp
  void link_overrides();
  void link_override(Place& place, const Value& written);
  [[nodiscard]] std::vector<RuleIndex> find_rules(std::string_view glob) const;
  [[nodiscard]] std::string suggest_rule(std::string_view id) const;

  // link_examples.cpp
  void link_examples();
  void link_examples_of(RuleIndex rule);
  void link_cases(Place& place, const std::vector<Value>& written, RuleIndex rule);
  void check_margins(Place& place, const PageCase& page_case, Mark page);
  void check_example_count(RuleIndex rule);

  // link_base.cpp: what was linked before, in an image
  void add_base_sites();
  void add_base_rules();
  void renumber_base_rules();
  void renumber(PageConditions& page, std::span<const RuleIndex> own);
  void renumber(RuleSelector& selector, std::span<const RuleIndex> own);
  void renumber_base_marks();
  [[nodiscard]] std::size_t cases_of_base() const { return base_ != nullptr ? base_->cases.size() : 0; }

  std::span<const Pack> packs_;
  std::span<const Pack> packs_with_lists_;  ///< these, and those of the base whose lists they may use
  const RuleImage* base_;
  LinkedRules& out_;
  FlatArena& arena_;
  Diagnostics& errors_;
  Diagnostics& warnings_;

  std::vector<LinkedRule> rules_;                              ///< sorted by id
  std::unordered_map<std::string_view, SourceLine> rule_ids_;  ///< of these, and where they are defined
  std::map<std::string, PatternIndex, std::less<>> patterns_;  ///< equal patterns are compiled once
  std::map<std::string, SiteIndex, std::less<>> site_index_;
  std::size_t program_size_ = 0;  ///< RE2 instructions so far
};

/// Where in the file the fragment of a string value stands; the place of the value where that is not certain, or far to the right.
[[nodiscard]] Mark mark_inside(const LineIndex& source, const Value& value, std::string_view fragment);

}  // namespace cleanscrape
