#pragma once

#include "cli/commands.h"

namespace cleanscrape::cli {

/// Runs the command for rule authors that the options name.
ExitCode run_workshop(const Options& options, Streams& streams);

}  // namespace cleanscrape::cli
