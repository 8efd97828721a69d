#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cleanscrape {

/// What stands for a byte that is not UTF-8.
inline constexpr char32_t kReplacement = 0xFFFD;

struct DecodedChar {
  char32_t code_point = kReplacement;
  std::size_t size_bytes = 1;
  bool valid = false;
};

/// `decode_at` where the byte at `offset` is beyond ASCII.
[[nodiscard]] DecodedChar decode_beyond_ascii(std::string_view text, std::size_t offset);

/// The code point at `offset`, which must be inside the text. A byte that starts no valid sequence (RFC 3629: no surrogates,
/// no overlong forms) decodes to U+FFFD with size 1.
[[nodiscard]] inline DecodedChar decode_at(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead < 0x80) return {lead, 1, true};
  return decode_beyond_ascii(text, offset);
}

/// Appends a code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// The first offset at or after `offset` with a byte beyond ASCII, or the size.
[[nodiscard]] std::size_t skip_ascii(std::string_view text, std::size_t offset);

/// Offset of the first byte that is not valid UTF-8, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

/// Number of code points; an invalid byte counts as one.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

}  // namespace cleanscrape
