#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rules/trigger.h"
#include "rules/trigger_index.h"

namespace cleanscrape {

/// Trigger indices for kinds of blocks: what cannot hold on long prose, or on ASCII, is not even in the tables used there.
class TieredIndex {
 public:
  TieredIndex() = default;
  /// The tables are put into the arena.
  TieredIndex(std::span<const Trigger> triggers, FlatArena& arena);

  /// Adds to the candidates of the state each target whose trigger the block holds.
  void collect(const BlockView& block, MatchScratch::State& state) const;

 private:
  /// Blocks with more words in Latin letters than this have an index of their own.
  static constexpr std::array<std::uint32_t, 3> kTierWords{0, 14, 40};
  static constexpr std::size_t kTiers = kTierWords.size();

  std::array<TriggerIndex, kTiers> any_text_;
  std::array<TriggerIndex, kTiers> ascii_;
};

}  // namespace cleanscrape
