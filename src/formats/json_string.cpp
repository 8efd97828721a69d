#include "formats/json_string.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::uint32_t kFirstLead = 0xD800;
constexpr std::uint32_t kFirstTrail = 0xDC00;
constexpr std::uint32_t kAfterTrail = 0xE000;

struct Escape {
  std::uint32_t code_unit_or_point = 0;
  std::size_t size_bytes = 0;  ///< in the string; 0: not an escape
};

std::optional<std::uint32_t> hex4(std::string_view inside, std::size_t at) {
  if (at + 4 > inside.size()) return std::nullopt;
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(inside.data() + at, inside.data() + at + 4, value, 16);
  if (parsed.ec != std::errc{} || parsed.ptr != inside.data() + at + 4) return std::nullopt;
  return value;
}

/// `\uXXXX` at `at`, with the second half of a pair.
Escape unicode_escape(std::string_view inside, std::size_t at) {
  const auto unit = hex4(inside, at + 2);
  if (!unit) return {};
  if (*unit < kFirstLead || *unit >= kFirstTrail || inside.substr(at + 6, 2) != "\\u") return {*unit, 6};
  const auto trail = hex4(inside, at + 8);
  if (!trail || *trail < kFirstTrail || *trail >= kAfterTrail) return {*unit, 6};
  return {0x10000 + ((*unit - kFirstLead) << 10) + (*trail - kFirstTrail), 12};
}

Escape escape_at(std::string_view inside, std::size_t at) {
  if (at + 1 >= inside.size()) return {};
  switch (inside[at + 1]) {
    case '"': return {'"', 2};
    case '\\': return {'\\', 2};
    case '/': return {'/', 2};
    case 'b': return {'\b', 2};
    case 'f': return {'\f', 2};
    case 'n': return {'\n', 2};
    case 'r': return {'\r', 2};
    case 't': return {'\t', 2};
    case 'u': return unicode_escape(inside, at);
    default: return {};
  }
}

std::size_t utf8_size(std::uint32_t code_point) { return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4; }

/// Also of surrogates, which `append_utf8` need not know.
void append(std::string& text, std::uint32_t c) {
  if (c < kFirstLead || c >= kAfterTrail) return append_utf8(text, static_cast<char32_t>(c));
  text += static_cast<char>(0xE0 | c >> 12);
  text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  text += static_cast<char>(0x80 | (c & 0x3F));
}

}  // namespace

std::size_t json_string_end(std::string_view json, std::size_t begin) {
  for (std::size_t i = begin + 1; i < json.size(); ++i) {
    i = json.find_first_of("\"\\", i);
    if (i == std::string_view::npos) break;
    if (json[i] == '"') return i + 1;
    ++i;
  }
  return std::string_view::npos;
}

bool unescape_json(std::string_view inside, std::string& text) {
  text.clear();
  for (std::size_t at = 0;;) {
    const std::size_t backslash = inside.find('\\', at);
    text += inside.substr(at, backslash - at);
    if (backslash == std::string_view::npos) return true;
    const Escape escape = escape_at(inside, backslash);
    if (escape.size_bytes == 0) return false;
    append(text, escape.code_unit_or_point);
    at = backslash + escape.size_bytes;
  }
}

std::string escape_json(std::string_view text) {
  const std::string quoted = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

std::size_t JsonOffsets::inside_offset(std::size_t text_offset) {
  for (;;) {
    const std::size_t plain = std::min(inside_.find('\\', inside_at_), inside_.size()) - inside_at_;
    if (text_offset <= text_at_ + plain) return inside_at_ + (text_offset - text_at_);
    const Escape escape = escape_at(inside_, inside_at_ + plain);
    const std::size_t size = utf8_size(escape.code_unit_or_point);
    if (escape.size_bytes == 0 || text_offset < text_at_ + plain + size) return inside_at_ + plain;
    inside_at_ += plain + escape.size_bytes;
    text_at_ += plain + size;
  }
}

}  // namespace cleanscrape
