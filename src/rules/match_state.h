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
  /// A rule or a signature, and the parts of its trigger that were seen: bits, see `PartSet`.
  struct Candidate {
    std::uint32_t target = 0;
    std::uint32_t parts = 0;
  };
  std::vector<Candidate> candidates;      ///< each target once, in no order
  std::vector<std::uint32_t> last_place;  ///< by target: where it stood among candidates, of this block or of one before
  MatchCache cache;

  void begin_block(const Features& features, std::size_t targets);
  void add(std::uint32_t target, std::uint32_t parts) {
    std::uint32_t& place = last_place[target];
    if (place < candidates.size() && candidates[place].target == target) {
      candidates[place].parts |= parts;
      return;
    }
    place = static_cast<std::uint32_t>(candidates.size());
    candidates.push_back({target, parts});
  }
};

}  // namespace cleanscrape
