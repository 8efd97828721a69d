#include "rules/match_state.h"

namespace cleanscrape {

MatchScratch::MatchScratch() : state_(std::make_unique<State>()) {}
MatchScratch::~MatchScratch() = default;
MatchScratch::MatchScratch(MatchScratch&&) noexcept = default;
MatchScratch& MatchScratch::operator=(MatchScratch&&) noexcept = default;

void MatchScratch::State::begin_block(const Features& features, std::size_t targets) {
  folding.reset(features.has_rare_char);
  candidates.clear();
  if (last_place.size() < targets) last_place.resize(targets);
}

}  // namespace cleanscrape
