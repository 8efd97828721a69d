#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_range.h"
#include "document/layout.h"
#include "text/arena.h"
#include "text/features.h"
#include "text/view.h"

namespace cleanscrape {

/// A range of a page that is segmented: such a page has less than 4 GiB, and a page of short lines has many ranges.
struct PageRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  PageRange() = default;
  PageRange(TextRange range) : begin(static_cast<std::uint32_t>(range.begin)), end(static_cast<std::uint32_t>(range.end)) {}
  operator TextRange() const { return {begin, end}; }
  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] std::size_t size_bytes() const { return end - begin; }
  [[nodiscard]] std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// One line of the page.
struct Line {
  PageRange text;     ///< without the line end
  PageRange visible;  ///< of it, without white space and zero-width characters at the ends

  /// Whether it shows nothing.
  [[nodiscard]] bool is_blank() const { return visible.empty(); }
};

enum class BlockKind : std::uint8_t {
  line,     ///< one line
  wrapped,  ///< the lines of one hard-wrapped paragraph
};

/// What is judged. Blocks tile the visible text of the page, in order.
struct Block {
  PageRange range;  ///< from the first visible character to behind the last one
  std::uint32_t first_line = 0;
  std::uint32_t line_count = 1;
  std::string_view view;      ///< see text/view.h; lives as long as the document
  Features features;
  std::uint32_t first_clause = 0;  ///< see `Document::clauses`
  std::uint32_t clause_count = 0;
  BlockKind kind = BlockKind::line;
  bool view_is_slice = true;  ///< the view is `range` of the page
};

/// A page and its blocks. Reused from page to page by one thread: `segment` fills it anew and keeps its memory.
class Document {
 public:
  [[nodiscard]] std::string_view page() const { return page_; }
  [[nodiscard]] std::span<const Line> lines() const { return lines_; }
  /// Behind the line's end: where the following line begins.
  [[nodiscard]] std::size_t end_of_line(std::size_t line) const { return line + 1 < lines_.size() ? lines_[line + 1].text.begin : page_.size(); }
  [[nodiscard]] std::span<const Block> blocks() const { return blocks_; }
  [[nodiscard]] const Block& block(std::size_t index) const { return blocks_[index]; }
  [[nodiscard]] std::size_t size() const { return blocks_.size(); }

  /// The sketches of the block's clauses.
  [[nodiscard]] std::span<const Sketch> clauses(std::size_t index) const {
    return std::span(clauses_).subspan(blocks_[index].first_clause, blocks_[index].clause_count);
  }
  /// Of all blocks.
  [[nodiscard]] std::size_t clause_count() const { return clauses_.size(); }

  /// Whether its lines were broken at a fixed column.
  [[nodiscard]] bool is_hard_wrapped() const { return is_hard_wrapped_; }

  /// The source lines of a block, as `ViewMaker` takes them.
  void source_ranges(const Block& block, std::vector<TextRange>& ranges) const;

  static constexpr std::size_t kMaxPageBytes = 0xFFFFFFFE;

  /// Takes a page of at most kMaxPageBytes apart. The page must outlive the document's use; blank lines belong to no block.
  void segment(std::string_view page, const StopwordSet& english);

  /// Gives a block another view, as after an edit, and measures it.
  void set_view(std::size_t block, std::string_view view, const StopwordSet& english);

 private:
  void split_lines();
  void make_blocks(const StopwordSet& english);
  void add_block(BlockKind kind, std::uint32_t first_line, std::uint32_t line_count);
  void measure_blocks(const StopwordSet& english);
  void measure_block(Block& block, const StopwordSet& english);
  void mark_side_by_side();

  std::string_view page_;
  std::vector<Line> lines_;
  std::vector<Block> blocks_;
  std::vector<TextRange> scratch_;
  std::vector<std::uint32_t> line_counts_;
  std::vector<LineText> run_;
  LineJoiner joiner_;
  std::vector<bool> side_by_side_;  ///< per line
  bool is_hard_wrapped_ = false;
  ViewMaker view_maker_;
  std::vector<Sketch> clauses_;  ///< by block; those of an edited block once more, at the end
  TextArena arena_;
};

}  // namespace cleanscrape
