#pragma once

#include <cstddef>
#include <cstdint>

namespace cleanscrape {

/// The syllables that `CommonChars` knows.
[[nodiscard]] constexpr bool is_common_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD77F; }

/// The characters beyond ASCII that nearly all are in English and Korean text, found in a block of valid UTF-8 without decoding. Bit i of a mask
/// stands for byte i; a character's bit is that of its first byte.
template <class Bytes>
struct CommonChars {
  static constexpr std::size_t kCharBytes = 3;

  std::uint64_t beyond_ascii = 0;  ///< all bytes of 0x80 and above
  std::uint64_t hangul = 0;        ///< syllables U+AC00 to U+D77F that are whole in the block
  std::uint64_t punctuation = 0;   ///< U+2010 to U+2027: dashes, quotation marks, bullets, dots

  explicit CommonChars(const Bytes& bytes) : beyond_ascii(bytes.beyond_ascii()) {
    if (beyond_ascii == 0) return;
    const std::uint64_t second_80 = bytes.equal('\x80') >> 1U;
    punctuation = bytes.equal('\xE2') & second_80 & (bytes.in_range(0x90, 0xA7) >> 2U);
    if (bytes.in_range(0xEA, 0xED) == 0) return;
    const std::uint64_t continuation = bytes.in_range(0x80, 0xBF);
    const std::uint64_t first = bytes.in_range(0xEB, 0xEC) | (bytes.equal('\xEA') & (bytes.in_range(0xB0, 0xBF) >> 1U)) |
                                (bytes.equal('\xED') & (bytes.in_range(0x80, 0x9D) >> 1U));
    hangul = first & (continuation >> 1U) & (continuation >> 2U);
  }

  /// All bytes of the characters whose first ones are given.
  [[nodiscard]] static std::uint64_t bytes_of(std::uint64_t first) { return first | (first << 1U) | (first << 2U); }
  /// The bytes beyond ASCII that belong to no such character.
  [[nodiscard]] std::uint64_t others() const { return beyond_ascii & ~bytes_of(hangul | punctuation); }
  /// Code points among the bytes given, where whole ASCII and whole common characters are.
  [[nodiscard]] std::uint64_t first_bytes(std::uint64_t bytes) const { return bytes & (~beyond_ascii | hangul | punctuation); }
};

}  // namespace cleanscrape
