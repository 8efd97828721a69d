#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_range.h"
#include "text/stopwords.h"

namespace cleanscrape {

/// A dump comes in one of three shapes: one item per line, hard-wrapped (`lynx`, `w3m`, `fold`: a paragraph is a run of lines), or
/// collapsed (the whole page on one line). These functions find them by what stands next to each other, so that a page is taken apart
/// in the same way before and after it was cleaned.

/// A line of a page, and what is visible of it.
struct LineText {
  std::string_view all;      ///< without its line end
  std::string_view visible;  ///< a slice of it, without white space and zero-width characters at the ends

  [[nodiscard]] bool is_blank() const { return visible.empty(); }
  [[nodiscard]] std::string_view indent() const { return all.substr(0, static_cast<std::size_t>(visible.data() - all.data())); }
};

/// The same line with its visible part found.
[[nodiscard]] LineText line_text(std::string_view line);

/// Finds out whether a page was written with a fixed column: its lines of that width often go on in lower case on the next line.
class HardWrapMeter {
 public:
  /// The page's lines, in order. A line that is not blank must live until the next one was added.
  void add(const LineText& line);
  [[nodiscard]] bool is_hard_wrapped() const;

 private:
  std::string_view wide_;  ///< visible part of the last line where it has a usual width, else empty
  std::size_t wide_lines_ = 0;
  std::size_t continued_lines_ = 0;
};

/// What a page's lines are joined by.
struct JoinContext {
  bool hard_wrapped = false;  ///< see HardWrapMeter
  const StopwordSet& english;
};

/// Joins lines to paragraphs. Reused from run to run.
class LineJoiner {
 public:
  /// Takes a run of lines, none of them blank, and appends for each paragraph how many lines it has. A line belongs to the one before it
  /// where a writer broke it at a fixed column, or where a dump cut a sentence at a link.
  void join(std::span<const LineText> run, const JoinContext& context, std::vector<std::uint32_t>& counts);

 private:
  /// A line as the tests for joining see it.
  struct Shape {
    std::string_view text;           ///< visible part
    std::size_t indent_columns = 0;  ///< code points before it
    std::size_t text_columns = 0;    ///< code points of the visible part
    bool space_behind = false;       ///< ends in a space that is not visible
    bool hangul = false;             ///< mostly Hangul
    [[nodiscard]] std::size_t columns() const { return indent_columns + text_columns; }
  };

  static Shape shape_of(const LineText& line);
  /// Whether line `i` belongs to the block of `count` lines that ends with line `i - 1`.
  [[nodiscard]] bool joins(std::size_t i, std::uint32_t count, const JoinContext& context) const;
  /// Whether a writer with a fixed column broke the line: the second line's first word did not fit behind the first line.
  [[nodiscard]] bool was_wrapped(std::size_t i, std::uint32_t count) const;
  /// Whether the second line goes on with the sentence of the first, as where a dump puts inline links on lines of their own.
  [[nodiscard]] bool is_fragment(const Shape& first, const Shape& second, const JoinContext& context) const;

  std::vector<Shape> shapes_;
  std::size_t block_columns_ = 0;  ///< code points of the block so far
};

/// A piece of a line that holds a whole page.
struct CollapsedPiece {
  TextRange range;         ///< of the view
  bool is_foreign = false;  ///< a run of Hangul between English sentences, with the numbers and labels inside it; otherwise one sentence
};

/// Cuts the view of a line that holds a whole page into pieces, in order; nothing but spaces lies between them. Appends nothing where the
/// line is an ordinary one: too short, or without a long run of Hangul that stands between sentences.
void split_collapsed(std::string_view view, std::vector<CollapsedPiece>& pieces);

}  // namespace cleanscrape
