#include "cli/commands.h"

#include <cstdlib>
#include <cstring>

#include "cli/config/config_command.h"
#include "cli/rule_loading.h"
#include "cli/undo_commands.h"
#include "cli/workshop_commands.h"

namespace cleanscrape::cli {

namespace {

ExitCode run_command(const Options& options, Streams& streams) {
  switch (options.command) {
    case Command::clean: return run_clean(options, streams);
    case Command::explain: return run_explain(options, streams);
    case Command::diff: return run_diff(options, streams);
    case Command::rules_list: return run_rules_list(options, streams);
    case Command::rules_show: return run_rules_show(options, streams);
    case Command::restore: return run_restore(options, streams);
    case Command::stats_merge: return run_stats_merge(options, streams);
    case Command::config_show: return run_config_show(options, streams);
    case Command::workshop: return run_workshop(options, streams);
  }
  return ExitCode::usage;
}

}  // namespace

ExitCode run(const Options& options, Streams& streams) {
  const ExitCode code = run_command(options, streams);
  streams.out.flush();
  if (code != ExitCode::done || streams.out.state() != Sink::State::failed) return code;
  report_failure("standard output", std::strerror(streams.out.error_number()), streams);
  return ExitCode::some_failed;
}

void report(const Diagnostics& diagnostics, Streams& streams) {
  for (const Diagnostic& diagnostic : diagnostics) streams.err.write(format_diagnostic(diagnostic, streams.error_format));
  streams.err.flush();
}

void report_failure(std::string_view name, std::string_view message, Streams& streams) {
  streams.err.write(format_message({Severity::error, std::string(name), 0, 0, {}, std::string(message)}, streams.error_format));
  streams.err.flush();
}

std::unique_ptr<LoadedCleaner> load_cleaner(const Options& options, Streams& streams) {
  Diagnostics warnings;
  auto rules = load_rules(options, &warnings);
  if (options.verbose) report(warnings, streams);
  if (!rules) {
    report(rules.diagnostics(), streams);
    return nullptr;
  }
  auto cleaner = Cleaner::make(*rules, clean_options(options));
  if (!cleaner) {
    report(cleaner.diagnostics(), streams);
    return nullptr;
  }
  return std::make_unique<LoadedCleaner>(LoadedCleaner{*std::move(rules), *std::move(cleaner)});
}

bool read_input(const std::string& name, std::string& text, Streams& streams) {
  int error_number = 0;
  const bool ok = name == "-" ? read_all(streams.in_fd, text, error_number) : read_file(name, text, error_number);
  if (!ok) report_failure(name == "-" ? "standard input" : name, std::strerror(error_number), streams);
  return ok;
}

std::vector<std::string> inputs_of(const Options& options) {
  return options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
}

bool use_color(const Streams& streams) {
  const char* no_color = std::getenv("NO_COLOR");
  return streams.out_is_terminal && (no_color == nullptr || *no_color == '\0');
}

}  // namespace cleanscrape::cli
