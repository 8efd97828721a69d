#include "rules/trigger.h"

#include <algorithm>
#include <limits>

#include "text/fold_case.h"

namespace cleanscrape {
namespace {

constexpr std::uint32_t kNoBound = std::numeric_limits<std::uint32_t>::max();
/// Above this share of the places in prose a literal is found so often that looking for it saves little.
constexpr double kTooCommon = 1e-3;
/// At one end of the view a literal is looked for once, not at every byte.
constexpr double kOnePlace = 1e-2;

/// A whole view between a first and a last character that so few views have is told by these better than by literals that are no rarer.
constexpr double kFewCharacters = 0.1;
constexpr double kRareLiteral = 2e-5;

/// A single character of ASCII would need a pass of its own over every view.
constexpr std::size_t kMinAsciiBytes = 2;

double commonness(const SearchLiteral& literal) {
  const bool is_one_place = literal.place != LiteralPlace::anywhere;
  if (!is_one_place && literal.text.size() < kMinAsciiBytes && is_ascii(literal.text)) return 1.0;
  return expected_share(literal.text) * (is_one_place ? kOnePlace : 1.0);
}

/// How often the literals will be found by chance, as a share of the bytes of prose.
double commonness(const std::vector<SearchLiteral>& literals) {
  double sum = 0;
  for (const SearchLiteral& literal : literals) {
    if (literal.place == LiteralPlace::whole) continue;
    sum += commonness(literal);
  }
  return sum;
}

std::vector<SearchLiteral> literals_of(const LiteralCondition& condition) {
  std::vector<SearchLiteral> literals;
  for (const FlatText& text : condition.literals) literals.push_back({text, condition.fold, condition.place});
  return literals;
}

/// The most words in Latin letters where the pattern matches: n words and the spaces between them are 2n - 1 characters.
std::uint32_t most_words_if_matches(const Pattern& pattern) {
  const PatternBounds& shape = pattern.bounds;
  const bool is_bounded = shape.at_start && shape.at_end && shape.max_code_points != PatternBounds::kUnbounded;
  return is_bounded ? shape.max_code_points / 2 + 1 : kNoBound;
}

std::vector<SearchLiteral> folded_literals(const FlatArray<FlatText>& texts, LiteralPlace place) {
  std::vector<SearchLiteral> literals;
  for (const FlatText& text : texts) literals.push_back({text, true, place});
  return literals;
}

BlockGate gate_of(const PatternBounds& shape) {
  BlockGate gate;
  gate.min_code_points = shape.min_code_points;
  if (shape.at_start && shape.at_end) gate.max_code_points = shape.max_code_points;
  if (shape.at_end && shape.min_code_points > 0) gate.last = shape.last;
  return gate;
}

double commonness_anywhere(const FlatArray<FlatText>& texts) {
  double sum = 0;
  for (const FlatText& text : texts) sum += expected_share(text);
  return sum;
}

/// Of what is known of a pattern's matches, that which is found least often: the text they begin with, or atoms anywhere. Where both are common
/// the first or last character, which costs nothing; else, before RE2 runs over every view, common atoms.
TriggerPart part_of(const Pattern& pattern) {
  constexpr double kWorseThanRe2 = 2e-3;
  const PatternBounds& shape = pattern.bounds;
  const std::vector<SearchLiteral> starts = folded_literals(pattern.starts, LiteralPlace::start);
  const std::vector<SearchLiteral> atoms = folded_literals(pattern.atoms, LiteralPlace::anywhere);
  const double start_share = starts.empty() ? 1.0 : commonness(starts);
  const double atom_share = atoms.empty() ? 1.0 : commonness(atoms);
  TriggerPart part;
  part.max_latin_words = most_words_if_matches(pattern);
  part.gate = gate_of(shape);
  const bool knows_end = (shape.at_start || shape.at_end) && shape.min_code_points > 0;
  const bool knows_both = knows_end && shape.at_start && shape.at_end && shape.first.share() * shape.last.share() < kFewCharacters;
  if (std::min(start_share, atom_share) <= (knows_both ? kRareLiteral : kTooCommon)) {
    part.literals = start_share <= atom_share ? starts : atoms;
    part.is_by_atom = start_share > atom_share;
  } else if (knows_end) {
    if (shape.at_start) part.first = shape.first;
    if (shape.at_end) part.last = shape.last;
  } else if (commonness_anywhere(pattern.atoms) <= kWorseThanRe2) {
    part.literals = atoms;
    part.is_by_atom = true;
  }
  return part;
}

std::vector<TriggerPart> parts_of(const LiteralCondition& condition) {
  TriggerPart part;
  part.literals = literals_of(condition);
  if (commonness(part.literals) > kTooCommon) part.literals.clear();
  return {part};
}

/// Of patterns that must all match one is enough: that with the rarest literals.
std::vector<TriggerPart> rarest_of(const std::vector<TriggerPart>& parts) {
  const auto rank = [](const TriggerPart& part) {
    if (part.is_open()) return 2.0;
    return part.has_character() ? 1.0 : commonness(part.literals);
  };
  const auto rarest = std::min_element(parts.begin(), parts.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return rarest == parts.end() ? std::vector<TriggerPart>{} : std::vector<TriggerPart>{*rarest};
}

std::vector<TriggerPart> parts_of(const PatternCondition& condition, std::span<const Pattern> patterns) {
  std::vector<TriggerPart> parts;
  for (const PatternIndex i : condition.patterns) parts.push_back(part_of(patterns[i]));
  switch (condition.quantifier) {
    case Quantifier::any: return parts;
    case Quantifier::all: return rarest_of(parts);
    case Quantifier::none: return {};
  }
  return {};
}

/// Without parts: the condition does not help to find the rule.
std::vector<TriggerPart> parts_of(const Condition& condition, std::span<const Pattern> patterns) {
  if (const auto* literals = std::get_if<LiteralCondition>(&condition)) return parts_of(*literals);
  if (const auto* matches = std::get_if<PatternCondition>(&condition)) return parts_of(*matches, patterns);
  return {};
}

/// The less, the better the parts sort out views.
double rank(const std::vector<TriggerPart>& parts) {
  constexpr double kCharacter = 1e-2;
  double sum = parts.empty() ? 1e3 : 0;
  for (const TriggerPart& part : parts) {
    if (part.is_open()) return 1e3;
    sum += part.has_character() ? kCharacter : commonness(part.literals);
  }
  return sum;
}

/// Whether the test counts words or, in Latin script, words of that script.
bool counts_latin_words(const CountTest& test) {
  return test.what == Counted::words && (!test.script || group_of(*test.script) == ScriptGroup::latin);
}

/// The most words in Latin letters that a block can have where the test holds.
std::uint32_t most_words_if_holds(const CountTest& test) {
  if (test.range.max == kNoBound) return kNoBound;
  if (counts_latin_words(test)) return test.range.max;
  const bool counts_all_chars = test.what == Counted::chars;
  return counts_all_chars ? test.range.max / 2 + 1 : kNoBound;  // n words and the spaces between them are 2n - 1 characters
}

std::uint32_t most_words_if_holds(const PatternCondition& condition, std::span<const Pattern> patterns) {
  std::uint32_t largest = 0;
  std::uint32_t smallest = kNoBound;
  for (const PatternIndex i : condition.patterns) {
    const std::uint32_t words = most_words_if_matches(patterns[i]);
    largest = std::max(largest, words);
    smallest = std::min(smallest, words);
  }
  switch (condition.quantifier) {
    case Quantifier::any: return largest;
    case Quantifier::all: return smallest;
    case Quantifier::none: return kNoBound;
  }
  return kNoBound;
}

/// The same where the only test of the condition does not hold.
std::uint32_t most_words_if_fails(const CountCondition& condition) {
  if (condition.tests.size() != 1) return kNoBound;
  const CountTest& test = condition.tests.front();
  const bool bounds_words = counts_latin_words(test) && test.range.max == kNoBound && test.range.min > 0;
  // Without a script the test counts at least the words in Latin letters, so that it holds from there on.
  return bounds_words ? test.range.min - 1 : kNoBound;
}

std::uint32_t max_latin_words(const RuleTests& tests, std::span<const Pattern> patterns) {
  std::uint32_t most = kNoBound;
  for (const Condition& condition : tests.when) {
    if (const auto* matches = std::get_if<PatternCondition>(&condition)) most = std::min(most, most_words_if_holds(*matches, patterns));
    const auto* counts = std::get_if<CountCondition>(&condition);
    if (counts == nullptr) continue;
    for (const CountTest& test : counts->tests) most = std::min(most, most_words_if_holds(test));
  }
  for (const Condition& condition : tests.unless) {
    if (const auto* counts = std::get_if<CountCondition>(&condition)) most = std::min(most, most_words_if_fails(*counts));
  }
  return most;
}

/// One overload for each kind of condition that says something of the block.
struct GateOf {
  BlockGate gate;

  void operator()(const CountCondition& condition) {
    for (const CountTest& test : condition.tests) narrow(test);
  }
  void operator()(const SentenceEndCondition& condition) { gate.signs |= condition.wanted ? block_sign::kSentenceEnd : block_sign::kNoSentenceEnd; }
  void operator()(const ListItemCondition& condition) { gate.signs |= condition.wanted ? block_sign::kListItem : block_sign::kNoListItem; }
  void operator()(const SideBySideCondition& condition) { gate.signs |= condition.wanted ? block_sign::kSideBySide : 0; }
  void operator()(const ScriptCondition& condition) {
    for (const ScriptShare& share : condition.shares) {
      const bool needs_hangul = condition.bound == ShareBound::at_least && share.share > 0 && group_of(share.script) == ScriptGroup::hangul;
      gate.signs |= needs_hangul ? block_sign::kHangul : 0;
    }
  }
  void operator()(const TokenCondition& condition) {
    if (!(condition.min_share ? *condition.min_share > 0 : condition.wanted)) return;
    switch (condition.kind) {
      case TokenKind::link: gate.signs |= block_sign::kUrl; break;
      case TokenKind::email: gate.signs |= block_sign::kMail; break;
      case TokenKind::time: gate.signs |= block_sign::kDigit; break;
    }
  }
  void operator()(const LiteralCondition& /*condition*/) {}
  void operator()(const StopwordCondition& /*condition*/) {}
  void operator()(const PatternCondition& /*condition*/) {}

 private:
  void narrow(const CountTest& test) {
    const std::uint32_t min = test.what == Counted::words ? least_code_points(test.range.min) : test.range.min;
    gate.min_code_points = std::max(gate.min_code_points, min);
    if (test.what == Counted::chars) gate.max_code_points = std::min(gate.max_code_points, test.range.max);
  }
  /// So many words and the spaces between them.
  static std::uint32_t least_code_points(std::uint32_t words) { return words == 0 || words > kNoBound / 2 ? words : 2 * words - 1; }
};

BlockGate gate_of(const RuleTests& tests) {
  GateOf gate;
  for (const Condition& condition : tests.when) std::visit(gate, condition);
  return gate.gate;
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

Trigger rule_trigger(std::uint32_t target, const RuleTests& tests, std::span<const Pattern> patterns) {
  Trigger trigger;
  trigger.target = target;
  for (std::size_t i = 0; i < tests.when.size(); ++i) {
    std::vector<TriggerPart> parts = parts_of(tests.when[i], patterns);
    if (rank(parts) >= rank(trigger.parts)) continue;
    trigger.parts = std::move(parts);
    trigger.condition = i;
    trigger.is_proof = std::holds_alternative<LiteralCondition>(tests.when[i]);
    const auto* patterns_of = std::get_if<PatternCondition>(&tests.when[i]);
    trigger.is_by_pattern = patterns_of != nullptr && patterns_of->quantifier == Quantifier::any;
  }
  if (trigger.parts.empty()) trigger.parts.emplace_back();
  trigger.max_latin_words = max_latin_words(tests, patterns);
  trigger.needs_non_ascii = needs_non_ascii(tests);
  trigger.gate = gate_of(tests);
  return trigger;
}

Trigger pattern_trigger(std::uint32_t target, const Pattern& pattern) {
  Trigger trigger;
  trigger.target = target;
  trigger.parts.push_back(part_of(pattern));
  return trigger;
}

}  // namespace cleanscrape
