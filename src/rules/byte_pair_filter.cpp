#include "rules/byte_pair_filter.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "text/byte_block.h"

namespace cleanscrape {
namespace {

unsigned class_at(std::string_view text, std::size_t at) { return BytePairFilter::class_of(at < text.size() ? static_cast<unsigned char>(text[at]) : 0); }

bool has_hangul(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return BytePairFilter::is_hangul(static_cast<unsigned char>(c)); });
}

/// How many places have `needed_bytes` of text from there on.
std::size_t count_places(std::string_view text, std::size_t needed_bytes) { return text.size() < needed_bytes ? 0 : text.size() - needed_bytes + 1; }

/// Takes the place if the window there may be in the set and `wanted`: without a branch, for it is a guess.
void add_place(std::span<const std::uint32_t> words, unsigned width, std::string_view text, std::size_t at, bool wanted, BytePairHits::Places& places) {
  places.at[places.count] = static_cast<std::uint32_t>(at);
  const bool may_hold = !words.empty() && WindowSet::may_hold(words, window::load(text, at, width));
  places.count += static_cast<std::size_t>(static_cast<unsigned>(wanted) & static_cast<unsigned>(may_hold));
}

constexpr unsigned kLongWindowBytes = 4;
constexpr unsigned kShortWindowBytes = 3;

#if defined(CLEANSCRAPE_AVX2)
constexpr std::uint8_t row_of(unsigned byte_class) { return static_cast<std::uint8_t>(byte_class / 8 * BytePairFilter::kClasses); }
constexpr std::uint8_t bit_of(unsigned byte_class) { return static_cast<std::uint8_t>(1U << (byte_class % 8)); }

/// What the ASCII bytes stand for: as the first one of a pair its class, as the second one a row of the table and a bit.
struct AsciiBytes {
  std::array<std::uint8_t, 128> classes;
  std::array<std::uint8_t, 128> rows;
  std::array<std::uint8_t, 128> bits;
};
constexpr AsciiBytes kAsciiBytes = [] {
  AsciiBytes bytes{};
  for (std::size_t byte = 0; byte < 128; ++byte) {
    const unsigned byte_class = BytePairFilter::class_of(static_cast<unsigned char>(byte));
    bytes.classes[byte] = static_cast<std::uint8_t>(byte_class);
    bytes.rows[byte] = row_of(byte_class);
    bytes.bits[byte] = bit_of(byte_class);
  }
  return bytes;
}();

/// A table of 128 bytes in two registers.
struct Table128 {
  __m512i low;
  __m512i high;
};
CLEANSCRAPE_AVX512 inline Table128 load_table(const std::uint8_t* bytes) { return {_mm512_loadu_si512(bytes), _mm512_loadu_si512(bytes + 64)}; }
CLEANSCRAPE_AVX512 inline __m512i look_up(const Table128& table, __m512i index) { return _mm512_permutex2var_epi8(table.low, index, table.high); }

/// The pairs that begin at 64 places in a row.
struct Pairs {
  __m512i index;
  __m512i bit;
};
CLEANSCRAPE_AVX512 inline std::uint64_t find_in(const Table128& table, const Pairs& pairs) {
  return _mm512_test_epi8_mask(look_up(table, pairs.index), pairs.bit);
}

CLEANSCRAPE_AVX512 inline __m512i load_text(std::string_view text, std::size_t at) {
  if (at + 64 <= text.size()) return _mm512_loadu_si512(text.data() + at);
  return at < text.size() ? _mm512_maskz_loadu_epi8(bits_below(text.size() - at), text.data() + at) : _mm512_setzero_si512();
}

/// Puts a value where the bytes are beyond ASCII.
CLEANSCRAPE_AVX512 inline __m512i put_beyond(__mmask64 beyond, std::uint8_t value, __m512i others) {
  return _mm512_mask_mov_epi8(others, beyond, _mm512_set1_epi8(static_cast<char>(value)));
}

