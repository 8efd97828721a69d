#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/flat.h"
#include "base/hash.h"

namespace cleanscrape {

/// Words and short phrases, each with a set of kinds (bits). Phrases are folded: lower case, words apart by one space, no punctuation.
class PhraseTable {
 public:
  using Kinds = std::uint16_t;
  static constexpr std::size_t kMaxPhraseWords = 8;
  /// What a table is made of.
  struct Phrases {
    std::unordered_map<std::uint64_t, std::uint64_t> kinds;  ///< by `key_of` the folded phrase and what longer ones begin with
    std::size_t max_bytes = 0;                       ///< of a folded phrase
  };

  PhraseTable() = default;
  PhraseTable(const Phrases& phrases, FlatArena& arena);

  /// Folds the phrase and adds the kinds to it. Phrases of more than `kMaxPhraseWords` words are never found.
  static void add(Phrases& phrases, std::string_view phrase, Kinds kinds);

  /// Stands for a folded phrase, and surely for no other of up to eight bytes; those are their own key, so that the usual word needs no hash.
  [[nodiscard]] static std::uint64_t key_of(std::string_view folded) {
    std::uint64_t key = 0;
    if (folded.size() > sizeof key) return fingerprint(folded);
    std::memcpy(&key, folded.data(), folded.size());
    return key;
  }

  class Probe;
  /// The table, ready for many look-ups.
  [[nodiscard]] Probe probe() const;

  /// Kinds of a folded phrase by its key; 0 if it is not in the table.
  [[nodiscard]] Kinds find(std::uint64_t key) const;

  /// Kinds of the phrases that the text begins with, whole words only.
  [[nodiscard]] Kinds find_starts(std::string_view folded) const;

  /// Whether the folded word is a phrase of one of the kinds, or a longer phrase, of whatever kind, begins with it.
  [[nodiscard]] bool begins(std::string_view word, Kinds kinds) const;

  /// Length of the longest folded phrase: a block with more letters is none of them.
  [[nodiscard]] std::size_t max_phrase_bytes() const { return max_phrase_bytes_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint64_t kinds = 0;  ///< and `kGoesOn`; 0: empty slot
  };
  static constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
  /// A longer phrase begins so.
  static constexpr std::uint64_t kGoesOn = std::uint64_t{1} << 32U;

  /// Of a table of so many slots, a power of two from 2 on.
  [[nodiscard]] static unsigned shift_of(std::size_t slots) { return 64U - static_cast<unsigned>(std::countr_zero(slots)); }
  [[nodiscard]] static std::size_t home_of(std::uint64_t key, std::uint64_t multiplier, unsigned shift) { return (key * multiplier) >> shift; }
  /// The slots, and one more, with each phrase in its home or the next one; empty if that cannot be. Sorts the phrases.
  [[nodiscard]] static std::vector<Slot> place(std::vector<Slot>& phrases, std::uint64_t multiplier, std::size_t size);

  FlatArray<Slot> slots_;
  std::uint64_t multiplier_ = kGoldenRatio;  ///< hashes keys so that each has room
  std::uint64_t max_phrase_bytes_ = 0;
};

/// No branch depends on whether a phrase is found: in running text every other word is.
class PhraseTable::Probe {
 public:
  [[nodiscard]] Kinds find(std::uint64_t key) const { return static_cast<Kinds>(find_all(key)); }

 private:
  friend class PhraseTable;
  Probe(const Slot* slots, std::uint64_t multiplier, unsigned shift) : slots_(slots), multiplier_(multiplier), shift_(shift) {}

  /// With `kGoesOn`.
  [[nodiscard]] std::uint64_t find_all(std::uint64_t key) const {
    const Slot* const home = slots_ + home_of(key, multiplier_, shift_);
    const std::uint64_t is_first = std::uint64_t{0} - std::uint64_t{home[0].key == key};
    const std::uint64_t is_second = std::uint64_t{0} - std::uint64_t{home[1].key == key};
    return (home[0].kinds & is_first) | (home[1].kinds & is_second);
  }

  const Slot* slots_;
  std::uint64_t multiplier_;
  unsigned shift_;
};

inline PhraseTable::Probe PhraseTable::probe() const {
  static constexpr std::array<Slot, 3> kNone{};
  return slots_.empty() ? Probe(kNone.data(), 1, 63) : Probe(slots_.begin(), multiplier_, shift_of(slots_.size() - 1));
}

inline PhraseTable::Kinds PhraseTable::find(std::uint64_t key) const { return probe().find(key); }

inline bool PhraseTable::begins(std::string_view word, Kinds kinds) const { return (probe().find_all(key_of(word)) & (kGoesOn | kinds)) != 0; }

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
