#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cleanscrape {

/// A set of code points that may hold too many, never too few: exact for ASCII, by remainder beyond it. Hangul syllables have remainders of
/// their own, so that no other character stands for them.
class CharSet {
 public:
  static constexpr std::size_t kBits = 384;
  /// The bit that stands for a code point.
  [[nodiscard]] static std::size_t bit_of(char32_t code_point) {
    if (code_point < 0x80) return code_point;
    const bool is_syllable = code_point >= kFirstSyllable && code_point <= kLastSyllable;
    return (is_syllable ? 0x100 : 0x80) + (code_point & 0x7FU);
  }

  [[nodiscard]] static CharSet everything() {
    CharSet set;
    set.bits_.fill(~std::uint64_t{0});
    return set;
  }

  void add(char32_t code_point) { bits_[bit_of(code_point) / 64] |= std::uint64_t{1} << (bit_of(code_point) % 64); }
  void add_range(char32_t first, char32_t last);
  void add_all_beyond_ascii() {
    for (std::size_t i = kAsciiWords; i < bits_.size(); ++i) bits_[i] = ~std::uint64_t{0};
  }
  [[nodiscard]] bool has_beyond_ascii() const;
  void add(const CharSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  /// Without what the other set has not.
  void keep(const CharSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
  }
  /// Share of the bits that are set.
  [[nodiscard]] double share() const;
  /// All others; for sets in which every ASCII character is certain.
  void complement();

  [[nodiscard]] bool contains(char32_t code_point) const { return has_bit(bit_of(code_point)); }
  friend bool operator==(const CharSet&, const CharSet&) = default;
  [[nodiscard]] bool has_bit(std::size_t bit) const { return ((bits_[bit / 64] >> (bit % 64)) & 1U) != 0; }

 private:
  static constexpr char32_t kFirstSyllable = 0xAC00;
  static constexpr char32_t kLastSyllable = 0xD7A3;
  static constexpr std::size_t kAsciiWords = 2;

  std::array<std::uint64_t, kBits / 64> bits_{};
};

}  // namespace cleanscrape
