#include "cli/batch/display_name.h"

#include <fmt/format.h>

namespace cleanscrape::cli {
namespace {

/// Length of the well-formed UTF-8 sequence at the start (RFC 3629), or 0.
std::size_t sequence_bytes(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (size == 0 || size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return 0;
  }
  if (lead == 0xE0 && byte(1) < 0xA0) return 0;
  if (lead == 0xED && byte(1) >= 0xA0) return 0;
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) >= 0x90) return 0;
  return size;
}

/// ASCII controls, and the C1 controls U+0080-009F, which some terminals obey.
bool is_control(std::string_view sequence) {
  const unsigned char first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return first < 0x20 || first == 0x7F;
  return sequence.size() == 2 && first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
}

void append_escaped(std::string_view bytes, std::string& out) {
  for (const char byte : bytes) {
    switch (byte) {
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      case '\\': out += "\\\\"; break;
      default: out += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte)); break;
    }
  }
}

}  // namespace

std::string display_name(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::size_t size = sequence_bytes(name);
    const std::string_view sequence = name.substr(0, size == 0 ? 1 : size);
    if (size == 0 || is_control(sequence) || sequence == "\\") {
      append_escaped(sequence, out);
    } else {
      out += sequence;
    }
    name.remove_prefix(sequence.size());
  }
  return out;
}

}  // namespace cleanscrape::cli
