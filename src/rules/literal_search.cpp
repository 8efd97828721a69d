#include "rules/literal_search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "text/fold_case.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

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

/// Bytes of the windows that are ranked.
constexpr std::size_t kRankedBytes = 4;

/// How common a character beyond ASCII is in Korean and English text, as a share of its characters. Rough, like `frequency_of`.
double share_of(char32_t character) {
  constexpr std::u32string_view kCommonSyllables = U"이다는에을의가고하기지은사도로한자어서리대나를들시니정스해인일아수라전있습했된";
  if (character >= 0x2010 && character <= 0x2027) return 5e-3;
  if (character < 0xAC00 || character > 0xD7A3) return 2e-4;
  return kCommonSyllables.find(character) == std::u32string_view::npos ? 5e-4 : 1e-2;
}

/// Of each byte, the logarithm of its frequency; a character's bytes share that of the character. A space or a full stop says little
/// behind a syllable.
std::vector<double> frequency_logarithms(std::string_view text) {
  constexpr double kBehindSyllable = 400;
  std::vector<double> logarithms;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar decoded = decode_at(text, i);
    const bool is_behind_syllable = (text[i] == ' ' || text[i] == '.') && i > 0 && index_of(text[i - 1]) >= 0x80;
    double of_byte = is_behind_syllable ? std::log(kBehindSyllable) : byte_frequencies().logarithm[index_of(text[i])];
    if (decoded.size_bytes > 1)
      of_byte = std::log(share_of(decoded.code_point)) / static_cast<double>(decoded.size_bytes) + std::log(1000.0);
    logarithms.insert(logarithms.end(), decoded.size_bytes, of_byte);
    i += decoded.size_bytes;
  }
  return logarithms;
}

/// Where so many bytes stand that are least common.
std::size_t least_common(const std::vector<double>& logarithms, std::size_t width_bytes) {
  std::size_t best = 0;
  double best_sum = 1e300;
  for (std::size_t begin = 0; begin + width_bytes <= logarithms.size(); ++begin) {
    const auto first = logarithms.begin() + static_cast<std::ptrdiff_t>(begin);
    const double sum = std::accumulate(first, first + static_cast<std::ptrdiff_t>(width_bytes), 0.0);
    if (sum < best_sum) best_sum = sum, best = begin;
  }
  return best;
}

/// Where the four bytes stand that say most about a literal of which so many bytes are known at an offset.
std::size_t other_window(std::string_view literal, std::size_t known_offset, std::size_t known_bytes) {
  std::vector<double> logarithms = frequency_logarithms(literal);
  const double nothing_new = std::log(1000.0);
  std::fill_n(logarithms.begin() + static_cast<std::ptrdiff_t>(known_offset), known_bytes, nothing_new);
  return least_common(logarithms, kRankedBytes);
}

}  // namespace

std::size_t rarest_window(std::string_view literal, std::size_t width_bytes) {
  return least_common(frequency_logarithms(literal), width_bytes);
}

double expected_share(std::string_view literal) {
  if (const DecodedChar only = decode_at(literal, 0); only.size_bytes > 1 && only.size_bytes == literal.size()) {
    return share_of(only.code_point) / static_cast<double>(only.size_bytes);
  }
  const std::size_t width = std::min<std::size_t>(kRankedBytes, literal.size());
  std::vector<double> logarithms;
  for (const char byte : literal) logarithms.push_back(byte_frequencies().logarithm[index_of(byte)]);
  const std::size_t begin = least_common(logarithms, width);
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
  std::vector<std::uint32_t> single_bytes;
  for (const SearchLiteral& literal : literals) {
    if (literal.place == LiteralPlace::anywhere && literal.text.size() == 1)
      single_bytes.push_back(static_cast<std::uint32_t>(kept.size()));
    kept.push_back({arena.add_text(literal.text), literal.target, literal.place, literal.fold});
  }
  literals_ = arena.add(kept);
  single_bytes_ = arena.add(single_bytes);
  std::vector<EdgeTable> edges;
  for (const LiteralPlace place : {LiteralPlace::start, LiteralPlace::end}) {
    for (unsigned width = 1; width <= kWindowBytes; ++width) {
      std::vector<Entry> entries = edge_entries(literals, place, width);
      if (!entries.empty()) edges.push_back({width, place, make_table(std::move(entries), arena)});
    }
  }
  edges_ = arena.add(edges);
  long_ = make_pass(literals, pass_entries(literals, true), true, arena);
  short_ = make_pass(literals, pass_entries(literals, false), false, arena);
}

