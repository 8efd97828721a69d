#pragma once

#include "cleanscrape/rules.h"
#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/streams.h"

namespace cleanscrape::cli {

/// Cleans all inputs that the options name and writes them where the options say.
ExitCode run_batch(const Options& options, const RuleSet& rules, Streams& streams);

}  // namespace cleanscrape::cli
