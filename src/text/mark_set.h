#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cleanscrape {

/// A few characters of the Basic Multilingual Plane, made for asking about every character of a text: ASCII is one bit, and most other
/// characters are turned down by the block of 256 they stand in.
class MarkSet {
 public:
  /// `marks` must live as long as the set.
  consteval explicit MarkSet(std::u32string_view marks) : marks_(marks) {
    for (const char32_t mark : marks) {
      if (mark < 0x80) ascii_[mark / 64] |= std::uint64_t{1} << (mark % 64);
      pages_[mark >> 14U] |= std::uint64_t{1} << ((mark >> 8U) % 64);
    }
  }

  [[nodiscard]] constexpr bool contains(char32_t c) const {
    if (c < 0x80) return ((ascii_[c / 64] >> (c % 64)) & 1U) != 0;
    if (c > 0xFFFF || ((pages_[c >> 14U] >> ((c >> 8U) % 64)) & 1U) == 0) return false;
    return marks_.find(c) != std::u32string_view::npos;
  }

 private:
  std::u32string_view marks_;
  std::array<std::uint64_t, 2> ascii_{};
  std::array<std::uint64_t, 4> pages_{};
};

}  // namespace cleanscrape
