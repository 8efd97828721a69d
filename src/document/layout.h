#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_range.h"
#include "document/document.h"

namespace cleanscrape {

/// A dump comes in one of three shapes: one item per line, hard-wrapped (`lynx`, `w3m`, `fold`: a paragraph is a run of lines), or
/// collapsed (the whole page on one line). These functions find them by what stands next to each other, so that a page is taken apart
/// in the same way before and after it was cleaned.

/// Finds out whether a page was written with a fixed column: its lines of that width often go on in lower case on the next line.
class HardWrapMeter {
 public:
  /// The page's lines, in order. A line that is not blank must live until the next one was added.
  void add(std::string_view line, bool is_blank);
  [[nodiscard]] bool is_hard_wrapped() const;

 private:
  std::string_view wide_;  ///< the last line where it has a usual width, else empty
  std::size_t wide_lines_ = 0;
  std::size_t continued_lines_ = 0;
};

/// What a page's lines are joined by.
struct JoinContext {
  bool hard_wrapped = false;  ///< see HardWrapMeter
  const StopwordSet& english;
};

/// Joins a run of lines, none of them blank, to paragraphs: appends for each paragraph how many lines it has. A line belongs to the one
/// before it where a writer broke it at a fixed column, or where a dump cut a sentence at a link.
void join_lines(std::span<const std::string_view> run, const JoinContext& context, std::vector<std::uint32_t>& counts);

/// A piece of a line that holds a whole page.
struct CollapsedPiece {
  TextRange range;         ///< of the view
  bool is_foreign = false;  ///< a run of Hangul between English sentences, with the numbers and labels inside it; otherwise one sentence
};

/// Cuts the view of a line that holds a whole page into pieces, in order; nothing but spaces lies between them. Appends nothing where the
/// line is an ordinary one: too short, or without a long run of Hangul that stands between sentences.
void split_collapsed(std::string_view view, std::vector<CollapsedPiece>& pieces);

}  // namespace cleanscrape
