#include "text/marks.h"

#include <algorithm>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::u32string_view kClosing = U"\"')]}”’»›」』）］｝〉》＂＇";
constexpr std::u32string_view kSentenceEnds = U".!?…。．！？؟";
constexpr std::u32string_view kSeparators = U"|»›>·•/–—∙ㆍ・¦│";
constexpr std::u32string_view kDoubleQuotes = U"\"“”„‟＂«»";
/// Bullets need white space behind them, since `-` and `*` also start words.
constexpr std::u32string_view kBullets = U"-–—*+•·●○■□▪▫◆◇◎→▲△▸‣⁃∙ㆍ";
/// Headline marks stand alone or touch the headline.
constexpr std::u32string_view kHeadlineMarks = U"▶▷►☞☛◀◁";

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

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

bool is_closing_mark(char32_t c) { return contains(kClosing, c); }
bool is_sentence_end(char32_t c) { return contains(kSentenceEnds, c); }
bool is_separator(char32_t c) { return contains(kSeparators, c); }
bool is_double_quote(char32_t c) { return contains(kDoubleQuotes, c); }

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
  if (contains(kHeadlineMarks, first.code_point)) return view.size() > first.size_bytes;
  if (contains(kBullets, first.code_point)) return view.size() > first.size_bytes && view[first.size_bytes] == ' ';
  return starts_with_number(view);
}

}  // namespace cleanscrape
