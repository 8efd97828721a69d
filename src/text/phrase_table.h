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
  /// Puts each phrase into its home slot or behind it, where the next one is free; within how many slots each is found. Sorts the phrases.
  [[nodiscard]] static std::size_t place(std::vector<Slot>& phrases, std::uint64_t multiplier, std::size_t homes, std::vector<Slot>& slots);

  /// What a multiplier is looked for that makes do with.
  static constexpr std::size_t kUsualReach = 2;

  FlatArray<Slot> slots_;                    ///< the homes, and so many more that a reach is behind each
  std::uint64_t homes_ = 0;                  ///< a power of two
  std::uint64_t multiplier_ = kGoldenRatio;  ///< hashes keys so that they are near their homes
  std::uint64_t reach_ = kUsualReach;
  std::uint64_t max_phrase_bytes_ = 0;
};

/// No branch depends on whether a phrase is found: in running text every other word is.
class PhraseTable::Probe {
 public:
  [[nodiscard]] Kinds find(std::uint64_t key) const { return static_cast<Kinds>(find_all(key)); }

 private:
  friend class PhraseTable;
  Probe(const Slot* slots, std::uint64_t multiplier, unsigned shift, std::uint64_t reach) : slots_(slots), multiplier_(multiplier), shift_(shift), reach_(reach) {}

  /// With `kGoesOn`.
  [[nodiscard]] std::uint64_t find_all(std::uint64_t key) const {
    const Slot* const home = slots_ + home_of(key, multiplier_, shift_);
    const std::uint64_t near = kinds_at(home[0], key) | kinds_at(home[1], key);
    return reach_ == kUsualReach ? near : near | find_behind(home, key);
  }
  [[nodiscard]] [[gnu::noinline]] std::uint64_t find_behind(const Slot* home, std::uint64_t key) const {
    std::uint64_t kinds = 0;
    for (std::size_t i = kUsualReach; i < reach_; ++i) kinds |= kinds_at(home[i], key);
    return kinds;
  }
  [[nodiscard]] static std::uint64_t kinds_at(const Slot& slot, std::uint64_t key) { return slot.kinds & (std::uint64_t{0} - std::uint64_t{slot.key == key}); }

  const Slot* slots_;
  std::uint64_t multiplier_;
  unsigned shift_;
  std::uint64_t reach_;
};

inline PhraseTable::Probe PhraseTable::probe() const {
  static constexpr std::array<Slot, 3> kNone{};
  return slots_.empty() ? Probe(kNone.data(), 1, 63, kUsualReach) : Probe(slots_.begin(), multiplier_, shift_of(homes_), reach_);
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
