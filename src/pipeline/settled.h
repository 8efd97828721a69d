#pragma once

#include <span>
#include <string_view>

#include "cleanscrape/cleaner.h"
#include "engine/page.h"
#include "text/stopwords.h"

namespace cleanscrape {

/// Whether the article's blocks are those of the page that stay, so that judging it again can change nothing: with other neighbours a line may
/// belong to another paragraph. Reads the article line by line, and keeps no more of it than one run of lines.
[[nodiscard]] bool has_same_blocks(const Page& page, std::span<const Change> changes, const StopwordSet& english);

}  // namespace cleanscrape
