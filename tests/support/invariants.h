#pragma once

#include <string>
#include <string_view>

#include "cleanscrape/cleaner.h"

namespace cleanscrape::test {

/// Each of these says what is wrong, or nothing. They are what must hold of every page, whatever the rules.

/// Blocks stand in order, do not overlap, and nothing visible stands outside of them.
[[nodiscard]] std::string blocks_tile_page(std::string_view page, const Cleaned& cleaned);

/// Changes stand in order, inside the page, do not overlap, and say where they come from.
[[nodiscard]] std::string changes_are_sound(std::string_view page, const Cleaned& cleaned);

/// Every dropped block has a stage and a rule with file and line; no block that a keep rule holds is dropped.
[[nodiscard]] std::string verdicts_have_reasons(const RuleSet& rules, const Cleaned& cleaned);

/// Each line of the article is a line of the page, in the page's order; a line of which a piece was cut out has that line's bytes in order.
[[nodiscard]] std::string lines_come_from_page(std::string_view page, const Cleaned& cleaned);

/// All of the above.
[[nodiscard]] std::string all_of_one_page(const RuleSet& rules, std::string_view page, const Cleaned& cleaned);

}  // namespace cleanscrape::test
