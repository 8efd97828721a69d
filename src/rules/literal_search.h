#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "base/flat.h"
#include "rules/byte_pair_filter.h"
#include "rules/window_probe.h"

namespace cleanscrape {

/// Where in the text a literal must stand.
enum class LiteralPlace : std::uint8_t { whole, start, end, anywhere };

/// A literal and what it stands for.
struct SearchLiteral {
  std::string_view text;  ///< case-folded if `fold`; not empty
  bool fold = false;  ///< ASCII letters of the searched text match in either case
  LiteralPlace place = LiteralPlace::anywhere;
  std::uint32_t target = 0;  ///< what `find` reports
};

/// Which literals count: all of them, or those with `fold` (for a text that has been folded itself).
enum class SearchScope : std::uint8_t { all, only_fold };

/// What the text is made of, for the sake of speed alone: where it has Hangul, its pairs of bytes tell nothing.
enum class SearchedText : std::uint8_t { any, without_hangul };

/// Finds thousands of literals in two passes. Of each literal two neighbouring windows of four bytes are looked for, those that
/// are rarest in prose: the text's window at every second position is looked up in a set, and the few that are in it are compared in
/// full. Of literals of two to four bytes the rarest three are looked for at every position, in the second pass.
/// Windows ignore case (bit 0x20 of each byte), comparison does so only for `fold`.
/// Where the processor can and the text has no Hangul, one pass by pairs of bytes sorts out most places before (see BytePairFilter).
class LiteralSearch {
 public:
  LiteralSearch() = default;
  /// Literals of place `whole` are not searched here. The tables and the texts are put into the arena.
  LiteralSearch(std::span<const SearchLiteral> literals, FlatArena& arena);

  /// Calls `found(target)` for each literal that stands in the text in its place, at least once and in no order.
  template <class Found>
  void find(std::string_view text, SearchedText made_of, SearchScope scope, Found&& found) const {
    for (const EdgeTable& edge : edges_) look_at_edge(edge, text, scope, found);
    for (const std::uint32_t literal : single_bytes_) find_byte(literals_[literal], text, scope, found);
    if (long_.windows.empty() && short_.windows.empty()) return;
    if (made_of == SearchedText::without_hangul && has_byte_pair_filter()) return scan_pairs(text, scope, found);
    if (!long_.windows.empty()) scan({long_.windows, kWindowBytes, kWindowBytes, 2}, text, scope, found);
    if (!short_.windows.empty()) scan({short_.windows, kShortBytes, kPairBytes, 1}, text, scope, found);
  }

 private:
  static constexpr unsigned kWindowBytes = 4;
  /// What is looked for of a literal of two to four bytes; of two bytes with every third one.
  static constexpr unsigned kShortBytes = 3;
  static constexpr unsigned kPairBytes = 2;

  struct Literal {
    FlatText text;
    std::uint32_t target = 0;
    LiteralPlace place = LiteralPlace::anywhere;
    bool fold = false;
  };
  struct Entry {
    std::uint32_t window = 0;
    std::uint32_t literal = 0;
    std::uint32_t offset_bytes = 0;  ///< of the window in the literal
    std::uint32_t size_bytes = 0;    ///< of the literal
    std::uint32_t other_window = 0;  ///< a second one of four bytes, if the literal is so long: it sorts out most places
    std::uint32_t other_offset_bytes = 0;
  };
  /// Entries by a hash of their windows.
  struct EntryTable {
    std::uint64_t slot_shift = 0;
    FlatArray<std::uint32_t> slots;  ///< where the entries of a slot begin; one more at the end
    FlatArray<Entry> entries;        ///< by slot
  };
  struct PassTable {
    FlatArray<std::uint32_t> windows;  ///< a WindowSet; empty: no literals
    BytePairFilter pairs;                  ///< of what stands at one window of each literal
    EntryTable table;
  };
  /// Literals that stand at the start or at the end, by their first or last bytes.
  struct EdgeTable {
    std::uint32_t width = 0;  ///< bytes of the windows
    LiteralPlace place = LiteralPlace::start;
    EntryTable table;
  };

  template <class Found>
  void look_at_edge(const EdgeTable& edge, std::string_view text, SearchScope scope, Found& found) const {
    if (text.size() < edge.width) return;
    const std::size_t at = edge.place == LiteralPlace::end ? text.size() - edge.width : 0;
    confirm(edge.table, text, at, window::load(text, at, edge.width), scope, found);
  }

