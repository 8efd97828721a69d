#include "engine/sketch.h"

#include <algorithm>
#include <bit>

namespace cleanscrape {

std::uint64_t sketch_of(const Block& block) {
  return block.features.sketch ^ std::rotl(std::uint64_t{block.features.letters}, 24) ^ std::rotl(std::uint64_t{block.features.digits}, 48);
}

void ClauseTable::start(std::size_t clauses) {
  const std::size_t slots = std::bit_ceil(2 * clauses + 2);
  mask_ = slots - 1;
  if (slots_.size() < slots) slots_.resize(slots);
  std::fill_n(slots_.begin(), slots, Slot{});
}

std::size_t ClauseTable::slot_of(Sketch sketch) const {
  std::size_t at = (sketch >> 32U) & mask_;
  while (slots_[at].sketch != 0 && slots_[at].sketch != sketch) at = (at + 1) & mask_;
  return at;
}

void ClauseTable::add(std::span<const Sketch> clauses) {
  for (const Sketch sketch : clauses) slots_[slot_of(sketch)].sketch = sketch;
}

void ClauseTable::see(std::span<const Sketch> clauses, std::uint32_t block) {
  for (const Sketch sketch : clauses) {
    Slot& slot = slots_[slot_of(sketch)];
    if (slot.sketch == 0) continue;
    if (slot.block == kNowhere) slot.block = block;
    slot.is_repeated |= slot.block != block;
  }
}

bool ClauseTable::has_any(std::span<const Sketch> clauses) const {
  return std::any_of(clauses.begin(), clauses.end(), [this](Sketch sketch) { return slots_[slot_of(sketch)].sketch != 0; });
}

bool ClauseTable::are_all_repeated(std::span<const Sketch> clauses) const {
  return std::all_of(clauses.begin(), clauses.end(), [this](Sketch sketch) { return slots_[slot_of(sketch)].is_repeated; });
}

}  // namespace cleanscrape
