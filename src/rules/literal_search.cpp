#include "rules/literal_search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "text/fold_case.h"

namespace cleanscrape {
namespace {

constexpr unsigned kWindowBytes = 4;
/// Two windows that overlap: one of them stands at an even place.
constexpr unsigned kPairBytes = kWindowBytes + 1;
/// What is looked for of a shorter literal.
constexpr unsigned kShortBytes = 2;

/// Occurrences of a byte in a thousand bytes of English prose, case folded; of UTF-8 in a thousand bytes of Korean. Rough: it
/// only ranks windows.
double frequency_of(char byte) {
  constexpr std::array<double, 26> kLetters{67, 12, 26, 34,  100, 18, 17, 46, 59,  1.2, 6,   34, 20,
                                            59, 63, 17, 0.8, 53,  55, 74, 23, 8.5, 15,  1.5, 15, 0.7};
  const char folded = fold_ascii(byte);
  if (folded >= 'a' && folded <= 'z') return kLetters[static_cast<std::size_t>(folded - 'a')];
  const auto value = static_cast<unsigned char>(byte);
  if (value >= 0xC0) return 40;
  if (value >= 0x80) return 6;
  if (byte == ' ') return 180;
  return byte == '.' || byte == ',' ? 9 : 2;
}

/// Of each byte, the frequency and its logarithm.
struct ByteFrequencies {
  std::array<double, 256> frequency{};
  std::array<double, 256> logarithm{};

  ByteFrequencies() {
    for (std::size_t i = 0; i < frequency.size(); ++i) {
      frequency[i] = frequency_of(static_cast<char>(i));
      logarithm[i] = std::log(frequency[i]);
    }
  }
};

const ByteFrequencies& byte_frequencies() {
  static const ByteFrequencies frequencies;
  return frequencies;
}

std::size_t index_of(char byte) { return static_cast<unsigned char>(byte); }

/// At the start and the end of the text there is but one place to look. Elsewhere all short literals share one pass.
unsigned width_of(const SearchLiteral& literal) {
  const auto size = static_cast<unsigned>(std::min<std::size_t>(kPairBytes, literal.text.size()));
  if (literal.place != LiteralPlace::anywhere) return std::min(size, kWindowBytes);
  return size < kPairBytes ? std::min(size, kShortBytes) : kPairBytes;
}

std::size_t window_offset(const SearchLiteral& literal, unsigned width) {
  switch (literal.place) {
    case LiteralPlace::start: return 0;
    case LiteralPlace::end: return literal.text.size() - width;
    case LiteralPlace::whole:
    case LiteralPlace::anywhere: break;
  }
  return rarest_window(literal.text, width);
}

}  // namespace

std::size_t rarest_window(std::string_view literal, std::size_t width_bytes) {
  const auto& logarithm = byte_frequencies().logarithm;
  std::size_t best = 0;
  double best_score = 1e300;
  for (std::size_t begin = 0; begin + width_bytes <= literal.size(); ++begin) {
    double score = 0;
    for (std::size_t i = begin; i < begin + width_bytes; ++i) score += logarithm[index_of(literal[i])];
    if (score < best_score) best_score = score, best = begin;
  }
  return best;
}

double expected_share(std::string_view literal) {
  const std::size_t width = std::min<std::size_t>(kWindowBytes, literal.size());
  const std::size_t begin = rarest_window(literal, width);
  double share = 1;
  for (std::size_t i = begin; i < begin + width; ++i) share *= byte_frequencies().frequency[index_of(literal[i])] / 1000;
  return share;
}

bool equals_folded(std::string_view text, std::string_view folded) {
  if (text.size() != folded.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (fold_ascii(text[i]) != folded[i]) return false;
  }
  return true;
}

LiteralSearch::LiteralSearch(std::span<const SearchLiteral> literals, FlatArena& arena) {
  std::vector<Literal> kept;
  for (const SearchLiteral& literal : literals) kept.push_back({arena.add_text(literal.text), literal.target, literal.place, literal.fold});
  literals_ = arena.add(kept);
  std::vector<Table> tables;
  for (const LiteralPlace place : {LiteralPlace::start, LiteralPlace::end, LiteralPlace::anywhere}) {
    for (unsigned width = 1; width <= kPairBytes; ++width) {
      std::vector<Entry> entries = entries_of(literals, place, width);
      if (!entries.empty()) tables.push_back(make_table(place, width, std::move(entries), arena));
    }
  }
  tables_ = arena.add(tables);
}

std::uint32_t LiteralSearch::load_window(const char* bytes, unsigned width) {
  switch (width) {
    case 1: return load_window<1>(bytes);
    case 2: return load_window<2>(bytes);
    case 3: return load_window<3>(bytes);
    default: return load_window<4>(bytes);
  }
}

std::vector<LiteralSearch::Entry> LiteralSearch::entries_of(std::span<const SearchLiteral> literals, LiteralPlace place, unsigned width) {
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    const SearchLiteral& literal = literals[i];
    if (literal.place != place || width_of(literal) != width) continue;
    const std::size_t offset = window_offset(literal, width);
    const std::size_t last = width == kPairBytes ? offset + 1 : offset;
    for (std::size_t at = offset; at <= last; ++at) {
      entries.push_back({load_window(literal.text.data() + at, width), i, static_cast<std::uint32_t>(at)});
    }
  }
  return entries;
}

LiteralSearch::Table LiteralSearch::make_table(LiteralPlace place, unsigned width, std::vector<Entry> entries, FlatArena& arena) {
  const unsigned slot_bits = std::clamp(static_cast<unsigned>(std::bit_width(entries.size())), 4U, 16U);
  const unsigned slot_shift = 32 - slot_bits;
  const auto slot_of = [slot_shift](const Entry& entry) { return hash(entry.window) >> slot_shift; };
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return slot_of(a) < slot_of(b); });
  std::vector<std::uint64_t> bitmap((std::size_t{1} << kBitmapBits) / 64, 0);
  std::vector<std::uint32_t> slots((std::size_t{1} << slot_bits) + 1, 0);
  for (const Entry& entry : entries) {
    const std::uint32_t bit = width == kShortBytes ? bit_of<kShortBytes>(entry.window) : bit_of<kWindowBytes>(entry.window);
    bitmap[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
    ++slots[slot_of(entry) + 1];
  }
  for (std::size_t slot = 1; slot < slots.size(); ++slot) slots[slot] += slots[slot - 1];
  return {width, place, slot_shift, arena.add(bitmap), arena.add(slots), arena.add(entries)};
}

bool LiteralSearch::stands_at(const Literal& literal, std::string_view text, std::size_t window_at, std::size_t offset_bytes) {
  if (window_at < offset_bytes) return false;
  const std::size_t begin = window_at - offset_bytes;
  const std::size_t size = literal.text.size();
  if (size > text.size() - begin) return false;
  if (literal.place == LiteralPlace::start && begin != 0) return false;
  if (literal.place == LiteralPlace::end && begin + size != text.size()) return false;
  const std::string_view piece = text.substr(begin, size);
  return literal.fold ? equals_folded(piece, literal.text) : piece == literal.text;
}

}  // namespace cleanscrape
