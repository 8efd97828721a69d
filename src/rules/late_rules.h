#pragma once

#include <vector>

#include "rules/compiled_rules.h"
#include "rules/rule.h"
#include "rules/trigger.h"

namespace cleanscrape {

/// Whether the rule is tried late: nothing in a view and no rare sign of the block tells that it may hold
/// there, and nothing asks for its hits before the page is known.
[[nodiscard]] bool is_late(const Rule& rule, const Trigger& trigger);

struct RuleImage;
/// Those of the image's late rules that are switched on. A mark for which the page model asks has no users and matters everywhere.
[[nodiscard]] std::vector<LateRule> late_rules(const RuleImage& image, const std::vector<bool>& enabled);

}  // namespace cleanscrape
