#include "engine/sketch.h"

#include <algorithm>
#include <bit>

namespace cleanscrape {

Sketch sketch_of(const Block& block) {
  return block.features.sketch ^ std::rotl(std::uint64_t{block.features.letters}, 24) ^ std::rotl(std::uint64_t{block.features.digits}, 48);
}

void SketchTable::start(std::size_t sketches) {
  const std::size_t slots = std::bit_ceil(2 * sketches + 2);
  mask_ = slots - 1;
  if (slots_.size() < slots) slots_.resize(slots);
  std::fill_n(slots_.begin(), slots, Slot{});
}

void SketchTable::add(Sketch sketch, std::uint32_t block) {
  Slot& slot = slots_[slot_of(sketch)];
  if (slot.sketch == 0) {
    slot = {sketch, block, false};
  } else {
    slot.is_repeated |= slot.block != block;
  }
}

}  // namespace cleanscrape
