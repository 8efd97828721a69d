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
};

/// Every line with its verdict: `-` dropped, `~` changed, ` ` kept; stage, rule and file:line behind it.
[[nodiscard]] std::string render_explain(const CompiledRules& rules, const Cleaned& cleaned, const ExplainStyle& style);

/// The rules that came nearest to dropping the block on this line (from 1), with the condition that failed.
[[nodiscard]] std::string render_why_kept(const CompiledRules& rules, const Cleaned& cleaned, std::uint32_t line);

}  // namespace cleanscrape
