#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace cleanscrape::cli {

struct Options;

enum class WorkshopCommand : std::uint8_t { test, check, coverage, rules_diff, rules_sites, rules_graph, mine, fmt, schema };

/// What the commands for rule authors take, beside the options that all commands share.
struct WorkshopOptions {
  WorkshopCommand command = WorkshopCommand::test;
  std::string filter;                ///< test --filter
  std::string junit;                 ///< test --junit; empty: none
  std::string format = "text";       ///< check --format; coverage --json
  bool strict = false;               ///< check --strict
  std::vector<std::string> against;  ///< check --against
  bool fail_dead = false;            ///< coverage --fail-dead
  std::string old_rules;             ///< rules diff OLD
  std::string new_rules;             ///< rules diff NEW
  std::string site;                  ///< mine --site
  std::vector<std::string> not_pages;  ///< mine --not
  std::uint32_t min_pages = 0;       ///< mine --min-pages; 0: by the number of pages
  bool check_only = false;           ///< fmt --check
};

/// Adds the subcommands for rule authors, those of `rules` to the subcommand of that name. `add_rule_options` adds the shared options.
void add_workshop_commands(CLI::App& app, Options& options, void (*add_rule_options)(CLI::App&, Options&));

}  // namespace cleanscrape::cli
