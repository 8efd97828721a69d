#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "rules/compiled_rules.h"

namespace cleanscrape {

enum class ExampleKind : std::uint8_t { drop, keep, rewrite };

/// A line from a rule's `drops`, `keeps` or `rewrites`.
struct RuleExample {
  RuleIndex rule = kNoRule;
  ExampleKind kind = ExampleKind::drop;
  std::string text;
  std::string wanted;  ///< of `rewrite`
  std::string file;
  std::uint32_t line = 0;
};

/// A small page with a margin of two characters; see the rule language.
struct PageCase {
  std::string name;
  std::string page;
  RuleIndex rule = kNoRule;  ///< kNoRule: of the pack as a whole
  std::string pack;          ///< id of the pack
  std::string file;
  std::uint32_t line = 0;       ///< of the case
  std::uint32_t page_line = 0;  ///< of the page's first line
};

/// By file and line.
[[nodiscard]] std::span<const RuleExample> rule_examples(const CompiledRules& rules);
[[nodiscard]] std::span<const PageCase> page_cases(const CompiledRules& rules);

}  // namespace cleanscrape
