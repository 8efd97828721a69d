#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/streams.h"

namespace CLI {
class App;
}

namespace cleanscrape::cli {

/// Adds `restore` and `stats merge`.
void add_undo_commands(CLI::App& app, Options& options);

ExitCode run_restore(const Options& options, Streams& streams);
ExitCode run_stats_merge(const Options& options, Streams& streams);

}  // namespace cleanscrape::cli
