#pragma once

#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"

namespace cleanscrape {

/// The rule file in its canonical form: line ends LF and one at the end, no white space at line ends, one blank line before a table and none
/// elsewhere but around comments, `=` of neighbouring keys below each other, items of long arrays indented by two spaces. Comments, order and
/// every value stay; text inside multi-line strings is not touched. Formatting twice gives the same as once. Fails where the file is no TOML.
[[nodiscard]] Result<std::string> format_rules(const RuleSource& source);

}  // namespace cleanscrape
