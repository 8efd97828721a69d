#include "rules/condition.h"

#include <algorithm>


namespace cleanscrape {
namespace {

std::uint32_t count_words_of(ScriptCode script, const BlockView& block) {
  if (group_of(script) == ScriptGroup::latin) return block.features.latin_words;
  return count_words(block.text, script);
}

std::uint32_t count_letters_of(ScriptCode script, const BlockView& block) {
  if (const auto group = group_of(script)) return block.features.letters_in(*group);
  return count_letters(block.text, script);
}

bool stands(std::string_view text, std::string_view literal, LiteralPlace place) {
  switch (place) {
    case LiteralPlace::whole: return text == literal;
    case LiteralPlace::start: return text.starts_with(literal);
    case LiteralPlace::end: return text.ends_with(literal);
    case LiteralPlace::anywhere: return text.find(literal) != std::string_view::npos;
  }
  return false;
}

/// One overload for each kind of condition.
struct Holds {
  ConditionContext& context;

  bool operator()(const CountCondition& condition) const {
    return std::all_of(condition.tests.begin(), condition.tests.end(),
                       [this](const CountTest& test) { return test.range.holds(count(test, context.block)); });
  }
  bool operator()(const SentenceEndCondition& condition) const { return context.block.features.ends_sentence == condition.wanted; }
  bool operator()(const ListItemCondition& condition) const { return context.block.features.list_item == condition.wanted; }
  bool operator()(const SideBySideCondition& condition) const { return context.block.features.side_by_side == condition.wanted; }
  bool operator()(const ScriptCondition& condition) const {
    return std::all_of(condition.shares.begin(), condition.shares.end(), [&](const ScriptShare& share) {
      const double has = script_share(share, context.block);
      return condition.bound == ShareBound::at_least ? has >= share.share : has <= share.share;
    });
  }
  bool operator()(const LiteralCondition& condition) const {
    const std::string_view text = condition.fold ? context.folding.folded(context.block.text) : context.block.text;
    const auto& literals = condition.literals;
    if (condition.place == LiteralPlace::whole) {
      return std::binary_search(literals.begin(), literals.end(), text, [](std::string_view a, std::string_view b) { return a < b; });
    }
    return std::any_of(literals.begin(), literals.end(),
                       [&](const FlatText& literal) { return stands(text, literal, condition.place); });
  }
  bool operator()(const StopwordCondition& condition) const {
    const double share = stopword_share(condition, context);
    return share >= condition.min && share <= condition.max;
  }
  bool operator()(const TokenCondition& condition) const {
    if (condition.min_share) return context.tables.tokens.share(condition.kind, context.block) >= *condition.min_share;
    return context.tables.tokens.has(condition.kind, context.block, context.folding) == condition.wanted;
  }
  bool operator()(const PatternCondition& condition) const {
    const auto matches = [this](PatternIndex i) {
      return context.tables.patterns.matches(i, context.block.text, context.block.features.code_points, context.folding);
    };
    const auto& patterns = condition.patterns;
    switch (condition.quantifier) {
      case Quantifier::any: return std::any_of(patterns.begin(), patterns.end(), matches);
      case Quantifier::all: return std::all_of(patterns.begin(), patterns.end(), matches);
      case Quantifier::none: return std::none_of(patterns.begin(), patterns.end(), matches);
    }
    return false;
  }
};

}  // namespace

bool holds(const Condition& condition, ConditionContext& context) { return std::visit(Holds{context}, condition); }

std::uint32_t count(const CountTest& test, const BlockView& block) {
  switch (test.what) {
    case Counted::letters: return test.script ? count_letters_of(*test.script, block) : block.features.letters;
    case Counted::chars: return block.features.code_points;
    case Counted::words: return test.script ? count_words_of(*test.script, block) : block.features.words;
  }
  return 0;
}

double script_share(const ScriptShare& share, const BlockView& block) {
  if (block.features.letters == 0) return 0.0;
  return static_cast<double>(count_letters_of(share.script, block)) / static_cast<double>(block.features.letters);
}

double stopword_share(const StopwordCondition& condition, const ConditionContext& context) {
  const StopwordList& list = context.tables.stopwords[condition.language];
  const Features& features = context.block.features;
  if (list.language != "en") return stopword_share(context.block.text, list.words);
  return features.words == 0 ? 0.0 : static_cast<double>(features.stopwords) / static_cast<double>(features.words);
}

}  // namespace cleanscrape
