#pragma once

#include <vector>

#include "cleanscrape/cleanscrape.h"
#include "cli/options.h"

namespace cleanscrape::cli {

/// Reads the rule files that the options, the environment (CLEANSCRAPE_RULES, separated by colons) and the user's configuration folder name,
/// after the built-in packs.
[[nodiscard]] Result<std::vector<RuleSource>> read_rule_sources(const Options& options);

/// Reads and compiles all rules.
[[nodiscard]] Result<RuleSet> load_rules(const Options& options, Diagnostics* warnings);

[[nodiscard]] CleanOptions clean_options(const Options& options);

}  // namespace cleanscrape::cli
