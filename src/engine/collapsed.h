#pragma once

#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// Finds the article in lines that hold a whole page: what lies between its first and its last sentence stays, but for furniture inside.
/// Furniture shows itself as runs of Hangul between English sentences, or by drop rules that hit a sentence; pieces of text between
/// furniture count by their words. Lines without enough of either stay whole. Blocks that changed are measured and matched again.
void trim_collapsed_lines(const CompiledRules& rules, RuleIndex rule, MatchScratch& scratch, Page& page);

}  // namespace cleanscrape
