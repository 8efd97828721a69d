#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/flat.h"
#include "rules/compiled_rules.h"
#include "rules/literal_search.h"
#include "rules/pattern.h"
#include "rules/tokens.h"
#include "text/stopwords.h"

namespace cleanscrape {

struct StopwordList {
  std::string_view language;
  StopwordSet words;
};

/// What conditions refer to by index; shared by all rules.
struct ConditionTables {
  ConditionTables(std::span<const Pattern> all, std::vector<std::unique_ptr<const re2::RE2>> programs, const TokenPatterns& token_patterns)
      : patterns(all, std::move(programs)), tokens(token_patterns, patterns) {}
  ConditionTables(const ConditionTables&) = delete;
  ConditionTables& operator=(const ConditionTables&) = delete;
  ~ConditionTables() = default;

  Patterns patterns;
  std::vector<StopwordList> stopwords;  ///< by language
  Tokens tokens;
};

enum class Counted : std::uint8_t { letters, chars, words };

struct CountTest {
  Counted what = Counted::words;
  std::optional<ScriptCode> script;
  FlatText script_name;
  CountRange range;
};

/// All of the tests hold.
struct CountCondition {
  FlatArray<CountTest> tests;
};

enum class ShareBound : std::uint8_t { at_least, at_most };
struct ScriptShare {
  ScriptCode script{};
  FlatText script_name;
  double share = 0.0;
};
struct ScriptCondition {
  ShareBound bound = ShareBound::at_least;
  FlatArray<ScriptShare> shares;
};

struct SentenceEndCondition {
  bool wanted = true;
};

struct ListItemCondition {
  bool wanted = true;
};

struct SideBySideCondition {
  bool wanted = true;
};

struct StopwordCondition {
  std::uint32_t language = 0;  ///< index in `ConditionTables::stopwords`
  double min = 0.0;
  double max = 1.0;
};

/// Either that such a token is there (or not), or that tokens cover the share.
struct TokenCondition {
  TokenKind kind = TokenKind::link;
  bool wanted = true;
  std::optional<double> min_share;
};

/// One of the literals stands in its place.
struct LiteralCondition {
  LiteralPlace place = LiteralPlace::whole;
  bool fold = false;
  FlatArray<FlatText> literals;  ///< sorted; case-folded if `fold`
};

enum class Quantifier : std::uint8_t { any, all, none };
struct PatternCondition {
  Quantifier quantifier = Quantifier::any;
  FlatArray<PatternIndex> patterns;
};

/// One key of `when` or `unless` that looks at the block alone. In the order of what they cost.
using Condition = std::variant<CountCondition, SentenceEndCondition, ListItemCondition, SideBySideCondition, ScriptCondition,
                               LiteralCondition, StopwordCondition, TokenCondition, PatternCondition>;

/// A block on which conditions are tried, and what has been found out about it.
struct ConditionContext {
  const BlockView& block;
  const ConditionTables& tables;
  ViewFolding& folding;
};

[[nodiscard]] bool holds(const Condition& condition, ConditionContext& context);

/// The condition and what the block has instead, as "needs words >= 12, has 9".
[[nodiscard]] std::string describe_failure(const Condition& condition, ConditionContext& context);
/// The condition alone, as "words >= 12".
[[nodiscard]] std::string describe(const Condition& condition, const ConditionTables& tables);

/// What the block has of what the test counts.
[[nodiscard]] std::uint32_t count(const CountTest& test, const BlockView& block);
[[nodiscard]] double script_share(const ScriptShare& share, const BlockView& block);
[[nodiscard]] double stopword_share(const StopwordCondition& condition, const ConditionContext& context);

}  // namespace cleanscrape
