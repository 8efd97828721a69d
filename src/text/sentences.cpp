#include "text/sentences.h"

#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Whether the word before the full stop at `stop` is a capitalised abbreviation.
bool is_abbreviation(std::string_view view, std::size_t sentence_begin, std::size_t stop) {
  constexpr std::size_t kMaxAbbreviationBytes = 3;
  if (view[stop] != '.') return false;
  std::size_t begin = stop;
  while (begin > sentence_begin && view[begin - 1] != ' ' && view[begin - 1] != '.') --begin;
  const std::size_t length = stop - begin;
  return length > 0 && length <= kMaxAbbreviationBytes && view[begin] >= 'A' && view[begin] <= 'Z';
}

/// Behind the marks that close a sentence, from the offset of its first end mark.
std::size_t end_of_closing(std::string_view view, std::size_t offset) {
  while (offset < view.size()) {
    const DecodedChar c = decode_at(view, offset);
    if (!is_sentence_end(c.code_point) && !is_closing_mark(c.code_point)) break;
    offset += c.size_bytes;
  }
  return offset;
}

bool starts_lower(std::string_view view, std::size_t offset) {
  const CharClass c = classify(decode_at(view, offset).code_point);
  return c.kind == CharKind::letter && c.script == ScriptGroup::latin && !c.upper;
}

}  // namespace

void split_sentences(std::string_view view, std::vector<TextRange>& sentences) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < view.size();) {
    const DecodedChar c = decode_at(view, i);
    if (!is_sentence_end(c.code_point)) {
      i += c.size_bytes;
      continue;
    }
    const std::size_t end = end_of_closing(view, i);
    const bool at_space = end < view.size() && view[end] == ' ';
    if (at_space && !is_abbreviation(view, begin, i) && !starts_lower(view, end + 1)) {
      sentences.push_back({begin, end});
      begin = end + 1;
    }
    i = end;
  }
  if (begin < view.size()) sentences.push_back({begin, view.size()});
}

}  // namespace cleanscrape
