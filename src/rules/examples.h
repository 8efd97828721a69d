#pragma once

#include <cstdint>
#include <vector>

#include "base/flat.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

enum class ExampleKind : std::uint8_t { drop, keep, rewrite };

/// A line from a rule's `drops`, `keeps` or `rewrites`.
struct RuleExample {
  RuleIndex rule = kNoRule;
  ExampleKind kind = ExampleKind::drop;
  FlatText text;
  FlatText wanted;  ///< of `rewrite`
  FlatText file;
  std::uint32_t line = 0;
};

/// A small page with a margin of two characters; see the rule language.
struct PageCase {
  FlatText name;
  FlatText page;
  RuleIndex rule = kNoRule;  ///< kNoRule: of the pack as a whole
  FlatText pack;             ///< id of the pack
  FlatText file;
  std::uint32_t line = 0;       ///< of the case
  std::uint32_t page_line = 0;  ///< of the page's first line
};

/// By file and line. Their texts live as long as the rules.
[[nodiscard]] std::vector<RuleExample> rule_examples(const CompiledRules& rules);
[[nodiscard]] std::vector<PageCase> page_cases(const CompiledRules& rules);

}  // namespace cleanscrape
