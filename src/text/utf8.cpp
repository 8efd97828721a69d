#include "text/utf8.h"

#include <simdjson.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "text/byte_block.h"
#include "text/common_chars.h"

namespace cleanscrape {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

std::uint64_t load_8_bytes(std::string_view text, std::size_t offset) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data() + offset, sizeof bytes);
  return bytes;
}

bool is_continuation(std::uint8_t byte) { return (byte & 0xC0U) == 0x80U; }

template <class Bytes>
std::size_t count_code_points_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const Bytes bytes(text.substr(offset));
    const CommonChars<Bytes> chars(bytes);
    const std::uint64_t rare = chars.others();
    const auto common = std::min(bytes.size(), static_cast<std::size_t>(std::countr_zero(rare)));
    count += count_bits(chars.first_bytes(bits_below(common)));
    offset += common;
    if (rare == 0) continue;
    offset += decode_beyond_ascii(text, offset).size_bytes;
    ++count;
  }
  return count;
}

}  // namespace

std::size_t skip_ascii(std::string_view text, std::size_t offset) {
  while (offset + 8 <= text.size() && (load_8_bytes(text, offset) & kHighBits) == 0) offset += 8;
  while (offset < text.size() && static_cast<unsigned char>(text[offset]) < 0x80) ++offset;
  return offset;
}

DecodedChar decode_beyond_ascii(std::string_view text, std::size_t offset) {
  const std::size_t left = text.size() - offset;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + offset;
  // U+1000 to U+CFFF: three bytes, of which no combination is overlong or a surrogate.
  if (bytes[0] >= 0xE1 && bytes[0] <= 0xEC && left >= 3 && is_continuation(bytes[1]) && is_continuation(bytes[2])) {
    return {((bytes[0] & 0x0FU) << 12U) | ((bytes[1] & 0x3FU) << 6U) | (bytes[2] & 0x3FU), 3, true};
  }
  std::int32_t length = 0;
  const auto limit = static_cast<std::int32_t>(left < 4 ? left : 4);
  UChar32 code_point = 0;
  U8_NEXT(bytes, length, limit, code_point);
  if (code_point < 0) return {};
  return {static_cast<char32_t>(code_point), static_cast<std::size_t>(length), true};
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
    return;
  }
  std::uint8_t bytes[4];
  std::int32_t length = 0;
  const auto c = static_cast<std::uint32_t>(code_point);
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t find_invalid_utf8(std::string_view text) {
  if (text.empty() || simdjson::validate_utf8(text.data(), text.size())) return std::string_view::npos;
  std::size_t offset = skip_ascii(text, 0);
  while (offset < text.size()) {
    const DecodedChar c = decode_at(text, offset);
    if (!c.valid) return offset;
    offset = skip_ascii(text, offset + c.size_bytes);
  }
  return std::string_view::npos;
}

std::size_t count_code_points(std::string_view text) {
  return on_byte_blocks([=]<class Bytes>() { return count_code_points_in<Bytes>(text); });
}

}  // namespace cleanscrape
