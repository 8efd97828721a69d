#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/suggest.h"
#include "rules/linker.h"
#include "text/fold_case.h"
#include "text/utf8.h"
#include "text/view.h"

namespace cleanscrape {
namespace {

/// All lists together, as often as they are used: against files whose lists multiply.
constexpr std::size_t kMaxLiterals = 2'000'000;
/// RE2 instructions of all patterns.
constexpr std::size_t kMaxProgramSize = 10'000'000;
/// What a pattern that does not compile is taken to cost.
constexpr std::size_t kBadPatternCost = 20'000;
/// Below this a literal that may stand anywhere says little.
constexpr std::size_t kMinLiteralCodePoints = 3;

/// For the hint only; ICU knows them all.
constexpr std::array<std::string_view, 28> kCommonScripts{"Arab",  "Arabic",   "Cyrl",   "Cyrillic", "Deva", "Devanagari", "Grek",
                                                          "Greek", "Hang",     "Hangul", "Hani",     "Han",  "Hebr",       "Hebrew",
                                                          "Hira",  "Hiragana", "Kana",   "Katakana", "Latn", "Latin",      "Thai",
                                                          "Beng",  "Bengali",  "Taml",   "Tamil",    "Armn", "Armenian",   "Georgian"};

std::vector<const Value*> tables_of(const Value& member) {
  if (member.type == ValueType::table) return {&member};
  std::vector<const Value*> tables;
  for (const Value& item : member.items) {
    if (item.type == ValueType::table) tables.push_back(&item);
  }
  return tables;
}

TokenCondition read_token(const Value& member, TokenKind kind) {
  TokenCondition condition{kind, true, std::nullopt};
  if (member.type == ValueType::boolean) condition.wanted = member.boolean;
  if (member.find("min_share") != nullptr) condition.min_share = member.number_or("min_share", 0.0);
  return condition;
}

std::string pattern_hint(std::string_view fragment) {
  const bool is_look_around = fragment.starts_with("(?=") || fragment.starts_with("(?!") || fragment.starts_with("(?<");
  if (is_look_around) return "RE2 has no look-around: use 'none', 'unless' or a 'keep' rule";
  return {};
}

bool has_case_fold(const Value& table) {
  const auto& folds = table.list("fold");
  return std::any_of(folds.begin(), folds.end(), [](const Value& fold) { return fold.text == "case"; });
}

bool is_builtin(const RuleSource& source) { return source.path.starts_with(kBuiltinPrefix); }

}  // namespace

void Linker::link_conditions(Place& place, const Value& table, std::vector<Condition>& conditions) {
  for (const Value& member : table.items) link_condition(place, table, member, conditions);
}

/// One row for each key that looks at the block alone; page conditions and modifiers are read elsewhere.
void Linker::link_condition(Place& place, const Value& table, const Value& member, std::vector<Condition>& conditions) {
  const std::string_view key = member.key;
  const auto is = [&](std::string_view name, ValueType type) { return key == name && member.type == type; };
  const auto is_one_or_more = [&](std::string_view name) {
    return key == name && (member.type == ValueType::table || member.type == ValueType::array);
  };
  const auto is_flag_or_table = [&](std::string_view name) {
    return key == name && (member.type == ValueType::table || member.type == ValueType::boolean);
  };
  if (is("equals", ValueType::array)) conditions.push_back(link_literals(place, table, member, LiteralPlace::whole));
  if (is("starts", ValueType::array)) conditions.push_back(link_literals(place, table, member, LiteralPlace::start));
  if (is("ends", ValueType::array)) conditions.push_back(link_literals(place, table, member, LiteralPlace::end));
  if (is("contains", ValueType::array)) conditions.push_back(link_literals(place, table, member, LiteralPlace::anywhere));
  if (is("any", ValueType::array)) conditions.push_back(link_patterns(place, member, Quantifier::any));
  if (is("all", ValueType::array)) conditions.push_back(link_patterns(place, member, Quantifier::all));
  if (is("none", ValueType::array)) conditions.push_back(link_patterns(place, member, Quantifier::none));
  if (is("script", ValueType::table)) conditions.push_back(link_scripts(place, member, ShareBound::at_least));
  if (is("script_max", ValueType::table)) conditions.push_back(link_scripts(place, member, ShareBound::at_most));
  if (is_one_or_more("letters")) conditions.push_back(link_counts(place, member, Counted::letters));
  if (is_one_or_more("chars")) conditions.push_back(link_counts(place, member, Counted::chars));
  if (is_one_or_more("words")) conditions.push_back(link_counts(place, member, Counted::words));
  if (is("ends_sentence", ValueType::boolean)) conditions.push_back(SentenceEndCondition{member.boolean});
  if (is("list_item", ValueType::boolean)) conditions.push_back(ListItemCondition{member.boolean});
  if (is("side_by_side", ValueType::boolean)) conditions.push_back(SideBySideCondition{member.boolean});
  if (is("stopwords", ValueType::table)) conditions.push_back(link_stopword(place, member));
  if (is_flag_or_table("link")) conditions.push_back(read_token(member, TokenKind::link));
  if (is_flag_or_table("email")) conditions.push_back(read_token(member, TokenKind::email));
  if (is_flag_or_table("time")) conditions.push_back(read_token(member, TokenKind::time));
}

CountCondition Linker::link_counts(Place& place, const Value& member, Counted what) {
  std::vector<CountTest> tests;
  for (const Value* table : tables_of(member)) tests.push_back(link_count(place, *table, member.key, what));
  if (tests.empty() && member.items.empty()) place.reporter.error(member.at, fmt::format("'{}' is empty", member.key));
  return {arena_.add(tests)};
}

CountTest Linker::link_count(Place& place, const Value& table, std::string_view key, Counted what) {
  CountTest test;
  test.what = what;
  if (const Value* script = table.find("script", ValueType::text)) {
    test.script = link_script(place, script->at, script->text);
    test.script_name = arena_.add_text(script->text);
  }
  test.range.min = table.count_or("min", test.range.min);
  test.range.max = table.count_or("max", test.range.max);
  const bool is_bounded = table.find("min") != nullptr || table.find("max") != nullptr;
  if (!is_bounded) place.reporter.error(table.at, fmt::format("'{}' needs 'min' or 'max'", key));
  if (test.range.min > test.range.max) place.reporter.error(table.at, fmt::format("'{}' has a 'min' above its 'max'", key));
  return test;
}

std::optional<ScriptCode> Linker::link_script(Place& place, Mark at, std::string_view name) {
  const auto script = find_script(name);
  if (!script) place.reporter.error(at, fmt::format("unknown script '{}'", name), suggest(name, kCommonScripts));
  return script;
}

ScriptCondition Linker::link_scripts(Place& place, const Value& member, ShareBound bound) {
  std::vector<ScriptShare> shares;
  for (const Value& share : member.items) {
    if (const auto script = link_script(place, share.key_at, share.key)) shares.push_back({*script, arena_.add_text(share.key), share.number});
  }
  return {bound, arena_.add(shares)};
}

StopwordCondition Linker::link_stopword(Place& place, const Value& member) {
  StopwordCondition condition{0, member.number_or("min", 0.0), member.number_or("max", 1.0)};
  if (member.find("min") == nullptr && member.find("max") == nullptr) place.reporter.error(member.at, "'stopwords' needs 'min' or 'max'");
  if (condition.min > condition.max) place.reporter.error(member.at, "'stopwords' has a 'min' above its 'max'");
  const Value* language = member.find("lang", ValueType::text);
  if (language == nullptr) return condition;
  std::vector<std::string_view> known;
  for (const FlatStopwords& list : out_.stopwords) known.push_back(list.language);
  const auto found = std::find(known.begin(), known.end(), language->text);
  condition.language = static_cast<std::uint32_t>(found - known.begin());
  if (found == known.end()) {
    place.reporter.error(language->at, fmt::format("no loaded pack has stop words of language '{}'", language->text),
                         suggest(language->text, known));
  }
  return condition;
}

LiteralCondition Linker::link_literals(Place& place, const Value& table, const Value& member, LiteralPlace where) {
  LiteralCondition condition{where, has_case_fold(table), {}};
  std::vector<Value> literals;
  std::vector<FlatText> texts;
  for (const Value& written : member.items) expand_literal(place, written, literals);
  if (literals.empty() && member.items.empty()) place.reporter.error(member.at, fmt::format("'{}' is empty", member.key));
  for (const Value& literal : literals) {
    if (literal.text.empty()) {
      place.reporter.error(literal.at, fmt::format("an empty literal in '{}'", member.key));
      continue;
    }
    check_view(place, literal, where);
    const bool is_short = where != LiteralPlace::whole && count_code_points(literal.text) < kMinLiteralCodePoints;
    if (is_short)
      place.doubts.warning(literal.at, fmt::format("'{}' is a short literal for '{}'", literal.text, member.key), {}, "short-literal");
    std::string folded;
    if (condition.fold) fold_case(literal.text, folded);
    texts.emplace_back(arena_.add_text(condition.fold ? folded : literal.text));
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  condition.literals = arena_.add(texts);
  return condition;
}

/// A literal that no view can hold, such as one with two spaces, would be skipped in silence.
void Linker::check_view(Place& place, const Value& literal, LiteralPlace where) const {
  const std::string_view margin = where == LiteralPlace::whole ? "" : "x";  // else spaces at its ends are meant
  const std::string text = fmt::format("{0}{1}{0}", margin, literal.text);
  const TextRange line{0, text.size()};
  ViewMaker maker;
  const std::string_view view = maker.make(text, {&line, 1});
  if (view == text) return;
  const std::string_view shown = view.substr(std::min(margin.size(), view.size()));
  place.doubts.warning(literal.at, fmt::format("'{}' stands in no view", literal.text),
                       fmt::format("a view shows it as '{}'", shown.substr(0, shown.size() - std::min(margin.size(), shown.size()))),
                       "never-in-view");
}

/// "@name" stands for the literals of a list of this pack or of one that it extends, "@@" for an "@" at the start.
void Linker::expand_literal(Place& place, const Value& written, std::vector<Value>& literals) {
  if (written.type != ValueType::text) return;
  const bool is_escaped = written.text.starts_with("@@");
  const bool is_reference = written.text.starts_with('@') && !is_escaped;
  if (!is_reference) {
    literals.push_back(written);
    if (is_escaped) literals.back().text.erase(0, 1);
    return;
  }
  const std::string_view name = std::string_view(written.text).substr(1);
  std::vector<std::string_view> known;
  for (const Pack* pack : with_extended(place.pack, packs_with_lists_)) {
    const Value* lists = pack->root.find("lists", ValueType::table);
    if (lists == nullptr) continue;
    if (const Value* list = lists->find(name, ValueType::array)) {
      out_.totals.literals += list->items.size();
      if (out_.totals.literals > kMaxLiterals)
        return place.reporter.error(written.at, fmt::format("the rules use more than {} literals", kMaxLiterals));
      for (const Value& literal : list->items) {
        if (literal.type == ValueType::text) literals.push_back(literal);
      }
      return;
    }
    for (const Value& list : lists->items) known.push_back(list.key);
  }
  place.reporter.error(written.at, fmt::format("unknown list '{}'", written.text), suggest(name, known));
}

PatternCondition Linker::link_patterns(Place& place, const Value& member, Quantifier quantifier) {
  std::vector<PatternIndex> patterns;
  for (const Value& written : member.items) {
    if (const auto pattern = link_pattern(place, written)) patterns.push_back(*pattern);
  }
  if (member.items.empty()) place.reporter.error(member.at, fmt::format("'{}' is empty", member.key));
  return {quantifier, arena_.add(patterns)};
}

std::unique_ptr<const re2::RE2> Linker::compile_pattern(Place& place, const Value& written) {
  CheckedPattern checked = check_pattern(written.text);
  if (const auto& error = checked.error) {
    program_size_ += kBadPatternCost;
    place.reporter.error(mark_inside(place.pack.lines, written, error->fragment), error->message, pattern_hint(error->fragment));
    return nullptr;
  }
  program_size_ += checked.program_size;
  return std::move(checked.program);
}

std::optional<PatternIndex> Linker::link_pattern(Place& place, const Value& written) {
  if (written.type != ValueType::text) return std::nullopt;
  if (const auto known = patterns_.find(written.text); known != patterns_.end()) return known->second;
  if (program_size_ > kMaxProgramSize) {
    place.reporter.error(written.at, "the patterns of all packs together are too large");
    return std::nullopt;
  }
  // The packs in the program are checked by its tests, and their patterns compiled at first need.
  const bool is_checked = is_builtin(*place.pack.source);
  std::unique_ptr<const re2::RE2> program = is_checked ? nullptr : compile_pattern(place, written);
  if (!is_checked && program == nullptr) return std::nullopt;
  if (mixes_ascii_class(written.text)) {
    place.doubts.warning(written.at, "\\b, \\d, \\s and \\w know only ASCII, but the pattern has other letters",
                         "write the characters out, as [0-9], or use \\pL and \\pN", "ascii-class");
  }
  const auto index = static_cast<PatternIndex>(out_.programs.size());
  out_.patterns.push_back(make_pattern(written.text, arena_));
  out_.programs.push_back(std::move(program));
  patterns_.emplace(written.text, index);
  return index;
}

}  // namespace cleanscrape
