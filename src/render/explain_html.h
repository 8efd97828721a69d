#pragma once

#include <string>
#include <string_view>

#include "cleanscrape/cleaner.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// A page's explanation as one self-contained HTML page: lines by verdict, rule and score beside them, filters. It loads nothing, and its
/// Content Security Policy allows no code but its own. The page's text is in it as JSON only, and shown as text.
[[nodiscard]] std::string render_explain_html(const CompiledRules& rules, const Cleaned& cleaned, std::string_view name);

}  // namespace cleanscrape
