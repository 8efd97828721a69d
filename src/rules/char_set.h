#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cleanscrape {

/// A set of code points that may hold too many, never too few: exact for ASCII, by remainder beyond it.
class CharSet {
 public:
  static constexpr std::size_t kBits = 256;
  /// The bit that stands for a code point.
  [[nodiscard]] static std::size_t bit_of(char32_t code_point) { return code_point < 0x80 ? code_point : 0x80 + (code_point & 0x7FU); }

  [[nodiscard]] static CharSet everything() {
    CharSet set;
    set.bits_.fill(~std::uint64_t{0});
    return set;
  }

  void add(char32_t code_point) { bits_[bit_of(code_point) / 64] |= std::uint64_t{1} << (bit_of(code_point) % 64); }
  void add_range(char32_t first, char32_t last);
  void add_all_beyond_ascii() { bits_[2] = bits_[3] = ~std::uint64_t{0}; }
  [[nodiscard]] bool has_beyond_ascii() const { return (bits_[2] | bits_[3]) != 0; }
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
  std::array<std::uint64_t, 4> bits_{};
};

}  // namespace cleanscrape
