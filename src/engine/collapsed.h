#pragma once

#include "engine/page.h"
#include "engine/prose.h"

namespace cleanscrape {

/// Finds the article in lines that hold a whole page: one unbroken piece of each line, from its first to its last sentence. Furniture
/// shows itself as runs of Hangul between English sentences, or by rules; pieces between furniture count by their words of prose. Lines
/// without enough of either stay whole.
void trim_collapsed_lines(const CompiledRules& rules, RuleIndex rule, Page& page);

}  // namespace cleanscrape
