#pragma once

#include "engine/page.h"
#include "engine/prose.h"

namespace cleanscrape {

/// Drops the copies of text that stands on the page more than once, for every rule with a `duplicate` condition.
///
/// Which copy stays, with `keep = "body"`: the one in the stretch of the page that has most prose, wherever it stands on the page; within
/// one stretch the first, unless the stretch opens with a run of copies (a portal's summary above the article). Honest repetition stays:
/// inside one stretch a copy goes only where it touches the other, where it is part of a run of at least three copied paragraphs, or where
/// a long paragraph stands exactly twice.
void drop_duplicates(const CompiledRules& rules, PageRegions& regions, Page& page);

}  // namespace cleanscrape
