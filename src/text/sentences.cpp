#include "text/sentences.h"

#include <algorithm>
#include <array>

#include "text/fold_case.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Finds the marks that end a sentence, by the bytes they begin with; asked in ascending order.
class SentenceEnds {
 public:
  explicit SentenceEnds(std::string_view view) : view_(view), leads_(is_ascii(view) ? kLeads.substr(0, kAsciiLeads) : kLeads) {
    for (std::size_t i = 0; i < leads_.size(); ++i) places_[i] = std::min(view_.find(leads_[i]), view_.size());
  }

  /// The first mark at or behind the offset; the view's size if there is none.
  std::size_t next(std::size_t offset) {
    for (;;) {
      const std::size_t place = next_lead(offset);
      if (place >= view_.size() || is_sentence_end(decode_at(view_, place).code_point)) return place;
      offset = place + 1;
    }
  }

 private:
  /// ASCII marks, then the first bytes of `؟`, `…`, `。` and the full-width forms.
  static constexpr std::string_view kLeads = ".!?\xD8\xE2\xE3\xEF";
  static constexpr std::size_t kAsciiLeads = 3;

  std::size_t next_lead(std::size_t offset) {
    std::size_t first = view_.size();
    for (std::size_t i = 0; i < leads_.size(); ++i) {
      if (places_[i] < offset) places_[i] = std::min(view_.find(leads_[i], offset), view_.size());
      first = std::min(first, places_[i]);
    }
    return first;
  }

  std::string_view view_;
  std::string_view leads_;
  std::array<std::size_t, kLeads.size()> places_{};  ///< of each lead, the first at or behind the last offset
};

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
  SentenceEnds ends(view);
  for (std::size_t i = ends.next(0); i < view.size();) {
    const std::size_t end = end_of_closing(view, i);
    const bool at_space = end < view.size() && view[end] == ' ';
    if (at_space && !is_abbreviation(view, begin, i) && !starts_lower(view, end + 1)) {
      sentences.push_back({begin, end});
      begin = end + 1;
    }
    i = ends.next(end);
  }
  if (begin < view.size()) sentences.push_back({begin, view.size()});
}

}  // namespace cleanscrape
