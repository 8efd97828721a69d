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

/// How many lines from `first` on, all before `end` and none blank, make one paragraph: 1 where nothing was wrapped.
[[nodiscard]] std::uint32_t paragraph_lines(std::string_view page, std::span<const Line> lines, std::uint32_t first);

/// Cuts a line that holds a whole page into sentences, labels and runs of one script. Appends nothing where the line is an ordinary
/// one, and is then one block.
void split_collapsed(std::string_view page, const Line& line, std::vector<TextRange>& spans);

}  // namespace cleanscrape
