#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "document/document.h"

namespace cleanscrape {

/// A hash of a whole block by its features. Equal for blocks whose views are equal when folded for comparison.
[[nodiscard]] Sketch sketch_of(const Block& block);

/// Sketches of blocks or of their clauses, and which of them more than one block has. Reused from page to page.
class SketchTable {
 public:
  /// Empties the table, which then has room for so many sketches.
  void start(std::size_t sketches);
  /// The block has it.
  void add(Sketch sketch, std::uint32_t block);

  [[nodiscard]] bool contains(Sketch sketch) const { return slots_[slot_of(sketch)].sketch == sketch; }
  /// Whether two blocks have it; true for 0, which says nothing.
  [[nodiscard]] bool is_repeated(Sketch sketch) const { return sketch == 0 || slots_[slot_of(sketch)].is_repeated != 0; }

 private:
  struct Slot {
    Sketch sketch = 0;            ///< 0: empty
    std::uint32_t block : 31 = 0;  ///< a page has fewer, see `Document::kMaxPageBytes`
    std::uint32_t is_repeated : 1 = 0;

    /// Whether another sketch is here. One condition, so that no branch depends on whether the slot is empty.
    [[nodiscard]] bool is_of_other(Sketch other) const { return ((sketch ^ other) & (Sketch{0} - Sketch{sketch != 0})) != 0; }
  };
  /// Where the sketch is, or the empty slot where it would be.
  [[nodiscard]] std::size_t slot_of(Sketch sketch) const {
    constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
    std::size_t at = ((sketch * kGoldenRatio) >> 32U) & mask_;
    while (slots_[at].is_of_other(sketch)) at = (at + 1) & mask_;
    return at;
  }

  std::vector<Slot> slots_;  ///< open addressing
  std::size_t mask_ = 0;     ///< one less than the slots in use
};

}  // namespace cleanscrape
