#pragma once

#include <vector>

#include "engine/model_block.h"

namespace cleanscrape {

/// Keeps the title: the line above the article that shares its topic words. `kept` says per block what the model keeps; blocks that rules
/// dropped have scores far below zero and are never taken.
void find_title(const std::vector<ModelBlock>& blocks, const std::vector<double>& scores, double min_overlap, std::vector<bool>& kept);

}  // namespace cleanscrape
