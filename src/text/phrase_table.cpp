#include "text/phrase_table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <vector>

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

void PhraseTable::add(Phrases& phrases, std::string_view phrase, Kinds kinds) {
  std::string folded;
  fold_words(phrase, folded);
  if (folded.empty()) return;
  folded.pop_back();
  phrases.kinds[key_of(folded)] |= kinds;
  for (std::size_t end = folded.rfind(' '); end != std::string::npos && end > 0; end = folded.rfind(' ', end - 1)) {
    phrases.kinds[key_of(std::string_view(folded).substr(0, end))] |= kGoesOn;
  }
  phrases.max_bytes = std::max(phrases.max_bytes, folded.size());
}

PhraseTable::PhraseTable(const Phrases& phrases, FlatArena& arena) : max_phrase_bytes_(phrases.max_bytes) {
  if (phrases.kinds.empty()) return;
  std::vector<Slot> ordered;
  for (const auto& [hash, kinds] : phrases.kinds) ordered.push_back({hash, kinds});
  std::sort(ordered.begin(), ordered.end(), [](const Slot& a, const Slot& b) { return a.key < b.key; });
  std::vector<Slot> slots(std::bit_ceil(ordered.size() * 2));
  for (const Slot& slot : ordered) {
    std::size_t at = slot_of(slot.key, slots.size() - 1);
    while (slots[at].kinds != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = slot;
  }
  slots_ = arena.add(slots);
}

PhraseTable::Kinds PhraseTable::find_starts(std::string_view folded) const {
  const Probe table = probe();
  Kinds kinds = 0;
  std::size_t words = 0;
  for (std::size_t end = folded.find(' '); words < kMaxPhraseWords; end = folded.find(' ', end + 1), ++words) {
    const std::uint64_t found = table.find_all(key_of(folded.substr(0, end)));
    kinds |= static_cast<Kinds>(found);
    if (end == std::string_view::npos || (found & kGoesOn) == 0) break;
  }
  return kinds;
}

}  // namespace cleanscrape
