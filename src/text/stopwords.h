#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// Words of one language that carry no topic ("the", "of"), in lower case: a set made for one probe per word.
class StopwordSet {
 public:
  StopwordSet() = default;
  /// From the `table` of another set.
  explicit StopwordSet(std::span<const std::uint64_t> table);
  [[nodiscard]] std::span<const std::uint64_t> table() const { return keys_; }

  void add(std::string_view lower_case_word);
  [[nodiscard]] bool contains(std::string_view lower_case_word) const { return contains_key(key_of(lower_case_word)); }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Words of at most eight bytes are their own key, so that the usual word needs no hash; longer ones are hashed.
  [[nodiscard]] static std::uint64_t key_of(std::string_view lower_case_word);
  [[nodiscard]] bool contains_key(std::uint64_t key) const {
    if (key == 0 || keys_.empty()) return false;
    for (std::size_t slot = slot_of(key);; slot = (slot + 1) & (keys_.size() - 1)) {
      if (keys_[slot] == key) return true;
      if (keys_[slot] == 0) return false;
    }
  }

 private:
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const {
    constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
    return ((key * kGoldenRatio) >> 40) & (keys_.size() - 1);
  }
  void grow();
  std::vector<std::uint64_t> keys_;  ///< open addressing; 0 is an empty slot
  std::size_t size_ = 0;
};

}  // namespace cleanscrape
