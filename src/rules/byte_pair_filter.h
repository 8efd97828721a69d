#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/flat.h"
#include "rules/window_probe.h"

namespace cleanscrape {

/// Sorts out the places of a text where no literal can stand, by pairs of neighbouring bytes: a filter by q-grams at fixed offsets, as in
/// Fredriksson and Grabowski, "Average-optimal string matching" (2009), with q = 2. Bytes count by class, of which there are 32, so that the
/// table of an offset has 1024 bits, which a processor with AVX-512 VBMI holds in two registers and looks up for 64 places at once.
/// Syllables of Hangul have no classes of their own: a place with one of their first bytes is never sorted out.
class BytePairFilter {
 public:
  static constexpr unsigned kClasses = 32;
  static constexpr std::size_t kTableBytes = std::size_t{kClasses} * kClasses / 8;

  BytePairFilter() = default;
  /// Of anchors of at most `max_anchor_bytes`; the bytes behind a shorter one may be any.
  BytePairFilter(std::span<const std::string_view> anchors, std::size_t max_anchor_bytes, FlatArena& arena);

  /// False: no anchor stands there. Bytes behind the text are taken for zeros.
  [[nodiscard]] bool may_stand(std::string_view text, std::size_t at) const;

  /// One table for each pair of an anchor: the bit `class_of(second) % 8` of the byte `class_of(second) / 8 * 32 + class_of(first)`.
  [[nodiscard]] const std::uint8_t* table(std::size_t offset) const { return tables_.begin() + offset * kTableBytes; }
  [[nodiscard]] std::size_t anchor_bytes() const { return tables_.size() / kTableBytes + 1; }

  static constexpr unsigned kBeyondAscii = 30;
  /// 0 to 31; the same for both cases of a letter.
  [[nodiscard]] static constexpr unsigned class_of(unsigned char byte);
  /// The first byte of a syllable of Hangul, and of few other characters.
  [[nodiscard]] static constexpr bool is_hangul(unsigned char byte) { return 0xEA <= byte && byte <= 0xED; }

 private:
  FlatArray<std::uint8_t> tables_;
};

constexpr unsigned BytePairFilter::class_of(unsigned char byte) {
  constexpr unsigned kDigit = 26, kSpace = 27, kStop = 28, kBracket = 29, kOther = 31;
  if (byte >= 0x80) return kBeyondAscii;
  const auto folded = static_cast<unsigned char>(byte | 0x20);
  if (folded >= 'a' && folded <= 'z') return folded - unsigned{'a'};
  if (folded >= '0' && folded <= '9') return kDigit;
  if (folded == ' ') return kSpace;
  if (folded == '.' || folded == ',') return kStop;
  return folded == '(' || folded == ')' || folded == '<' || folded == '>' ? kBracket : kOther;
}

/// What to look for in a text in one pass: windows of four bytes where an anchor of five may stand, and of three where one of three may.
struct BytePairProbe {
  static constexpr std::size_t kLongBytes = 5;
  static constexpr std::size_t kShortBytes = 3;

  const BytePairFilter& long_anchors;
  std::span<const std::uint32_t> long_words;  ///< of a WindowSet
  const BytePairFilter& short_anchors;
  std::span<const std::uint32_t> short_words;
  std::size_t min_short_bytes = 2;  ///< of an anchor must stand in the text
};

/// Places of a text, in order; `next` is where to go on.
struct BytePairHits {
  static constexpr std::size_t kMost = 128;

  struct Places {
    std::array<std::uint32_t, kMost> at;  ///< not initialised
    std::size_t count = 0;
  };
  Places of_long;
  Places of_short;
  std::size_t next = 0;
};

/// Whether `find_byte_pairs` may be called: the processor has AVX-512 VBMI. Looking at one place after the other is slower than `probe_windows`.
[[nodiscard]] bool has_byte_pair_filter();

/// Looks at the places from `hits.next` on, which it moves, until the text ends or there are too many hits to take more. The counts are set.
/// The text is short of 4 GiB.
void find_byte_pairs(const BytePairProbe& probe, std::string_view text, BytePairHits& hits);

/// The same, one by one, on any processor.
void find_byte_pairs_plainly(const BytePairProbe& probe, std::string_view text, BytePairHits& hits);

}  // namespace cleanscrape
