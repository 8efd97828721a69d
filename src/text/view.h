#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_range.h"

namespace cleanscrape {

/// Makes the *view* of a piece of a page: what rules, features and comparisons see. Unicode NFC; every white space folded to one
/// U+0020; zero-width and soft-hyphen characters removed; bytes that are no UTF-8 shown as U+FFFD; ends trimmed; lines joined
/// with one space. Most pieces are their own view, and nothing is copied. One object per thread: it keeps its buffers.
class ViewMaker {
 public:
  /// The view of `lines` of `page`. Either a slice of `page` or of this object's buffer, which the next call overwrites.
  [[nodiscard]] std::string_view make(std::string_view page, std::span<const TextRange> lines);

  /// Whether the last view is a slice of the page.
  [[nodiscard]] bool is_slice() const { return is_slice_; }

  /// For each byte of the view, and its end, the offset in `page` of the character it comes from. A space that stands for a run of
  /// white space maps to the start of the run.
  [[nodiscard]] std::vector<std::size_t> map_offsets(std::string_view page, std::span<const TextRange> lines);

 private:
  void fold_lines(std::string_view page, std::span<const TextRange> lines);
  void fold_line(std::string_view page, TextRange line);
  void fold_cluster(std::string_view page, TextRange cluster);
  void append(std::string_view text, std::size_t source_offset);
  void append_space(std::size_t source_offset);

  std::string buffer_;
  std::vector<std::size_t> offsets_;  ///< filled only while `mapping_`
  bool mapping_ = false;
  bool is_slice_ = false;
};

/// Where the visible text of `line` begins and ends: white space and zero-width characters at its ends are left out.
[[nodiscard]] TextRange trim(std::string_view page, TextRange line);

/// Whether the range shows nothing: white space and zero-width characters only.
[[nodiscard]] bool is_blank(std::string_view page, TextRange line);

/// White space in the sense of Unicode.
[[nodiscard]] bool is_white_space(char32_t code_point);

/// Characters that take no room: zero-width spaces and joiners, marks of direction, soft hyphen, byte order mark.
[[nodiscard]] bool is_zero_width(char32_t code_point);

}  // namespace cleanscrape
