#include "text/marks.h"

#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Bullets need white space behind them, since `-` and `*` also start words.
constexpr MarkSet kBullets{U"-–—*+•·●○■□▪▫◆◇◎→▲△▸‣⁃∙ㆍ"};
/// Headline marks stand alone or touch the headline.
constexpr MarkSet kHeadlineMarks{U"▶▷►☞☛◀◁"};

std::size_t start_of_last_char(std::string_view text) {
  std::size_t start = text.size() - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return start;
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// "1. " or "1) " or "(1) "
bool starts_with_number(std::string_view view) {
  constexpr std::size_t kMaxDigits = 3;
  std::size_t i = view.starts_with('(') ? 1 : 0;
  const std::size_t first = i;
  while (i < view.size() && is_ascii_digit(view[i])) ++i;
  if (i == first || i - first > kMaxDigits || i + 1 >= view.size()) return false;
  return (view[i] == '.' || view[i] == ')') && view[i + 1] == ' ';
}

}  // namespace

bool ends_sentence(std::string_view view) {
  while (!view.empty()) {
    const std::size_t start = start_of_last_char(view);
    const char32_t last = decode_at(view, start).code_point;
    if (is_sentence_end(last)) return true;
    if (!is_closing_mark(last)) return false;
    view = view.substr(0, start);
  }
  return false;
}

bool starts_list_item(std::string_view view) {
  if (view.empty()) return false;
  const DecodedChar first = decode_at(view, 0);
  if (kHeadlineMarks.contains(first.code_point)) return view.size() > first.size_bytes;
  if (kBullets.contains(first.code_point)) return view.size() > first.size_bytes && view[first.size_bytes] == ' ';
  return starts_with_number(view);
}

}  // namespace cleanscrape
