#pragma once

#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"

namespace cleanscrape {

/// The rule file in its canonical form: line ends LF and one at the end, no white space at line ends, one blank line before a table and none
/// elsewhere but around comments, `=` of neighbouring keys below each other unless half of their values take several lines, an array on one line
/// where it fits in 140 columns and else indented by two spaces (`lay_out_array`), arrays with comments line by line as they are. Comments, order
/// and every value stay; text inside multi-line strings is not touched. Formatting twice gives the same as once. Fails where the file is no TOML.
[[nodiscard]] Result<std::string> format_rules(const RuleSource& source);

}  // namespace cleanscrape