LiteralSearch::Entry LiteralSearch::make_entry(const SearchLiteral& literal, std::uint32_t index, std::size_t offset, unsigned width) {
  Entry entry{window::load(literal.text, offset, width), index, static_cast<std::uint32_t>(offset),
              static_cast<std::uint32_t>(literal.text.size())};
  if (literal.text.size() < kWindowBytes) return entry;
  entry.other_offset_bytes = static_cast<std::uint32_t>(other_window(literal.text, offset, width));
  entry.other_window = window::load(literal.text, entry.other_offset_bytes, kWindowBytes);
  return entry;
}

std::vector<LiteralSearch::Entry> LiteralSearch::edge_entries(std::span<const SearchLiteral> literals, LiteralPlace place, unsigned width) {
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    const SearchLiteral& literal = literals[i];
    if (literal.place != place || std::min<std::size_t>(literal.text.size(), kWindowBytes) != width) continue;
    entries.push_back(make_entry(literal, i, place == LiteralPlace::end ? literal.text.size() - width : 0, width));
  }
  return entries;
}

/// Of literals that are longer than a window two windows that overlap: one of them stands at an even place.
std::vector<LiteralSearch::Entry> LiteralSearch::pass_entries(std::span<const SearchLiteral> literals, bool of_long) {
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    const SearchLiteral& literal = literals[i];
    const bool is_long = literal.text.size() > kWindowBytes;
    if (literal.place != LiteralPlace::anywhere || literal.text.size() == 1 || is_long != of_long) continue;
    const unsigned width = is_long ? kWindowBytes : static_cast<unsigned>(std::min<std::size_t>(literal.text.size(), kShortBytes));
    const std::size_t offset = rarest_window(literal.text, is_long ? width + 1 : width);
    entries.push_back(make_entry(literal, i, offset, width));
    if (is_long) entries.push_back(make_entry(literal, i, offset + 1, width));
  }
  return entries;
}

LiteralSearch::EntryTable LiteralSearch::make_table(std::vector<Entry> entries, FlatArena& arena) {
  const unsigned slot_bits = std::clamp(static_cast<unsigned>(std::bit_width(entries.size())) + 1, 4U, 16U);  // most slots are empty
  const unsigned slot_shift = 32 - slot_bits;
  const auto slot_of = [slot_shift](const Entry& entry) { return window::hash(entry.window) >> slot_shift; };
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return slot_of(a) < slot_of(b); });
  std::vector<std::uint32_t> slots((std::size_t{1} << slot_bits) + 1, 0);
  for (const Entry& entry : entries) ++slots[slot_of(entry) + 1];
  for (std::size_t slot = 1; slot < slots.size(); ++slot) slots[slot] += slots[slot - 1];
  return {slot_shift, arena.add(slots), arena.add(entries)};
}

LiteralSearch::PassTable LiteralSearch::make_pass(std::span<const SearchLiteral> literals, const std::vector<Entry>& entries, bool of_long, FlatArena& arena) {
  const std::size_t anchor_bytes = of_long ? BytePairProbe::kLongBytes : BytePairProbe::kShortBytes;
  std::vector<std::string_view> anchors;
  for (std::size_t i = 0; i < entries.size(); i += of_long ? 2 : 1) anchors.push_back(literals[entries[i].literal].text.substr(entries[i].offset_bytes, anchor_bytes));
  BytePairFilter pairs(anchors, anchor_bytes, arena);
  if (entries.empty()) return {{}, pairs, {}};
  std::vector<std::uint32_t> words(WindowSet::kWords, 0);
  for (const Entry& entry : entries) {
    if (entry.size_bytes != kPairBytes) {
      WindowSet::add(entry.window, words);
      continue;
    }
    const std::uint32_t pair = entry.window & 0xFFFFU;
    for (std::uint32_t third = 0; third < 256; ++third) WindowSet::add(pair | third << 16U | window::set_bits(kShortBytes), words);
  }
  return {arena.add(words), pairs, make_table(entries, arena)};
}

bool LiteralSearch::stands_at(const Literal& literal, std::string_view text, std::size_t begin) {
  const std::size_t size = literal.text.size();
  if (literal.place == LiteralPlace::start && begin != 0) return false;
  if (literal.place == LiteralPlace::end && begin + size != text.size()) return false;
  const std::string_view piece = text.substr(begin, size);
  return literal.fold ? equals_folded(piece, literal.text) : piece == literal.text;
}

bool LiteralSearch::holds_byte(const Literal& literal, std::string_view text) {
  const char byte = literal.text.view()[0];
  const bool has_cases = literal.fold && byte >= 'a' && byte <= 'z';
  return text.find(byte) != std::string_view::npos || (has_cases && text.find(static_cast<char>(byte & ~0x20)) != std::string_view::npos);
}

}  // namespace cleanscrape
