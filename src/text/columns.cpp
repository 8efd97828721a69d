#include "text/columns.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

std::size_t columns_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (code_point >= 0x20 && code_point < 0x7F) return 1;
  if ((U_MASK(u_charType(c)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000; }

/// Turns the direction of what follows, or ends a line.
bool is_treacherous(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_BIDI_CONTROL) != 0 || c == 0x2028 || c == 0x2029; }

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

std::size_t count_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    columns += columns_of(c.code_point);
    i += c.size_bytes;
  }
  return columns;
}

std::string printable(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    const std::string_view bytes = text.substr(i, c.size_bytes);
    i += c.size_bytes;
    if (is_space(c.code_point)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (!c.valid) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(bytes[0]));
    } else if (is_control(c.code_point)) {
      out += fmt::format("\\x{:02X}", static_cast<std::uint32_t>(c.code_point));
    } else if (is_treacherous(c.code_point)) {
      out += fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(c.code_point));
    } else {
      out += bytes;
    }
  }
  return out;
}

std::vector<std::string_view> wrap_columns(std::string_view text, std::size_t columns) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;  // of the line
  std::size_t space = 0;  // last one in the line, or `begin`
  std::size_t filled = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    const std::size_t width = columns_of(c.code_point);
    if (filled + width > columns && i > begin && c.code_point != ' ') {
      const std::size_t end = space > begin ? space : i;
      lines.push_back(text.substr(begin, end - begin));
      begin = end == space ? end + 1 : end;
      space = begin;
      filled = count_columns(text.substr(begin, i - begin));
    }
    if (c.code_point == ' ') space = i;
    filled += width;
    i += c.size_bytes;
  }
  lines.push_back(text.substr(begin));
  return lines;
}

}  // namespace cleanscrape
