#pragma once

#include <string>
#include <string_view>

#include "cleanscrape/cleanscrape.h"
#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/streams.h"

namespace cleanscrape::cli {

/// Each command is a function of its options and streams, so that tests can call it.
ExitCode run_clean(const Options& options, Streams& streams);
ExitCode run_explain(const Options& options, Streams& streams);
ExitCode run_diff(const Options& options, Streams& streams);
ExitCode run_rules_list(const Options& options, Streams& streams);
ExitCode run_rules_show(const Options& options, Streams& streams);

/// Runs the command that the options name.
ExitCode run(const Options& options, Streams& streams);

/// Writes diagnostics to the error stream, one line each.
void report(const Diagnostics& diagnostics, Streams& streams);

/// Writes "cleanscrape: NAME: MESSAGE" to the error stream.
void report_failure(std::string_view name, std::string_view message, Streams& streams);

/// Loads the rules and makes a cleaner; reports what is wrong.
struct LoadedCleaner {
  RuleSet rules;
  Cleaner cleaner;
};
[[nodiscard]] std::unique_ptr<LoadedCleaner> load_cleaner(const Options& options, Streams& streams);

/// Reads one input ("-": standard input); reports a failure and returns false.
[[nodiscard]] bool read_input(const std::string& name, std::string& text, Streams& streams);

/// The inputs that the options name; standard input where there are none.
[[nodiscard]] std::vector<std::string> inputs_of(const Options& options);

/// Whether to colour the output: a terminal, and NO_COLOR (https://no-color.org) not set.
[[nodiscard]] bool use_color(const Streams& streams);

}  // namespace cleanscrape::cli
