#include "rules/match_state.h"

#include <algorithm>

namespace cleanscrape {

MatchScratch::MatchScratch() : state_(std::make_unique<State>()) {}
MatchScratch::~MatchScratch() = default;
MatchScratch::MatchScratch(MatchScratch&&) noexcept = default;
MatchScratch& MatchScratch::operator=(MatchScratch&&) noexcept = default;

void MatchScratch::State::begin_block(std::size_t targets) {
  folding.reset();
  candidates.clear();
  if (seen.size() < targets) seen.resize(targets);
  if (++block == 0) {  // the number has gone round
    std::fill(seen.begin(), seen.end(), Seen{});
    block = 1;
  }
}

}  // namespace cleanscrape
