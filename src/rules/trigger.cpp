#include "rules/trigger.h"

#include <algorithm>
#include <limits>

#include "text/fold_case.h"

namespace cleanscrape {
namespace {

constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kUseless = 0;
constexpr std::size_t kWholeWorth = 1000;

/// ASCII pieces that short stand in every line.
constexpr std::size_t kMinAsciiBytes = 3;

/// How rarely the literal will be found: its bytes, more where only one place counts.
std::size_t worth(const SearchLiteral& literal) {
  switch (literal.place) {
    case LiteralPlace::whole: return kWholeWorth;
    case LiteralPlace::start:
    case LiteralPlace::end: return 2 * literal.text.size();
    case LiteralPlace::anywhere: break;
  }
  const bool is_short = is_ascii(literal.text) ? literal.text.size() < kMinAsciiBytes : literal.text.size() < 2;
  return is_short ? kUseless : literal.text.size();
}

std::size_t worth(const std::vector<SearchLiteral>& literals) {
  std::size_t least = literals.empty() ? kUseless : kWholeWorth;
  for (const SearchLiteral& literal : literals) least = std::min(least, worth(literal));
  return least;
}

std::vector<SearchLiteral> literals_of(const LiteralCondition& condition) {
  std::vector<SearchLiteral> literals;
  for (const std::string& text : condition.literals) literals.push_back({text, condition.fold, condition.place});
  return literals;
}

std::vector<SearchLiteral> atoms_of(const std::string& pattern) {
  std::vector<SearchLiteral> literals;
  for (std::string& atom : required_atoms(pattern)) literals.push_back({std::move(atom), true, LiteralPlace::anywhere});
  return literals;
}

/// Nothing if one of the patterns has no atoms.
std::vector<SearchLiteral> atoms_of_any(const std::vector<PatternIndex>& patterns, const ConditionTables& tables) {
  std::vector<SearchLiteral> all;
  for (const PatternIndex i : patterns) {
    std::vector<SearchLiteral> atoms = atoms_of(tables.patterns[i]->source());
    if (atoms.empty()) return {};
    std::move(atoms.begin(), atoms.end(), std::back_inserter(all));
  }
  return all;
}

std::vector<SearchLiteral> best_atoms_of(const std::vector<PatternIndex>& patterns, const ConditionTables& tables) {
  std::vector<SearchLiteral> best;
  for (const PatternIndex i : patterns) {
    std::vector<SearchLiteral> atoms = atoms_of(tables.patterns[i]->source());
    if (worth(atoms) > worth(best)) best = std::move(atoms);
  }
  return best;
}

std::vector<SearchLiteral> trigger_literals(const Condition& condition, const ConditionTables& tables) {
  if (const auto* literals = std::get_if<LiteralCondition>(&condition)) return literals_of(*literals);
  const auto* patterns = std::get_if<PatternCondition>(&condition);
  if (patterns == nullptr) return {};
  switch (patterns->quantifier) {
    case Quantifier::any: return atoms_of_any(patterns->patterns, tables);
    case Quantifier::all: return best_atoms_of(patterns->patterns, tables);
    case Quantifier::none: return {};
  }
  return {};
}

/// Whether the test counts words or, in Latin script, words of that script.
bool counts_latin_words(const CountTest& test) {
  return test.what == Counted::words && (!test.script || group_of(*test.script) == ScriptGroup::latin);
}

/// The most words in Latin letters that a block can have where the test holds.
std::uint32_t most_words_if_holds(const CountTest& test) {
  if (test.range.max == kUnbounded) return kUnbounded;
  if (counts_latin_words(test)) return test.range.max;
  const bool counts_all_chars = test.what == Counted::chars;
  return counts_all_chars ? test.range.max / 2 + 1 : kUnbounded;  // n words and the spaces between them are 2n - 1 characters
}

/// The same where the only test of the condition does not hold.
std::uint32_t most_words_if_fails(const CountCondition& condition) {
  if (condition.tests.size() != 1) return kUnbounded;
  const CountTest& test = condition.tests.front();
  const bool bounds_words = counts_latin_words(test) && test.range.max == kUnbounded && test.range.min > 0;
  // Without a script the test counts at least the words in Latin letters, so that it holds from there on.
  return bounds_words ? test.range.min - 1 : kUnbounded;
}

std::uint32_t max_latin_words(const RuleTests& tests) {
  std::uint32_t most = kUnbounded;
  for (const Condition& condition : tests.when) {
    const auto* counts = std::get_if<CountCondition>(&condition);
    if (counts == nullptr) continue;
    for (const CountTest& test : counts->tests) most = std::min(most, most_words_if_holds(test));
  }
  for (const Condition& condition : tests.unless) {
    if (const auto* counts = std::get_if<CountCondition>(&condition)) most = std::min(most, most_words_if_fails(*counts));
  }
  return most;
}

bool needs_non_ascii(const RuleTests& tests) {
  return std::any_of(tests.when.begin(), tests.when.end(), [](const Condition& condition) {
    const auto* script = std::get_if<ScriptCondition>(&condition);
    if (script == nullptr || script->bound != ShareBound::at_least) return false;
    return std::any_of(script->shares.begin(), script->shares.end(),
                       [](const ScriptShare& share) { return share.share > 0 && group_of(share.script) != ScriptGroup::latin; });
  });
}

}  // namespace


RuleTrigger choose_trigger(const RuleTests& tests, const ConditionTables& tables) {
  RuleTrigger trigger;
  for (std::size_t i = 0; i < tests.when.size(); ++i) {
    std::vector<SearchLiteral> literals = trigger_literals(tests.when[i], tables);
    if (worth(literals) <= worth(trigger.literals)) continue;
    trigger.literals = std::move(literals);
    trigger.condition.reset();
    if (std::holds_alternative<LiteralCondition>(tests.when[i])) trigger.condition = i;
  }
  trigger.max_latin_words = max_latin_words(tests);
  trigger.needs_non_ascii = needs_non_ascii(tests);
  return trigger;
}

}  // namespace cleanscrape
