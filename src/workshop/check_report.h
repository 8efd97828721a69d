#pragma once

#include <span>
#include <string>

#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"

namespace cleanscrape {

/// `file:line:col: severity: text [lint]`, the source line and a caret below each; a last line with the numbers.
[[nodiscard]] std::string render_check(std::span<const RuleSource> sources, const Diagnostics& found, bool color);
/// One JSON array of objects with file, line, column, severity, lint, message and hint.
[[nodiscard]] std::string render_check_json(const Diagnostics& found);
/// SARIF 2.1.0, as code scanners read it.
[[nodiscard]] std::string render_check_sarif(const Diagnostics& found);
/// Workflow commands of GitHub Actions, one line each.
[[nodiscard]] std::string render_check_github(const Diagnostics& found);

}  // namespace cleanscrape
