#pragma once

#include <optional>

#include "rules/condition.h"

namespace cleanscrape {

/// What a `replace` rule puts in the place of what.
struct Replacement {
  PatternIndex pattern = 0;
  FlatText with;
};

/// The conditions of one rule on the block alone, cheapest first.
struct RuleTests {
  FlatArray<Condition> when;      ///< all must hold; the pattern of a `replace` rule is one of them
  FlatArray<Condition> unless;    ///< none may hold
  std::optional<Replacement> replacement;
};

[[nodiscard]] inline bool looks_at_block(const RuleTests& tests) { return !tests.when.empty() || !tests.unless.empty(); }

}  // namespace cleanscrape
