#pragma once

#include <vector>

#include "cleanscrape/cleanscrape.h"
#include "cli/options.h"

namespace cleanscrape::cli {

/// Reads the rule files that the options, the environment (CLEANSCRAPE_RULES, separated by colons) and the user's configuration folder name,
/// after the built-in packs.
[[nodiscard]] Result<std::vector<RuleSource>> read_rule_sources(const Options& options);

/// The same with the rule files `paths` (files or folders) besides, in the place of packs with the same id. `files` receives their names.
[[nodiscard]] Result<std::vector<RuleSource>> read_rule_sources_with(const Options& options, const std::vector<std::string>& paths,
                                                                     std::vector<std::string>& files);

/// Compiles rule files with the switches that the options name.
[[nodiscard]] Result<RuleSet> compile_rules(const Options& options, const std::vector<RuleSource>& sources, Diagnostics* warnings);

/// Reads and compiles all rules.
[[nodiscard]] Result<RuleSet> load_rules(const Options& options, Diagnostics* warnings);

[[nodiscard]] CleanOptions clean_options(const Options& options);

}  // namespace cleanscrape::cli
