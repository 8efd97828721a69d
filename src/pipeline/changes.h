#pragma once

#include <vector>

#include "cleanscrape/cleaner.h"
#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// Turns verdicts into byte ranges. A dropped block goes with its line ends; of several runs of blank lines that only dropped blocks kept
/// apart one stays, the longest, or none at an end of the page that was cut off. A page without a final line end
/// becomes an article without one. `changes` is overwritten.
void find_changes(const CompiledRules& rules, const Page& page, std::vector<Change>& changes);

}  // namespace cleanscrape
