#pragma once

#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// Decides content or boilerplate for all blocks at once: each block's evidence (score rules, shape) is summed up along the page and a
/// switch between the two costs `switch_cost_words`; the cheapest path wins (Viterbi 1967). Drops what the path calls boilerplate.
void decide_sequence(const CompiledRules& rules, RuleIndex rule, Page& page);

}  // namespace cleanscrape
