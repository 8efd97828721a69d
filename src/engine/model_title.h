#pragma once

#include <vector>

#include "engine/model_block.h"

namespace cleanscrape {

/// What makes a line a title.
struct TitleBounds {
  double min_overlap = 0.0;   ///< share of its topic words that the article has too
  double reach_blocks = 0.0;  ///< how far above the article a line without such words may stand
};

/// Keeps the title: the line above the article that shares its topic words, else the nearest that may be one. `kept` says per block what the model keeps; blocks that rules
/// dropped have scores far below zero and are never taken.
void find_title(std::span<const ModelBlock> blocks, const std::vector<double>& scores, const TitleBounds& bounds, std::vector<bool>& kept);

}  // namespace cleanscrape
