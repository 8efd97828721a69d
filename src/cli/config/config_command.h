#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/streams.h"

namespace cleanscrape::cli {

/// Adds --config and --no-config.
void add_config_options(CLI::App& app, Options& options);
/// Adds the second alone.
void add_no_config(CLI::App& app, Options& options);

/// Adds `config show`.
void add_config_command(CLI::App& app, Options& options);

/// Lists the settings that hold here as a configuration file; with --origin, where each comes from.
ExitCode run_config_show(const Options& options, Streams& streams);

}  // namespace cleanscrape::cli
