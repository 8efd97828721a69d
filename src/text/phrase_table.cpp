#include "text/phrase_table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <utility>
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

std::size_t PhraseTable::place(std::vector<Slot>& phrases, std::uint64_t multiplier, std::size_t homes, std::vector<Slot>& slots) {
  const auto home = [&](const Slot& slot) { return home_of(slot.key, multiplier, shift_of(homes)); };
  std::sort(phrases.begin(), phrases.end(), [&](const Slot& a, const Slot& b) { return std::pair(home(a), a.key) < std::pair(home(b), b.key); });
  slots.assign(homes, Slot{});
  std::size_t reach = kUsualReach;
  std::size_t next = 0;  // the first free slot
  for (const Slot& slot : phrases) {
    next = std::max(next, home(slot));
    reach = std::max(reach, next - home(slot) + 1);
    if (next >= slots.size()) slots.resize(next + 1);
    slots[next++] = slot;
  }
  slots.resize(homes + reach - 1);
  return reach;
}

PhraseTable::PhraseTable(const Phrases& phrases, FlatArena& arena) : max_phrase_bytes_(phrases.max_bytes) {
  constexpr std::size_t kMinHomesPerPhrase = 4;
  constexpr std::size_t kManyPhrases = 4096;  // for so many no multiplier will do
  constexpr std::uint64_t kMultipliers = 64;
  if (phrases.kinds.empty()) return;
  std::vector<Slot> known;
  for (const auto& [key, kinds] : phrases.kinds) known.push_back({key, kinds});
  homes_ = std::bit_ceil(std::max<std::size_t>(2, known.size() * kMinHomesPerPhrase));
  std::vector<Slot> slots;
  const auto place_by = [&](std::uint64_t number) {
    multiplier_ = kGoldenRatio * (2 * number + 1);
    reach_ = place(known, multiplier_, homes_, slots);
  };
  place_by(0);
  for (std::uint64_t number = 1; number < kMultipliers && reach_ > kUsualReach && known.size() < kManyPhrases; ++number) place_by(number);
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
