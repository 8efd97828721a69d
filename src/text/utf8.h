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

/// The code point at `offset`, which must be inside the text. A byte that starts no valid sequence (RFC 3629: no surrogates,
/// no overlong forms) decodes to U+FFFD with size 1.
[[nodiscard]] DecodedChar decode_at(std::string_view text, std::size_t offset);

/// Appends a code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// Offset of the first byte that is not valid UTF-8, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

/// Number of code points; an invalid byte counts as one.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

}  // namespace cleanscrape
