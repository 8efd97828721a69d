#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/condition.h"

namespace cleanscrape {

/// What a `replace` rule puts in the place of what.
struct Replacement {
  PatternIndex pattern = 0;
  std::string with;
};

/// The conditions of one rule on the block alone, cheapest first.
struct RuleTests {
  std::vector<Condition> when;    ///< all must hold; the pattern of a `replace` rule is one of them
  std::vector<Condition> unless;  ///< none may hold
  std::optional<Replacement> replacement;
};

}  // namespace cleanscrape
