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
  struct Found {
    Repair repair;
    bool sure;
  };

  std::size_t take_entity(std::size_t offset) {
    Repair repair = entity_at(text_, offset);
    if (repair.with.empty()) return offset + 1;
    const std::size_t end = repair.range.end;
    found_.push_back({std::move(repair), true});
    return end;
  }

  std::size_t take_run(std::size_t offset) {
    const Run run = run_at(text_, offset);
    if (run.bytes.empty()) return offset + decode_at(text_, offset).size_bytes;
    if (find_invalid_utf8(run.bytes) == std::string_view::npos || !take_korean(run)) take_utf8(run);
    return run.offsets.back();
  }

  /// Sequences of UTF-8 inside of the run.
  void take_utf8(const Run& run) {
    for (std::size_t i = 0; i < run.bytes.size();) {
      const DecodedChar c = decode_at(run.bytes, i);
      if (c.valid && c.code_point >= 0xA0) {
        add(run, i, i + c.size_bytes, run.bytes.substr(i, c.size_bytes), true);
      }
      i += c.size_bytes;
    }
  }

  /// Pairs of KS X 1001: its marks are sure, two syllables in a row are, one alone is not. False where there are none.
  bool take_korean(const Run& run) {
    const std::size_t pairs = run.bytes.size() / 2;
    std::size_t syllables = 0;
    for (std::size_t i = 0; i < pairs; ++i) syllables += is_syllable(run, 2 * i) ? 1U : 0U;
    if (run.bytes.size() % 2 != 0 && syllables < 2) return false;
    bool any = false;
    for (std::size_t i = 0; i < pairs; ++i) {
      const bool syllable = is_syllable(run, 2 * i);
      if (!syllable && !is_mark(run, 2 * i)) continue;
      Decoded decoded = decode(std::string_view(run.bytes).substr(2 * i, 2), {"windows-949", 0}, BadBytes::replace);
      if (decoded.bad_ranges != 0) continue;
      add(run, 2 * i, 2 * i + 2, std::move(decoded.text), !syllable || syllables >= 2);
      any = true;
    }
    return any;
  }

  static bool is_syllable(const Run& run, std::size_t i) { return in(run.bytes[i], 0xB0, 0xC8) && in(run.bytes[i + 1], 0xA1, 0xFE); }
  static bool is_mark(const Run& run, std::size_t i) { return in(run.bytes[i], 0xA1, 0xA1) && in(run.bytes[i + 1], 0xA3, 0xBF); }
  static bool in(char byte, unsigned first, unsigned last) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= first && value <= last;
  }

  void add(const Run& run, std::size_t begin, std::size_t end, std::string with, bool sure) {
    found_.push_back({{{run.offsets[begin], run.offsets[end]}, std::move(with)}, sure});
  }

  std::vector<Repair> sure_ones() && {
    constexpr std::ptrdiff_t kEnoughSureOnes = 2;
    const bool all = std::count_if(found_.begin(), found_.end(), [](const Found& f) { return f.sure; }) >= kEnoughSureOnes;
    std::vector<Repair> repairs;
    for (Found& found : found_) {
      if (all || found.sure) repairs.push_back(std::move(found.repair));
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
