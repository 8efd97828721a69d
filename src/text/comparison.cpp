#include "text/comparison.h"

#include "text/utf8.h"

namespace cleanscrape {
namespace {

bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xB4 || c == 0xFF02 || c == 0xFF07 ||
         c == 0x2032 || c == 0x2033;
}

bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

char32_t to_lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  return c;
}

}  // namespace

void fold_for_comparison(std::string_view view, const ComparisonFolds& folds, std::string& out) {
  for (std::size_t i = 0; i < view.size();) {
    const DecodedChar c = decode_at(view, i);
    i += c.size_bytes;
    if (folds.space && c.code_point == ' ') continue;
    if (folds.quotes && is_quote(c.code_point)) {
      out += '"';
    } else if (folds.quotes && is_dash(c.code_point)) {
      out += '-';
    } else if (folds.quotes && c.code_point == 0x2026) {
      out += "...";
    } else {
      append_utf8(out, folds.letter_case ? to_lower(c.code_point) : c.code_point);
    }
  }
}

}  // namespace cleanscrape
