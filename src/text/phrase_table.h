#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/flat.h"

namespace cleanscrape {

/// Words and short phrases, each with a set of kinds (bits). Phrases are folded: lower case, words apart by one space, no punctuation.
class PhraseTable {
 public:
  using Kinds = std::uint16_t;
  static constexpr std::size_t kMaxPhraseWords = 8;
  /// What a table is made of.
  struct Phrases {
    std::unordered_map<std::uint64_t, Kinds> kinds;  ///< by `fingerprint` of the folded phrase
    std::size_t max_bytes = 0;                       ///< of a folded phrase
  };

  PhraseTable() = default;
  PhraseTable(const Phrases& phrases, FlatArena& arena);

  /// Folds the phrase and adds the kinds to it. Phrases of more than `kMaxPhraseWords` words are never found.
  static void add(Phrases& phrases, std::string_view phrase, Kinds kinds);

  /// Kinds of a folded phrase, by `fingerprint` of its text; 0 if it is not in the table.
  [[nodiscard]] Kinds find(std::uint64_t phrase_fingerprint) const {
    if (slots_.empty()) return 0;
    std::size_t at = phrase_fingerprint & (slots_.size() - 1);
    while (slots_[at].kinds != 0 && slots_[at].fingerprint != phrase_fingerprint) at = (at + 1) & (slots_.size() - 1);
    return static_cast<Kinds>(slots_[at].kinds);
  }

  /// Length of the longest folded phrase: a block with more letters is none of them.
  [[nodiscard]] std::size_t max_phrase_bytes() const { return max_phrase_bytes_; }

 private:
  struct Slot {
    std::uint64_t fingerprint = 0;
    std::uint64_t kinds = 0;  ///< 0: empty slot
  };
  FlatArray<Slot> slots_;  ///< open addressing
  std::uint64_t max_phrase_bytes_ = 0;
};

/// Appends the words of a view in lower case, each followed by one space. A word is a run of letters and
/// digits; an apostrophe parts words here ("don't" is "don t").
void fold_words(std::string_view view, std::string& folded);

/// Lower case of a code point beyond ASCII.
[[nodiscard]] char32_t to_lower_beyond_ascii(char32_t code_point);

/// Lower case of a code point (simple mapping of Unicode).
[[nodiscard]] inline char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  return to_lower_beyond_ascii(c);
}

}  // namespace cleanscrape
