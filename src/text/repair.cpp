#include "text/repair.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/encoding.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// What windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<char32_t, 32> kWindows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Characters in a row that stand for bytes beyond ASCII.
struct Run {
  std::string bytes;
  std::vector<std::size_t> offsets;  ///< in the text, one for each byte and the end
};

Run run_at(std::string_view text, std::size_t offset) {
  Run run;
  while (offset < text.size()) {
    const DecodedChar c = decode_at(text, offset);
    const int byte = c.valid ? latin_byte(c.code_point) : -1;
    if (byte < 0x80) break;
    run.bytes += static_cast<char>(byte);
    run.offsets.push_back(offset);
    offset += c.size_bytes;
  }
  run.offsets.push_back(offset);
  return run;
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::vector<Repair> run() && {
    for (std::size_t i = 0; i < text_.size();) {
      if (text_[i] == '&') {
        i = take_entity(i);
      } else if (static_cast<unsigned char>(text_[i]) < 0x80) {
        ++i;
      } else {
        i = take_run(i);
      }
    }
    return std::move(*this).sure_ones();
  }

 private:
  enum class Evidence : std::uint8_t {
    own,           ///< it cannot be anything else
    korean,        ///< the same, and the page was read as Latin-1 instead of windows-949
    needs_korean,  ///< honest Latin text may hold it: counts only on a page that was
  };
  struct Found {
    Repair repair;
    Evidence evidence;
  };

  std::size_t take_entity(std::size_t offset) {
    Repair repair = entity_at(text_, offset);
    if (repair.with.empty()) return offset + 1;
    const std::size_t end = repair.range.end;
    found_.push_back({std::move(repair), Evidence::own});
    return end;
  }

  std::size_t take_run(std::size_t offset) {
    const Run run = run_at(text_, offset);
    if (run.bytes.empty()) return offset + decode_at(text_, offset).size_bytes;
    const bool is_korean = find_invalid_utf8(run.bytes) != std::string_view::npos && take_korean(run);
    if (!is_korean && !take_utf8(run)) take_pairs(run);
    return run.offsets.back();
  }

  /// Sequences of UTF-8 inside of the run. False where there are none.
  bool take_utf8(const Run& run) {
    bool any = false;
    for (std::size_t i = 0; i < run.bytes.size();) {
      const DecodedChar c = decode_at(run.bytes, i);
      if (c.valid && c.code_point >= 0xA0) {
        add(run, i, i + c.size_bytes, run.bytes.substr(i, c.size_bytes), Evidence::own);
        any = true;
      }
      i += c.size_bytes;
    }
    return any;
  }

  /// Pairs of KS X 1001: its marks are sure, two syllables in a row are, one alone is not, nor are others. False where there are neither
  /// marks nor syllables.
  bool take_korean(const Run& run) {
    const std::size_t pairs = run.bytes.size() / 2;
    std::size_t syllables = 0;
    std::size_t marks = 0;
    for (std::size_t i = 0; i < pairs; ++i) {
      syllables += is_syllable(run, 2 * i) ? 1U : 0U;
      marks += is_mark(run, 2 * i) ? 1U : 0U;
    }
    if (syllables + marks == 0 || (run.bytes.size() % 2 != 0 && syllables < 2)) return false;
    for (std::size_t i = 0; i < pairs; ++i) {
      const bool is_sure = is_mark(run, 2 * i) || (is_syllable(run, 2 * i) && syllables >= 2);
      add_pair(run, 2 * i, is_sure ? Evidence::korean : Evidence::needs_korean);
    }
    return true;
  }

  /// Other pairs of KS X 1001: signs, Hanja. Nothing where the run is no row of pairs.
  void take_pairs(const Run& run) {
    if (run.bytes.size() % 2 != 0) return;
    for (std::size_t i = 0; i < run.bytes.size(); i += 2) add_pair(run, i, Evidence::needs_korean);
  }

  /// Nothing where windows-949 has no such pair.
  void add_pair(const Run& run, std::size_t i, Evidence evidence) {
    if (!in(run.bytes[i], 0xA1, 0xFD) || !in(run.bytes[i + 1], 0xA1, 0xFE)) return;
    Decoded decoded = decode(std::string_view(run.bytes).substr(i, 2), {"windows-949", 0}, BadBytes::replace);
    if (decoded.bad_ranges == 0) add(run, i, i + 2, std::move(decoded.text), evidence);
  }

  static bool is_syllable(const Run& run, std::size_t i) { return in(run.bytes[i], 0xB0, 0xC8) && in(run.bytes[i + 1], 0xA1, 0xFE); }
  /// Quotation marks, dashes, brackets. 0xBF is left out: Spanish has "¡¿".
  static bool is_mark(const Run& run, std::size_t i) { return in(run.bytes[i], 0xA1, 0xA1) && in(run.bytes[i + 1], 0xA3, 0xBE); }
  static bool in(char byte, unsigned first, unsigned last) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= first && value <= last;
  }

  void add(const Run& run, std::size_t begin, std::size_t end, std::string with, Evidence evidence) {
    found_.push_back({{{run.offsets[begin], run.offsets[end]}, std::move(with)}, evidence});
  }

  std::vector<Repair> sure_ones() && {
    constexpr std::ptrdiff_t kEnoughKorean = 2;
    const bool is_korean = std::count_if(found_.begin(), found_.end(), [](const Found& f) { return f.evidence == Evidence::korean; }) >= kEnoughKorean;
    std::vector<Repair> repairs;
    for (Found& found : found_) {
      if (is_korean || found.evidence != Evidence::needs_korean) repairs.push_back(std::move(found.repair));
    }
    return repairs;
  }

  std::string_view text_;
  std::vector<Found> found_;
};

}  // namespace

int latin_byte(char32_t code_point) {
  if (code_point < 0x100) return static_cast<int>(code_point);
  const auto found = std::find(kWindows1252.begin(), kWindows1252.end(), code_point);
  return found == kWindows1252.end() ? -1 : 0x80 + static_cast<int>(found - kWindows1252.begin());
}

std::vector<Repair> find_repairs(std::string_view text) { return Finder(text).run(); }

}  // namespace cleanscrape
