#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "cli/commands.h"
#include "cli/fd_bytes.h"
#include "cli/rule_loading.h"
#include "formats/transform.h"

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

/// "cleanscrape: NAME: record N: MESSAGE", one line for each problem.
void report_problems(const InputInfo& input, const TransformReport& transformed, Streams& streams) {
  for (const Problem& problem : transformed.problems) {
    const std::string place = problem.record == 0 ? std::string{} : fmt::format("record {}: ", problem.record);
    report_failure(input.name, place + problem.message, streams);
  }
}

ExitCode clean_one(Transformer& transformer, const InputInfo& input, int fd, Sink& out, const Options& options, Streams& streams) {
  FdSource in(fd);
  SinkBytes sink(out);
  const TransformReport transformed = transformer.transform(in, sink, input);
  report_problems(input, transformed, streams);
  if (options.verbose) {
    streams.err.write(fmt::format("{}: {} of {} bytes kept\n", input.name, transformed.totals.bytes_out, transformed.totals.bytes_in));
  }
  return transformed.failed() ? ExitCode::some_failed : ExitCode::done;
}

ExitCode clean_named(Transformer& transformer, const std::string& name, Sink& out, const Options& options, Streams& streams) {
  if (name == "-") return clean_one(transformer, {"standard input", {}, options.output}, streams.in_fd, out, options, streams);
  const int fd = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    report_failure(name, std::strerror(errno), streams);
    return ExitCode::some_failed;
  }
  const ExitCode code = clean_one(transformer, {name, name, options.output}, fd, out, options, streams);
  ::close(fd);
  return code;
}

ExitCode clean_all(const Options& options, Transformer& transformer, Sink& out, Streams& streams) {
  ExitCode code = ExitCode::done;
  for (const std::string& name : inputs_of(options)) {
    if (clean_named(transformer, name, out, options, streams) != ExitCode::done) code = ExitCode::some_failed;
    if (out.state() != Sink::State::good) break;
  }
  return code;
}

/// Loads the rules and makes a transformer; reports what is wrong.
std::optional<Transformer> load_transformer(const Options& options, Streams& streams) {
  Diagnostics warnings;
  auto rules = load_rules(options, &warnings);
  if (options.verbose) report(warnings, streams);
  if (!rules) {
    report(rules.diagnostics(), streams);
    return std::nullopt;
  }
  TransformOptions transform = options.transform;
  transform.clean = clean_options(options);
  auto transformer = Transformer::make(*rules, transform);
  if (!transformer) {
    report(transformer.diagnostics(), streams);
    return std::nullopt;
  }
  return *std::move(transformer);
}

}  // namespace

ExitCode run_clean(const Options& options, Streams& streams) {
  if (options.version) return print_version(options, streams);
  auto transformer = load_transformer(options, streams);
  if (!transformer) return ExitCode::usage;
  if (options.output.empty() || options.output == "-") {
    return finish(streams.out, "standard output", clean_all(options, *transformer, streams.out, streams), streams);
  }
  const int fd = ::open(options.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) {
    report_failure(options.output, std::strerror(errno), streams);
    return ExitCode::usage;
  }
  FdSink out(fd);
  const ExitCode code = finish(out, options.output, clean_all(options, *transformer, out, streams), streams);
  ::close(fd);
  return code;
}

}  // namespace cleanscrape::cli