/// Finds the pairs that begin with the first of 64 bytes and go on with the second ones.
struct PairMaker {
  Table128 classes;
  Table128 rows;
  Table128 bits;

  CLEANSCRAPE_AVX512 PairMaker() : classes(load_table(kAsciiBytes.classes.data())), rows(load_table(kAsciiBytes.rows.data())), bits(load_table(kAsciiBytes.bits.data())) {}
  [[nodiscard]] CLEANSCRAPE_AVX512 Pairs make(__m512i first, __m512i second) const {
    constexpr unsigned kBeyond = BytePairFilter::kBeyondAscii;
    const __mmask64 second_beyond = _mm512_movepi8_mask(second);
    const __m512i first_class = put_beyond(_mm512_movepi8_mask(first), kBeyond, look_up(classes, first));
    const __m512i second_row = put_beyond(second_beyond, row_of(kBeyond), look_up(rows, second));
    return {_mm512_or_si512(first_class, second_row), put_beyond(second_beyond, bit_of(kBeyond), look_up(bits, second))};
  }
};

/// Where the first bytes of syllables are.
CLEANSCRAPE_AVX512 inline std::uint64_t find_hangul(__m512i bytes) {
  return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8(static_cast<char>(0xEA))), _mm512_set1_epi8(3));
}

/// The bits, and so many below each of them.
std::uint64_t spread_down(std::uint64_t bits, std::size_t count) {
  std::uint64_t all = bits;
  for (std::size_t i = 1; i <= count; ++i) all |= bits >> i;
  return all;
}

/// Adds the places of the bits, counted from `begin`. How many there are is a guess, and most often few: the first ones are written without asking,
/// and count only if they are there. There must be room for a step's places.
CLEANSCRAPE_AVX512 inline void add_places(std::uint64_t bits, std::size_t begin, BytePairHits::Places& places) {
  constexpr std::size_t kUsual = 3;
  const auto count = static_cast<std::size_t>(std::popcount(bits));
  std::uint32_t* at = places.at.data() + places.count;
  for (std::size_t i = 0; i < kUsual || i < count; ++i, bits &= bits - 1) at[i] = static_cast<std::uint32_t>(begin + static_cast<std::size_t>(std::countr_zero(bits)));
  places.count += count;
}

/// Drops the places whose windows are not in the set.
inline void keep_windows(std::span<const std::uint32_t> words, unsigned width, std::string_view text, BytePairHits::Places& places) {
  const std::size_t count = std::exchange(places.count, 0);
  for (std::size_t i = 0; i < count; ++i) add_place(words, width, text, places.at[i], true, places);
}

/// The last places of 64 are looked at in the next step: pairs behind them are not known yet.
constexpr std::size_t kStepPlaces = 64 - (BytePairProbe::kLongBytes - 1);

bool has_room(const BytePairHits& hits) { return std::max(hits.of_long.count, hits.of_short.count) + kStepPlaces <= BytePairHits::kMost; }

