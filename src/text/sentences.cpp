#include "text/sentences.h"

#include <bit>
#include <cstdint>

#include "text/byte_block.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Finds the marks that end a sentence, in the order in which they stand.
template <class Bytes>
class SentenceEnds {
 public:
  explicit SentenceEnds(std::string_view view) : view_(view) {}

  /// The first mark at or behind the offset, which never goes back; the view's size if there is none.
  std::size_t next(std::size_t offset) {
    for (;;) {
      const std::size_t place = next_lead(offset);
      if (place >= view_.size() || static_cast<unsigned char>(view_[place]) < 0x80 || is_sentence_end(decode_at(view_, place).code_point)) return place;
      offset = place + 1;
    }
  }

 private:
  std::size_t next_lead(std::size_t offset) {
    for (; offset < view_.size(); offset = block_end_) {
      if (offset >= block_end_) load(offset);
      leads_ &= ~bits_below(Bytes::kBytes - (block_end_ - offset));
      if (leads_ != 0) return block_end_ - Bytes::kBytes + static_cast<std::size_t>(std::countr_zero(leads_));
    }
    return view_.size();
  }

  /// ASCII marks, and the first bytes of `؟`, `…`, `。` and the full-width forms.
  void load(std::size_t offset) {
    const Bytes bytes(view_.substr(offset));
    block_end_ = offset + Bytes::kBytes;
    leads_ = bytes.equal('.') | bytes.equal('!') | bytes.equal('?');
    if (bytes.beyond_ascii() != 0) leads_ |= bytes.equal('\xD8') | bytes.equal('\xE2') | bytes.equal('\xE3') | bytes.equal('\xEF');
  }

  std::string_view view_;
  std::size_t block_end_ = 0;
  std::uint64_t leads_ = 0;  ///< of the block before `block_end_`, those that are not passed
};

/// Whether the word before the full stop at `stop` is a capitalised abbreviation.
bool is_abbreviation(std::string_view view, std::size_t sentence_begin, std::size_t stop) {
  constexpr std::size_t kMaxAbbreviationBytes = 3;
  if (view[stop] != '.') return false;
  std::size_t begin = stop;
  while (begin > sentence_begin && stop - begin <= kMaxAbbreviationBytes && view[begin - 1] != ' ' && view[begin - 1] != '.') --begin;
  const std::size_t length = stop - begin;
  return length > 0 && length <= kMaxAbbreviationBytes && view[begin] >= 'A' && view[begin] <= 'Z';
}

/// Behind the marks that close a sentence, from the offset of its first end mark.
std::size_t end_of_closing(std::string_view view, std::size_t offset) {
  if (offset + 1 < view.size() && view[offset + 1] == ' ') return offset + 1;  // a mark of ASCII alone
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

template <class Bytes>
void split_sentences_of(std::string_view view, std::vector<TextRange>& sentences) {
  std::size_t begin = 0;
  SentenceEnds<Bytes> ends(view);
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

}  // namespace

void split_sentences(std::string_view view, std::vector<TextRange>& sentences) {
  on_byte_blocks([&]<class Bytes>() { split_sentences_of<Bytes>(view, sentences); });
}

}  // namespace cleanscrape
