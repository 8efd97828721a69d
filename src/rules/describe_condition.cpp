#include <fmt/format.h>

#include <limits>

#include "rules/condition.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxShownItems = 3;
constexpr std::size_t kMaxShownBytes = 40;

std::string_view name_of(Counted what) {
  switch (what) {
    case Counted::letters: return "letters";
    case Counted::chars: return "chars";
    case Counted::words: return "words";
  }
  return {};
}

std::string_view name_of(LiteralPlace place) {
  switch (place) {
    case LiteralPlace::whole: return "equals";
    case LiteralPlace::start: return "starts";
    case LiteralPlace::end: return "ends";
    case LiteralPlace::anywhere: return "contains";
  }
  return {};
}

std::string_view name_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::link: return "link";
    case TokenKind::email: return "email";
    case TokenKind::time: return "time";
  }
  return {};
}

std::string_view name_of(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::any: return "any";
    case Quantifier::all: return "all";
    case Quantifier::none: return "none";
  }
  return {};
}

/// The first bytes of a text, not inside a character.
std::string shorten(std::string_view text) {
  if (text.size() <= kMaxShownBytes) return std::string(text);
  std::size_t end = kMaxShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

template <class Items, class TextOf>
std::string some(const Items& items, TextOf text_of) {
  std::string out;
  for (std::size_t i = 0; i < items.size() && i < kMaxShownItems; ++i)
    out += fmt::format("{}'{}'", i == 0 ? "" : ", ", shorten(text_of(items[i])));
  if (items.size() > kMaxShownItems) out += fmt::format(" and {} more", items.size() - kMaxShownItems);
  return out;
}

std::string describe_range(const CountTest& test) {
  const std::string what = test.script ? fmt::format("{} in {}", name_of(test.what), test.script_name.view()) : std::string(name_of(test.what));
  const bool bounded = test.range.max != std::numeric_limits<std::uint32_t>::max();
  if (!bounded) return fmt::format("{} >= {}", what, test.range.min);
  if (test.range.min == 0) return fmt::format("{} <= {}", what, test.range.max);
  return fmt::format("{} from {} to {}", what, test.range.min, test.range.max);
}

/// One overload for each kind of condition: what it asks for.
struct Describe {
  const ConditionTables& tables;

  std::string operator()(const CountCondition& condition) const {
    std::string out;
    for (const CountTest& test : condition.tests) out += (out.empty() ? "" : " and ") + describe_range(test);
    return out;
  }
  std::string operator()(const SentenceEndCondition& condition) const { return condition.wanted ? "a sentence end" : "no sentence end"; }
  std::string operator()(const ListItemCondition& condition) const { return condition.wanted ? "a list mark" : "no list mark"; }
  std::string operator()(const SideBySideCondition& condition) const { return condition.wanted ? "another column beside it" : "no other column beside it"; }
  std::string operator()(const ScriptCondition& condition) const {
    std::string out;
    for (const ScriptShare& share : condition.shares) {
      const std::string_view sign = condition.bound == ShareBound::at_least ? ">=" : "<=";
      out += fmt::format("{}{} {} {:.2f}", out.empty() ? "" : " and ", share.script_name.view(), sign, share.share);
    }
    return out;
  }
  std::string operator()(const LiteralCondition& condition) const {
    return fmt::format("{} {}", name_of(condition.place), some(condition.literals, [](const FlatText& literal) { return literal.view(); }));
  }
  std::string operator()(const StopwordCondition& condition) const {
    return fmt::format("{} stop words from {:.2f} to {:.2f}", tables.stopwords[condition.language].language, condition.min, condition.max);
  }
  std::string operator()(const TokenCondition& condition) const {
    if (condition.min_share) return fmt::format("{} share >= {:.2f}", name_of(condition.kind), *condition.min_share);
    return fmt::format("{}{}", condition.wanted ? "" : "no ", name_of(condition.kind));
  }
  std::string operator()(const PatternCondition& condition) const {
    return fmt::format("{} of {}", name_of(condition.quantifier),
                       some(condition.patterns, [this](PatternIndex i) { return tables.patterns[i].source.view(); }));
  }
};

/// One overload for each kind of condition with a number: what the block has; empty for the others.
struct Measure {
  const ConditionContext& context;

  std::string operator()(const CountCondition& condition) const {
    std::string out;
    for (const CountTest& test : condition.tests) out += fmt::format("{}{}", out.empty() ? "" : " and ", count(test, context.block));
    return out;
  }
  std::string operator()(const ScriptCondition& condition) const {
    std::string out;
    for (const ScriptShare& share : condition.shares) {
      out += fmt::format("{}{:.2f}", out.empty() ? "" : " and ", script_share(share, context.block));
    }
    return out;
  }
  std::string operator()(const StopwordCondition& condition) const { return fmt::format("{:.2f}", stopword_share(condition, context)); }
  std::string operator()(const TokenCondition& condition) const {
    if (!condition.min_share) return {};
    return fmt::format("{:.2f}", context.tables.tokens.share(condition.kind, context.block));
  }
  std::string operator()(const SentenceEndCondition&) const { return {}; }
  std::string operator()(const ListItemCondition&) const { return {}; }
  std::string operator()(const SideBySideCondition&) const { return {}; }
  std::string operator()(const LiteralCondition&) const { return {}; }
  std::string operator()(const PatternCondition&) const { return {}; }
};

}  // namespace

std::string describe(const Condition& condition, const ConditionTables& tables) { return std::visit(Describe{tables}, condition); }

std::string describe_failure(const Condition& condition, ConditionContext& context) {
  const std::string has = std::visit(Measure{context}, condition);
  const std::string needs = "needs " + describe(condition, context.tables);
  return has.empty() ? needs : fmt::format("{}, has {}", needs, has);
}

}  // namespace cleanscrape
