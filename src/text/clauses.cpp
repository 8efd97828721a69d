#include "text/clauses.h"

#include "text/common_chars.h"
#include "text/marks.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

bool counts(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_common_syllable(c); }

Sketch sketch_of(std::string_view bytes) {
  Sketch sketch = 0;  // case is bit 5
  for (const char byte : bytes) {
    const auto bits = static_cast<unsigned char>(byte);
    sketch += make_sketch(1, bits & 1U, (bits >> 1U) & 1U, (bits >> 2U) & 1U);
  }
  return sketch;
}

}  // namespace

void ClauseMeter::add_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (is_sentence_end(c.code_point)) end_clause();
    if (counts(c.code_point)) add(sketch_of(text.substr(i, c.size_bytes)));
    i += c.size_bytes;
  }
}

bool has_clause(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (counts(c.code_point)) return true;
    i += c.size_bytes;
  }
  return false;
}

}  // namespace cleanscrape
