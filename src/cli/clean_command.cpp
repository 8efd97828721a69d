#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "cli/commands.h"
#include "cli/rule_loading.h"

namespace cleanscrape::cli {
namespace {

ExitCode print_version(const Options& options, Streams& streams) {
  auto rules = load_rules(options, nullptr);
  if (!rules) {
    report(rules.diagnostics(), streams);
    return ExitCode::usage;
  }
  streams.out.write(fmt::format("cleanscrape {}\nrules {} ({} rules)\n", version(), rules->fingerprint(), rules->list().size()));
  return ExitCode::done;
}

ExitCode finish(Sink& out, std::string_view name, ExitCode code, Streams& streams) {
  out.flush();
  if (out.state() != Sink::State::failed) return code;
  report_failure(name, std::strerror(out.error_number()), streams);
  return ExitCode::some_failed;
}

ExitCode clean_all(const Options& options, Cleaner& cleaner, Sink& out, Streams& streams) {
  ExitCode code = ExitCode::done;
  std::string page;
  for (const std::string& name : inputs_of(options)) {
    if (!read_input(name, page, streams)) {
      code = ExitCode::some_failed;
      continue;
    }
    const Cleaned& cleaned = cleaner.clean(page);
    cleaned.for_each_piece([&](std::string_view piece) { out.write(piece); });
    if (options.verbose) {
      streams.err.write(fmt::format("{}: {} of {} bytes kept\n", name, cleaned.size_bytes(), page.size()));
    }
    if (out.state() != Sink::State::good) break;
  }
  return code;
}

}  // namespace

ExitCode run_clean(const Options& options, Streams& streams) {
  if (options.version) return print_version(options, streams);
  const auto loaded = load_cleaner(options, streams);
  if (loaded == nullptr) return ExitCode::usage;
  if (options.output.empty() || options.output == "-") {
    return finish(streams.out, "standard output", clean_all(options, loaded->cleaner, streams.out, streams), streams);
  }
  const int fd = ::open(options.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) {
    report_failure(options.output, std::strerror(errno), streams);
    return ExitCode::usage;
  }
  FdSink out(fd);
  const ExitCode code = finish(out, options.output, clean_all(options, loaded->cleaner, out, streams), streams);
  ::close(fd);
  return code;
}

}  // namespace cleanscrape::cli
