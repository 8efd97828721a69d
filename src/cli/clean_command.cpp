#include <fmt/format.h>

#include "cli/batch/batch.h"
#include "cli/commands.h"
#include "cli/rule_loading.h"

namespace cleanscrape::cli {

ExitCode run_clean(const Options& options, Streams& streams) {
  Diagnostics warnings;
  const auto rules = load_rules(options, &warnings);
  if (options.verbose) report(warnings, streams);
  if (!rules) {
    report(rules.diagnostics(), streams);
    return ExitCode::usage;
  }
  streams.rules = *rules;
  if (!options.version) return run_batch(options, *rules, streams);
  streams.out.write(fmt::format("cleanscrape {}\nrules {} ({} rules)\n", version(), rules->fingerprint(), rules->list().size()));
  return ExitCode::done;
}

}  // namespace cleanscrape::cli
