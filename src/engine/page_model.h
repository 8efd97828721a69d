#pragma once

#include <vector>

#include "engine/model_page.h"
#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// The page model's decision over all blocks at once: a linear-chain model of two states (Lafferty 2001), furniture and article, its best path
/// found by dynamic programming (Viterbi 1967). Pages with few signs of furniture are left alone. Drops what the path calls furniture; what
/// rules dropped before is part of the page, but stays dropped.
void decide_page_model(const CompiledRules& rules, RuleIndex rule, Page& page);

}  // namespace cleanscrape
