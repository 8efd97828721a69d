#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cleanscrape/cleaner.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

struct ExplainStyle {
  std::string_view name;  ///< of the page, as shown
  bool color = false;     ///< ANSI colours
  std::size_t width_columns = 100;
};

/// Every block with its verdict: `-` dropped, `~` changed, ` ` kept; below it, behind `#`, what decided. The page must have been cleaned
/// with `CleanOptions::trace`.
[[nodiscard]] std::string render_explain(const CompiledRules& rules, const Cleaned& cleaned, const ExplainStyle& style);

/// Why the block on this line (from 1) stays: what the decisions over the page thought of it, and the rules that came nearest to dropping it,
/// with the condition that failed.
[[nodiscard]] std::string render_why_kept(const CompiledRules& rules, const Cleaned& cleaned, std::uint32_t line);

}  // namespace cleanscrape
