#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace cleanscrape::cli {

struct Options;

enum class WorkshopCommand : std::uint8_t { test };

/// What the commands for rule authors take, beside the options that all commands share.
struct WorkshopOptions {
  WorkshopCommand command = WorkshopCommand::test;
  std::string filter;  ///< test --filter
  std::string junit;   ///< test --junit; empty: none
};

/// Adds the subcommands for rule authors. `add_rule_options` adds the shared options to one of them.
void add_workshop_commands(CLI::App& app, Options& options, void (*add_rule_options)(CLI::App&, Options&));

}  // namespace cleanscrape::cli
