#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace cleanscrape {

/// Which pairs of neighbouring bytes a text has, by a hash into 1024 bits: says quickly of most words that they are not in it.
class PairFilter {
 public:
  /// Forgets the text before.
  void set(std::string_view text) {
    bits_.fill(0);
    for (std::size_t i = 1; i < text.size(); ++i) {
      const std::size_t bit = bit_of(text, i);
      bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
  }

  /// False: the text certainly does not hold the word.
  [[nodiscard]] bool may_hold(std::string_view word) const {
    for (std::size_t i = 1; i < word.size(); ++i) {
      if (((bits_[bit_of(word, i) / 64] >> (bit_of(word, i) % 64)) & 1U) == 0) return false;
    }
    return true;
  }

 private:
  static constexpr unsigned kBits = 10;
  /// Of the pair that ends at `at`.
  static std::size_t bit_of(std::string_view text, std::size_t at) {
    std::uint16_t pair = 0;
    std::memcpy(&pair, text.data() + at - 1, sizeof pair);
    return (std::uint32_t{pair} * 0x9E3779B1U) >> (32 - kBits);
  }

  std::array<std::uint64_t, (1U << kBits) / 64> bits_{};
};

/// The case-folded form of one view at a time, made at first need. Keeps its memory from view to view.
class ViewFolding {
 public:
  /// Another view comes. `has_rare_char`: see `Features`; no other character beyond ASCII folds.
  void reset(bool has_rare_char) {
    is_folded_ = has_pairs_ = false;
    folds_beyond_ = has_rare_char ? std::nullopt : std::optional(false);
  }
  /// Whether more than ASCII letters is changed; see `folds_beyond_ascii`.
  [[nodiscard]] bool folds_beyond(std::string_view view);
  [[nodiscard]] std::string_view folded(std::string_view view);
  [[nodiscard]] const PairFilter& pairs(std::string_view view);

 private:
  std::string folded_;
  PairFilter pairs_;
  std::optional<bool> folds_beyond_;
  bool is_folded_ = false;
  bool has_pairs_ = false;
};

}  // namespace cleanscrape
