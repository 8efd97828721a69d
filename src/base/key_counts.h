#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cleanscrape {

/// How often each of a known number of 64-bit keys was added. For a page's worth of keys that live as long as one question: one block of memory,
/// no node per key. Keys are mixed here (by multiplication, Knuth 6.4), so that words as numbers are as good as hashes.
class KeyCounts {
 public:
  /// Room for so many different keys; more must not be added.
  explicit KeyCounts(std::size_t max_keys) : slots_(std::bit_ceil((max_keys < kManyKeys ? 4 : 2) * max_keys + 1)), shift_(64U - static_cast<unsigned>(std::countr_zero(slots_.size()))) {}

  /// Counts the key once more; how often it was added, this time included.
  std::uint32_t add(std::uint64_t key) {
    Slot& slot = slots_[slot_of(key)];
    slot.key = key;
    return ++slot.count;
  }
  [[nodiscard]] std::uint32_t count_of(std::uint64_t key) const { return slots_[slot_of(key)].count; }

 private:
  /// From here on memory counts; below it, that a look-up ends at its first slot.
  static constexpr std::size_t kManyKeys = 4096;

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t count = 0;  ///< 0: empty

    /// Whether another key is here. One condition, so that no branch depends on whether the slot is empty.
    [[nodiscard]] bool is_of_other(std::uint64_t other) const { return ((key ^ other) & (std::uint64_t{0} - std::uint64_t{count != 0})) != 0; }
  };

  /// Where the key is, or may be put.
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const {
    constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
    std::size_t at = shift_ == 64 ? 0 : (key * kGoldenRatio) >> shift_;
    while (slots_[at].is_of_other(key)) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  std::vector<Slot> slots_;  ///< open addressing, less than half full; a power of two
  unsigned shift_;
};

}  // namespace cleanscrape
