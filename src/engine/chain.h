#pragma once

#include <span>
#include <vector>

namespace cleanscrape {

/// What a path through a chain of two states, article and furniture, gains or pays beside its blocks' own scores.
struct ChainCosts {
  double stay_out = 0.0;  ///< from furniture to furniture
  double enter = 0.0;     ///< from furniture to article
  double leave = 0.0;     ///< from article to furniture
  double stay_in = 0.0;   ///< from article to article
  double start_in = 0.0;  ///< where the first block is article
  double end_in = 0.0;    ///< where the last block is article
};

/// For each block how much better the best path with the block in the article is than the best path without it (max-marginals, by one pass
/// from each end). Above 0 where the best path calls the block article, below 0 where it calls it furniture; `scores` count for the article.
[[nodiscard]] std::vector<double> path_margins(std::span<const double> scores, const ChainCosts& costs);

}  // namespace cleanscrape
