#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/rule_tests.h"
#include "rules/trigger_index.h"

namespace cleanscrape {

/// The condition of a rule by which it is found, and what follows from its other conditions.
struct RuleTrigger {
  std::vector<SearchLiteral> literals;   ///< empty: the rule is tried on every block
  std::optional<std::size_t> condition;  ///< index in `when` of a condition that holds wherever a literal was found
  std::uint32_t max_latin_words = 0;     ///< on a block with more words in Latin letters the rule cannot hold
  bool needs_non_ascii = false;
};

[[nodiscard]] RuleTrigger choose_trigger(const RuleTests& tests, const ConditionTables& tables);

}  // namespace cleanscrape
