#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/line_rules.h"
#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// What the caller knows or wants about one page.
struct JudgeOptions {
  SiteChoice sites = SiteChoice::detect;
  std::vector<SiteIndex> named_sites;           ///< for SiteChoice::named; and, beside detection, from the page's URL
  std::vector<BlockClass> keep_classes;         ///< blocks that rules of these classes would drop stay
};

/// Gives every block of the page's document its verdict. The document is segmented already.
void judge(const CompiledRules& rules, const JudgeOptions& options, MatchScratch& scratch, Page& page);

}  // namespace cleanscrape
