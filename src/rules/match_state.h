#pragma once

#include <cstdint>
#include <vector>

#include "rules/compiled_rules.h"
#include "rules/match_cache.h"
#include "rules/view_folding.h"

namespace cleanscrape {

/// What is found for one block; all but the cache is overwritten by the next.
struct MatchScratch::State {
  ViewFolding folding;
  std::vector<std::uint32_t> candidates;  ///< each once, in no order
  std::vector<std::uint32_t> seen;        ///< by candidate: the block for which it was added
  std::uint32_t block = 0;
  MatchCache cache;

  void begin_block(std::size_t targets);
  void add(std::uint32_t target) {
    if (seen[target] == block) return;
    seen[target] = block;
    candidates.push_back(target);
  }
};

}  // namespace cleanscrape
