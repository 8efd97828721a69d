#pragma once

#include <span>
#include <string>

#include "rules/compiled_rules.h"
#include "workshop/named_page.h"

namespace cleanscrape {

/// The lines whose verdict is another under `after` than under `before`, grouped by the rule that makes the difference: the one that takes
/// the line away, or that took it before. For the review of a change to a pack.
[[nodiscard]] std::string render_rule_diff(const CompiledRules& before, const CompiledRules& after, std::span<const NamedPage> pages, bool color);

}  // namespace cleanscrape