  template <class Found>
  void find_byte(const Literal& literal, std::string_view text, SearchScope scope, Found& found) const {
    if (scope == SearchScope::only_fold && !literal.fold) return;
    if (holds_byte(literal, text)) found(literal.target);
  }

  template <class Found>
  void scan(const WindowProbe& probe, std::string_view text, SearchScope scope, Found& found) const {
    WindowHits hits;
    while (hits.next < text.size()) {
      probe_windows(probe, text, hits);
      for (std::size_t i = 0; i < hits.count; ++i) {
        probe.width == kWindowBytes ? confirm_long(text, hits.at[i], scope, found) : confirm_short(text, hits.at[i], scope, found);
      }
    }
  }

  template <class Found>
  void scan_pairs(std::string_view text, SearchScope scope, Found& found) const {
    const BytePairProbe probe{long_.pairs, long_.windows, short_.pairs, short_.windows, kPairBytes};
    BytePairHits hits;
    while (hits.next < text.size()) {
      find_byte_pairs(probe, text, hits);
      for (std::size_t i = 0; i < hits.of_long.count; ++i) confirm_long(text, hits.of_long.at[i], scope, found);
      for (std::size_t i = 0; i < hits.of_short.count; ++i) confirm_short(text, hits.of_short.at[i], scope, found);
    }
  }

  template <class Found>
  void confirm_long(std::string_view text, std::size_t at, SearchScope scope, Found& found) const {
    confirm(long_.table, text, at, window::load(text, at, kWindowBytes), scope, found);
  }
  template <class Found>
  void confirm_short(std::string_view text, std::size_t at, SearchScope scope, Found& found) const {
    confirm(short_.table, text, at, window::load(text, at, kShortBytes), scope, found);
    confirm(short_.table, text, at, window::load(text, at, kPairBytes), scope, found);
  }

  template <class Found>
  void confirm(const EntryTable& table, std::string_view text, std::size_t at, std::uint32_t window, SearchScope scope, Found& found) const {
    const std::uint32_t slot = window::hash(window) >> table.slot_shift;
    for (std::uint32_t i = table.slots[slot]; i < table.slots[slot + 1]; ++i) {
      const Entry& entry = table.entries[i];
      if (entry.window != window || !may_stand(entry, text, at)) continue;
      const Literal& literal = literals_[entry.literal];
      if (scope == SearchScope::only_fold && !literal.fold) continue;
      if (stands_at(literal, text, at - entry.offset_bytes)) found(literal.target);
    }
  }

  /// Whether there is room for the literal, and its other window fits.
  static bool may_stand(const Entry& entry, std::string_view text, std::size_t at) {
    if (at < entry.offset_bytes || entry.size_bytes > text.size() - (at - entry.offset_bytes)) return false;
    if (entry.size_bytes < kWindowBytes) return true;
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, text.data() + (at - entry.offset_bytes) + entry.other_offset_bytes, sizeof bytes);
    return (bytes | window::set_bits(kWindowBytes)) == entry.other_window;
  }

  static bool stands_at(const Literal& literal, std::string_view text, std::size_t begin);
  static bool holds_byte(const Literal& literal, std::string_view text);
  static std::vector<Entry> edge_entries(std::span<const SearchLiteral> literals, LiteralPlace place, unsigned width);
  static std::vector<Entry> pass_entries(std::span<const SearchLiteral> literals, bool of_long);
  static Entry make_entry(const SearchLiteral& literal, std::uint32_t index, std::size_t offset, unsigned width);
  static EntryTable make_table(std::vector<Entry> entries, FlatArena& arena);
  static PassTable make_pass(std::span<const SearchLiteral> literals, const std::vector<Entry>& entries, bool of_long, FlatArena& arena);

  FlatArray<Literal> literals_;
  FlatArray<EdgeTable> edges_;
  FlatArray<std::uint32_t> single_bytes_;  ///< indices of literals of one byte
  PassTable long_;
  PassTable short_;
};

/// Whether `text` is equal to `folded` once its ASCII letters are folded.
[[nodiscard]] bool equals_folded(std::string_view text, std::string_view folded);

/// How often the rarest four bytes of a literal stand in prose by chance, as a share of the places; by the frequency of bytes, or of the
/// character where it is a single one.
[[nodiscard]] double expected_share(std::string_view literal);

/// Where the rarest window of so many bytes stands in a literal, by the frequency of characters in English and Korean text.
[[nodiscard]] std::size_t rarest_window(std::string_view literal, std::size_t width_bytes);

}  // namespace cleanscrape