CLEANSCRAPE_AVX512 void find_byte_pairs_by_64(const BytePairProbe& probe, std::string_view text, BytePairHits& hits) {
  const PairMaker maker;
  const std::array<Table128, 4> longs{load_table(probe.long_anchors.table(0)), load_table(probe.long_anchors.table(1)), load_table(probe.long_anchors.table(2)),
                                      load_table(probe.long_anchors.table(3))};
  const std::array<Table128, 2> shorts{load_table(probe.short_anchors.table(0)), load_table(probe.short_anchors.table(1))};
  const std::size_t long_places = count_places(text, BytePairProbe::kLongBytes);
  const std::size_t short_places = count_places(text, probe.min_short_bytes);
  std::size_t at = hits.next;
  for (; at < short_places && has_room(hits); at += kStepPlaces) {
    const __m512i first = load_text(text, at);
    const Pairs pairs = maker.make(first, load_text(text, at + 1));
    std::uint64_t of_long = find_in(longs[0], pairs) & find_in(longs[1], pairs) >> 1U & find_in(longs[2], pairs) >> 2U & find_in(longs[3], pairs) >> 3U;
    std::uint64_t of_short = find_in(shorts[0], pairs) & find_in(shorts[1], pairs) >> 1U;
    if (const std::uint64_t hangul = find_hangul(first); hangul != 0) {
      of_long |= spread_down(hangul, BytePairProbe::kLongBytes - 1);
      of_short |= spread_down(hangul, BytePairProbe::kShortBytes - 1);
    }
    of_long &= bits_below(std::min(kStepPlaces, long_places - std::min(at, long_places)));
    of_short &= bits_below(std::min(kStepPlaces, short_places - at));
    add_places(of_long, at, hits.of_long);
    add_places(of_short, at, hits.of_short);
  }
  keep_windows(probe.long_words, kLongWindowBytes, text, hits.of_long);
  keep_windows(probe.short_words, kShortWindowBytes, text, hits.of_short);
  hits.next = at < short_places ? at : text.size();
}
#endif

}  // namespace

BytePairFilter::BytePairFilter(std::span<const std::string_view> anchors, std::size_t max_anchor_bytes, FlatArena& arena) {
  std::vector<std::uint8_t> tables((max_anchor_bytes - 1) * kTableBytes);
  for (const std::string_view anchor : anchors) {
    if (has_hangul(anchor)) continue;
    for (std::size_t i = 0; i + 1 < max_anchor_bytes; ++i) {
      for (unsigned first = 0; first < kClasses; ++first) {
        if (i < anchor.size() && first != class_at(anchor, i)) continue;
        for (unsigned second = 0; second < kClasses; ++second) {
          if (i + 1 < anchor.size() && second != class_at(anchor, i + 1)) continue;
          tables[i * kTableBytes + second / 8 * kClasses + first] |= static_cast<std::uint8_t>(1U << (second % 8));
        }
      }
    }
  }
  tables_ = arena.add(tables);
}

bool BytePairFilter::may_stand(std::string_view text, std::size_t at) const {
  if (has_hangul(text.substr(at, anchor_bytes()))) return true;
  for (std::size_t i = 0; i + 1 < anchor_bytes(); ++i) {
    const unsigned second = class_at(text, at + i + 1);
    if ((table(i)[second / 8 * kClasses + class_at(text, at + i)] >> (second % 8) & 1U) == 0) return false;
  }
  return true;
}

bool has_byte_pair_filter() {
#if defined(CLEANSCRAPE_AVX2)
  return has_avx512();
#else
  return false;
#endif
}

void find_byte_pairs(const BytePairProbe& probe, std::string_view text, BytePairHits& hits) {
  hits.of_long.count = 0;
  hits.of_short.count = 0;
#if defined(CLEANSCRAPE_AVX2)
  find_byte_pairs_by_64(probe, text, hits);
#else
  find_byte_pairs_plainly(probe, text, hits);
#endif
}

void find_byte_pairs_plainly(const BytePairProbe& probe, std::string_view text, BytePairHits& hits) {
  hits.of_long.count = 0;
  hits.of_short.count = 0;
  const std::size_t long_places = count_places(text, BytePairProbe::kLongBytes);
  const std::size_t short_places = count_places(text, probe.min_short_bytes);
  for (; hits.next < short_places && std::max(hits.of_long.count, hits.of_short.count) < BytePairHits::kMost; ++hits.next) {
    add_place(probe.long_words, kLongWindowBytes, text, hits.next, hits.next < long_places && probe.long_anchors.may_stand(text, hits.next), hits.of_long);
    add_place(probe.short_words, kShortWindowBytes, text, hits.next, probe.short_anchors.may_stand(text, hits.next), hits.of_short);
  }
  if (hits.next >= short_places) hits.next = text.size();
}

}  // namespace cleanscrape
