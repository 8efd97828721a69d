#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace cleanscrape {

/// Finds lines in which a text browser set two columns beside each other, as `w3m` and `html2text` do with tables that lay out a page: several
/// lines in a row with a wide gap, behind which the second column starts at the same terminal column, and sentences that go on from line to line
/// on one side of it. Such lines belong to two texts at once, so nobody can drop one of them alone.
/// Sets for each line whether it is one; returns whether any is.
bool find_side_by_side(std::string_view page, std::span<const Line> lines, std::vector<bool>& beside);

}  // namespace cleanscrape
