#include "cli/workshop_commands.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/rule_loading.h"
#include "workshop/test_report.h"

namespace cleanscrape::cli {
namespace {

/// Writes a whole file; reports a failure and returns false.
bool write_file(const std::string& path, std::string_view text, Streams& streams) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) {
    report_failure(path, std::strerror(errno), streams);
    return false;
  }
  FdSink out(fd);
  out.write(text);
  out.flush();
  const bool ok = ::close(fd) == 0 && out.state() == Sink::State::good;
  if (!ok) report_failure(path, std::strerror(out.error_number()), streams);
  return ok;
}

/// The rules under test are loaded with the others, in the place of packs with the same name.
std::optional<RuleSet> load_rules_under_test(const Options& options, std::vector<std::string>& files, Streams& streams) {
  auto sources = read_rule_sources_with(options, options.inputs, files);
  if (sources) {
    auto rules = compile_rules(options, *sources, nullptr);
    if (rules) return *std::move(rules);
    report(rules.diagnostics(), streams);
  } else {
    report(sources.diagnostics(), streams);
  }
  return std::nullopt;
}

ExitCode run_test(const Options& options, Streams& streams) {
  TestSelection selection{{}, options.workshop.filter};
  const auto rules = load_rules_under_test(options, selection.files, streams);
  if (!rules) return ExitCode::usage;
  const std::vector<TestResult> results = run_rule_tests(rules->compiled(), selection);
  streams.out.write(render_test_report(results, {use_color(streams), options.verbose}));
  const std::string& junit = options.workshop.junit;
  if (!junit.empty() && !write_file(junit, render_junit(results), streams)) return ExitCode::some_failed;
  return any_failed(results) ? ExitCode::differs : ExitCode::done;
}

}  // namespace

ExitCode run_workshop(const Options& options, Streams& streams) {
  switch (options.workshop.command) {
    case WorkshopCommand::test: return run_test(options, streams);
  }
  return ExitCode::usage;
}

}  // namespace cleanscrape::cli
