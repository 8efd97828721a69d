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

/// What one block's decision is made of, for `explain`.
struct ModelContribution {
  std::string_view measure;
  double log_odds = 0.0;
};

/// The non-zero parts of a block's score, largest first; empty where the gate is shut. `position` is among all blocks of the page.
[[nodiscard]] std::vector<ModelContribution> explain_page_model(const CompiledRules& rules, const Page& page, BlockIndex block);

}  // namespace cleanscrape
