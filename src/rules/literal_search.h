#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "base/flat.h"

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

/// Finds thousands of literals in one pass. Of each literal two neighbouring windows of four bytes are looked for, those that
/// are rarest in prose: a multiplicative hash of the text's window at every second position probes a bitmap, and the few that
/// are set are compared in full. Of literals of up to four bytes the rarest two bytes are looked for at every position, in a second pass.
/// Windows ignore case (bit 0x20 of each byte), comparison does so only for `fold`.
class LiteralSearch {
 public:
  LiteralSearch() = default;
  /// Literals of place `whole` are not searched here. The tables and the texts are put into the arena.
  LiteralSearch(std::span<const SearchLiteral> literals, FlatArena& arena);

  /// Calls `found(target)` for each literal that stands in the text in its place, at least once and in no order.
  template <class Found>
  void find(std::string_view text, SearchScope scope, Found&& found) const {
    for (const Table& table : tables_) {
      switch (table.width) {
        case 5: scan<4, 2>(table, text, scope, found); break;
        case 4: scan<4, 1>(table, text, scope, found); break;
        case 3: scan<3, 1>(table, text, scope, found); break;
        case 2: scan<2, 1>(table, text, scope, found); break;
        default: scan<1, 1>(table, text, scope, found); break;
      }
    }
  }

 private:
  /// 8 KB stay in the first-level cache; a thousand windows set 1.5 % of the bits.
  static constexpr unsigned kBitmapBits = 16;
  static constexpr unsigned kBitmapShift = 32 - kBitmapBits;

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
  };
  /// All literals of one place and, up to five, one length.
  struct Table {
    unsigned width = 4;  ///< bytes of a literal that are looked for; 5: by two windows of 4
    LiteralPlace place = LiteralPlace::anywhere;
    unsigned slot_shift = 0;
    FlatArray<std::uint64_t> bitmap;
    FlatArray<std::uint32_t> slots;  ///< where the entries of a slot begin; one more at the end
    FlatArray<Entry> entries;        ///< by slot
  };

  template <unsigned Width>
  static std::uint32_t load_window(const char* bytes) {
    std::uint32_t window = 0;
    if constexpr (Width == 4) {
      std::memcpy(&window, bytes, Width);
    } else if constexpr (Width == 2) {
      std::uint16_t pair = 0;
      std::memcpy(&pair, bytes, Width);
      window = pair;
    } else {
      // Not by memcpy: three bytes written and four read at once stall the processor.
      for (unsigned i = 0; i < Width; ++i) window |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return window | 0x20202020U;
  }
  static std::uint32_t load_window(const char* bytes, unsigned width);
  static std::uint32_t hash(std::uint32_t window) { return window * 0x9E3779B1U; }
  /// The bit of a window in the bitmap; two bytes are their own.
  template <unsigned Width>
  static std::uint32_t bit_of(std::uint32_t window) {
    return Width == 2 ? window & 0xFFFFU : hash(window) >> kBitmapShift;
  }

  template <unsigned Width, std::size_t Stride, class Found>
  void scan(const Table& table, std::string_view text, SearchScope scope, Found& found) const {
    if (text.size() < Width) return;
    const std::size_t last = text.size() - Width;
    const std::size_t first = table.place == LiteralPlace::end ? last : 0;
    const std::size_t stop = table.place == LiteralPlace::start ? 0 : last;
    const std::uint64_t* const bitmap = table.bitmap.data();
    for (std::size_t i = first; i <= stop; i += Stride) {
      const std::uint32_t window = load_window<Width>(text.data() + i);
      const std::uint32_t bit = bit_of<Width>(window);
      if (((bitmap[bit >> 6U] >> (bit & 63U)) & 1U) != 0) confirm(table, text, i, window, scope, found);
    }
  }

  template <class Found>
  void confirm(const Table& table, std::string_view text, std::size_t at, std::uint32_t window, SearchScope scope, Found& found) const {
    const std::uint32_t slot = hash(window) >> table.slot_shift;
    for (std::uint32_t i = table.slots[slot]; i < table.slots[slot + 1]; ++i) {
      const Entry& entry = table.entries[i];
      if (entry.window != window) continue;
      const Literal& literal = literals_[entry.literal];
      if (scope == SearchScope::only_fold && !literal.fold) continue;
      if (stands_at(literal, text, at, entry.offset_bytes)) found(literal.target);
    }
  }

  static bool stands_at(const Literal& literal, std::string_view text, std::size_t window_at, std::size_t offset_bytes);
  static std::vector<Entry> entries_of(std::span<const SearchLiteral> literals, LiteralPlace place, unsigned width);
  static Table make_table(LiteralPlace place, unsigned width, std::vector<Entry> entries, FlatArena& arena);

  FlatArray<Literal> literals_;
  FlatArray<Table> tables_;
};

/// Whether `text` is equal to `folded` once its ASCII letters are folded.
[[nodiscard]] bool equals_folded(std::string_view text, std::string_view folded);

/// How often the rarest four bytes of a literal stand in prose by chance, as a share of the places; by the frequency of bytes.
[[nodiscard]] double expected_share(std::string_view literal);

/// Where the rarest window of so many bytes stands in a literal, by the frequency of bytes in English prose.
[[nodiscard]] std::size_t rarest_window(std::string_view literal, std::size_t width_bytes);

}  // namespace cleanscrape
