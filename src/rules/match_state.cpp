#include "rules/match_state.h"

namespace cleanscrape {

MatchScratch::MatchScratch() : state_(std::make_unique<State>()) {}
MatchScratch::~MatchScratch() = default;
MatchScratch::MatchScratch(MatchScratch&&) noexcept = default;
MatchScratch& MatchScratch::operator=(MatchScratch&&) noexcept = default;

void MatchScratch::State::begin_block(std::size_t targets) {
  folding.reset();
  candidates.clear();
  if (last_place.size() < targets) last_place.resize(targets);
}

}  // namespace cleanscrape
