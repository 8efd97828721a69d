#pragma once

#include <string>
#include <string_view>

#include "cleanscrape/cleaner.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// How much of what the decisions saw is written.
enum class JsonDetail : std::uint8_t {
  shown,  ///< what the HTML page shows: page, facts, rules; of blocks line, verdict, rule, score, reasons, hits, parts, pieces, text
  all,    ///< for study: every measure and every weight too
};

/// A page's explanation as one JSON object without a line end; rules/README.md has the table of its members (`all`). ASCII but for the text of the
/// page; `<` is escaped, so that the object may stand inside an HTML script element.
[[nodiscard]] std::string render_explain_json(const CompiledRules& rules, const Cleaned& cleaned, std::string_view name, JsonDetail detail);

}  // namespace cleanscrape
