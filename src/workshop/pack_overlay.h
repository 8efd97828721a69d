#pragma once

#include <span>
#include <vector>

#include "cleanscrape/rules.h"

namespace cleanscrape {

/// The loaded rule files with `given` in the place of packs with the same id, and behind the others where there is none.
[[nodiscard]] std::vector<RuleSource> overlay_packs(std::span<const RuleSource> loaded, std::span<const RuleSource> given);

/// Whether the pack says that it is loaded only by name. Files that do not hold the word are not read as TOML.
[[nodiscard]] bool is_experimental(const RuleSource& source);

}  // namespace cleanscrape
