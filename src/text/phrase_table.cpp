#include "text/phrase_table.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/hash.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {

char32_t to_lower_beyond_ascii(char32_t c) {
  if (c >= 0xAC00 && c <= 0xD7A3) return c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

void fold_words(std::string_view view, std::string& folded) {
  bool in_word = false;
  for (std::size_t i = 0; i < view.size();) {
    const DecodedChar c = decode_at(view, i);
    const CharKind kind = classify(c.code_point).kind;
    const bool belongs = kind == CharKind::letter || kind == CharKind::digit;
    if (belongs) append_utf8(folded, to_lower(c.code_point));
    if (in_word && !belongs) folded += ' ';
    in_word = belongs;
    i += c.size_bytes;
  }
  if (in_word) folded += ' ';
}

void PhraseTable::add(std::string_view phrase, Kinds kinds) {
  std::string folded;
  fold_words(phrase, folded);
  if (folded.empty()) return;
  folded.pop_back();
  kinds_[fingerprint(folded)] |= kinds;
  max_phrase_bytes_ = std::max(max_phrase_bytes_, folded.size());
}

}  // namespace cleanscrape
