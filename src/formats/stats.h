#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/diagnostic.h"
#include "formats/transform_report.h"

namespace cleanscrape {

/// Sums over a run, and the rules that they belong to.
struct Stats {
  std::string rules_fingerprint;
  Totals totals;
};

/// JSON, with a line for each number and names in order, so that equal sums are equal bytes.
[[nodiscard]] std::string render_stats(const Stats& stats);

/// Reads what `render_stats` wrote. `name` is shown in messages.
[[nodiscard]] Result<Stats> parse_stats(std::string_view json, const std::string& name);

/// Adds up runs with the same rules; fails where they differ. `names` are shown in messages, one for each.
[[nodiscard]] Result<Stats> merge_stats(const std::vector<Stats>& shards, const std::vector<std::string>& names);

}  // namespace cleanscrape
