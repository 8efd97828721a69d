#pragma once

#include <string_view>
#include <vector>

#include "base/text_range.h"

namespace cleanscrape {

/// Appends the sentences of a view, in order, without the spaces between them. A sentence ends at `. ! ? …` (or a full-width form) with
/// closing marks behind it, before a space and something that is not a lower-case letter. Abbreviations of up to three letters ("Mr.",
/// "U.S.") do not end one. The same words are split in the same way wherever they stand.
void split_sentences(std::string_view view, std::vector<TextRange>& sentences);

}  // namespace cleanscrape
