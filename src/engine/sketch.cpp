#include "engine/sketch.h"

#include <algorithm>
#include <bit>

namespace cleanscrape {

Sketch sketch_of(const Block& block) {
  return block.features.sketch + block.features.letters * 0x165667B1U + block.features.digits * 0xD6E8FEB9U;
}

void SketchTable::start(std::size_t sketches) {
  const std::size_t slots = std::bit_ceil(sketches + sketches / 2 + 2);
  mask_ = slots - 1;
  if (slots_.size() < slots) slots_.resize(slots);
  std::fill_n(slots_.begin(), slots, Slot{});
}

void SketchTable::add(Sketch sketch, std::uint32_t block) {
  Slot& slot = slots_[slot_of(sketch)];
  if (slot.sketch == 0) {
    slot = {sketch, block & 0x7FFFFFFFU, 0};
  } else {
    slot.is_repeated |= slot.block != block ? 1U : 0U;
  }
}

}  // namespace cleanscrape
