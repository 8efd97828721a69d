#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "document/document.h"

namespace cleanscrape {

/// A hash of a whole block by its features. Equal for blocks whose views are equal when folded for comparison.
[[nodiscard]] std::uint64_t sketch_of(const Block& block);

/// Clauses of blocks that may be copies, and whether other blocks have them too. Reused from page to page.
class ClauseTable {
 public:
  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

  /// Empties the table, which then has room for so many clauses.
  void start(std::size_t clauses);
  void add(std::span<const Sketch> clauses);
  /// Notes which clauses of the table the block has.
  void see(std::span<const Sketch> clauses, std::uint32_t block);

  [[nodiscard]] bool has_any(std::span<const Sketch> clauses) const;
  /// Whether each of these clauses of the table was seen in two blocks.
  [[nodiscard]] bool are_all_repeated(std::span<const Sketch> clauses) const;

 private:
  struct Slot {
    Sketch sketch = 0;                ///< 0: empty
    std::uint32_t block = kNowhere;  ///< that it was first seen in
    bool is_repeated = false;
  };
  /// Where the clause is, or the empty slot where it would be.
  [[nodiscard]] std::size_t slot_of(Sketch sketch) const;

  std::vector<Slot> slots_;  ///< open addressing
  std::size_t mask_ = 0;     ///< one less than the slots in use
};

}  // namespace cleanscrape
