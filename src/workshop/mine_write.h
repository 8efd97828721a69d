#pragma once

#include <string>
#include <vector>

#include "workshop/mine_rules.h"

namespace cleanscrape::mining {

/// A case with its margin, as it shall stand in the pack.
struct WrittenCase {
  std::string name;
  std::string page;  ///< lines with margins
};

/// The pack as a rule file. `cases[i]` belongs to `proposal.rules[i]`, the last one to the pack as a whole; empty pages are left out.
[[nodiscard]] std::string write_pack(std::string_view site, const Facts& facts, const Proposal& proposal, const std::vector<WrittenCase>& cases);

}  // namespace cleanscrape::mining
