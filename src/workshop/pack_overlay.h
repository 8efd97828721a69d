#pragma once

#include <span>
#include <vector>

#include "cleanscrape/rules.h"

namespace cleanscrape {

/// The loaded rule files with `given` in the place of packs with the same id, and behind the others where there is none.
[[nodiscard]] std::vector<RuleSource> overlay_packs(std::span<const RuleSource> loaded, std::span<const RuleSource> given);

}  // namespace cleanscrape
