#include "cli/workshop_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/page_loading.h"
#include "cli/rule_loading.h"
#include "workshop/check.h"
#include "workshop/check_report.h"
#include "workshop/coverage.h"
#include "workshop/format_rules.h"
#include "workshop/json_schema.h"
#include "workshop/marked_page.h"
#include "workshop/mine.h"
#include "workshop/pack_overlay.h"
#include "workshop/rule_diff.h"
#include "workshop/rule_views.h"
#include "workshop/test_report.h"

namespace cleanscrape::cli {
namespace {

/// The rules that the options name, or nothing after a report.
std::optional<RuleSet> compile_or_report(const Options& options, const Result<std::vector<RuleSource>>& sources, Streams& streams) {
  if (!sources) {
    report(sources.diagnostics(), streams);
    return std::nullopt;
  }
  auto rules = compile_rules(options, *sources, nullptr);
  if (rules) return *std::move(rules);
  report(rules.diagnostics(), streams);
  return std::nullopt;
}

/// Whether the path is a folder without rule files, or a marked page.
bool holds_pages(const std::string& path) {
  const auto is_marked = [](std::string_view name) { return name.ends_with(".page"); };
  std::error_code error;
  return is_marked(path) || (std::filesystem::is_directory(path, error) && !expand_paths({path}, is_marked).empty());
}

ExitCode test_marked_pages(const Options& options, const RuleSet& rules, const std::vector<std::string>& paths, Streams& streams) {
  std::vector<NamedPage> pages;
  const bool readable = read_marked_pages(paths, pages, streams);
  bool perfect = true;
  streams.out.write(render_marked_pages(rules.compiled(), pages, options.verbose, perfect));
  if (!readable) return ExitCode::some_failed;
  return perfect ? ExitCode::done : ExitCode::differs;
}

ExitCode run_test(const Options& options, Streams& streams) {
  std::vector<std::string> rule_paths;
  std::vector<std::string> page_paths;
  for (const std::string& path : options.inputs) (holds_pages(path) ? page_paths : rule_paths).push_back(path);
  TestSelection selection{{}, options.workshop.filter};
  const auto rules = compile_or_report(options, read_rule_sources_with(options, rule_paths, selection.files), streams);
  if (!rules) return ExitCode::usage;
  if (!page_paths.empty() && rule_paths.empty()) return test_marked_pages(options, *rules, page_paths, streams);
  const std::vector<TestResult> results = run_rule_tests(rules->compiled(), selection);
  if (results.empty() && !selection.filter.empty()) {
    report({{Severity::error, {}, fmt::format("no example and no case matches '{}'", selection.filter), {}, {}}}, streams);
    return ExitCode::usage;
  }
  streams.out.write(render_test_report(results, {use_color(streams), options.verbose}));
  const std::string& junit = options.workshop.junit;
  if (!junit.empty() && !write_file(junit, render_junit(results), streams)) return ExitCode::some_failed;
  const ExitCode pages = page_paths.empty() ? ExitCode::done : test_marked_pages(options, *rules, page_paths, streams);
  return any_failed(results) ? ExitCode::differs : pages;
}

/// The packs at these paths alone.
Result<std::vector<RuleSource>> read_only(const std::vector<std::string>& paths) {
  Options none;
  none.default_rules = false;
  std::vector<std::string> files;
  return read_rule_sources_with(none, paths, files);
}

ExitCode run_check(const Options& options, Streams& streams) {
  CheckRequest request;
  request.strict = options.workshop.strict;
  auto sources = read_rule_sources_with(options, options.inputs, request.files);
  auto against = read_only(options.workshop.against);
  if (!sources || !against) {
    report(sources ? against.diagnostics() : sources.diagnostics(), streams);
    return ExitCode::usage;
  }
  request.sources = *std::move(sources);
  request.against = *std::move(against);
  const Diagnostics found = check_rules(request);
  const std::string& format = options.workshop.format;
  streams.out.write(format == "json"     ? render_check_json(found)
                    : format == "sarif"  ? render_check_sarif(found)
                    : format == "github" ? render_check_github(found)
                                         : render_check(request.sources, found, use_color(streams)));
  return has_errors(found) ? ExitCode::differs : ExitCode::done;
}

ExitCode run_coverage(const Options& options, Streams& streams) {
  const auto sources = read_rule_sources(options);
  const auto rules = compile_or_report(options, sources, streams);
  if (!rules) return ExitCode::usage;
  std::vector<NamedPage> pages;
  const bool readable = read_pages(inputs_of(options), pages, streams);
  const Coverage coverage = measure_coverage(rules->compiled(), *sources, pages);
  const bool json = options.workshop.format == "json";
  streams.out.write(json ? render_coverage_json(rules->compiled(), coverage) : render_coverage(rules->compiled(), coverage));
  if (!readable) return ExitCode::some_failed;
  return options.workshop.fail_dead && has_unexplained_dead(coverage) ? ExitCode::differs : ExitCode::done;
}

ExitCode run_rules_diff(const Options& options, Streams& streams) {
  std::vector<std::string> files;
  const auto before = compile_or_report(options, read_rule_sources_with(options, {options.workshop.old_rules}, files), streams);
  const auto after = compile_or_report(options, read_rule_sources_with(options, {options.workshop.new_rules}, files), streams);
  if (!before || !after) return ExitCode::usage;
  std::vector<NamedPage> pages;
  const bool readable = read_pages(options.inputs, pages, streams);
  streams.out.write(render_rule_diff(before->compiled(), after->compiled(), pages, use_color(streams)));
  return readable ? ExitCode::done : ExitCode::some_failed;
}

ExitCode run_rules_sites(const Options& options, Streams& streams) {
  const auto rules = compile_or_report(options, read_rule_sources(options), streams);
  if (!rules) return ExitCode::usage;
  std::vector<NamedPage> pages;
  const bool readable = read_pages(inputs_of(options), pages, streams);
  streams.out.write(render_sites(rules->compiled(), pages));
  return readable ? ExitCode::done : ExitCode::some_failed;
}

ExitCode run_rules_graph(const Options& options, Streams& streams) {
  const auto sources = read_rule_sources(options);
  const auto rules = compile_or_report(options, sources, streams);
  if (!rules) return ExitCode::usage;
  streams.out.write(render_graph(rules->compiled(), *sources));
  return ExitCode::done;
}

ExitCode run_mine(const Options& options, Streams& streams) {
  const auto sources = read_rule_sources(options);
  std::vector<NamedPage> pages;
  std::vector<NamedPage> not_pages;
  const bool readable = read_pages(options.inputs, pages, streams) && read_pages(options.workshop.not_pages, not_pages, streams);
  if (!readable) return ExitCode::usage;
  if (!sources) {
    report(sources.diagnostics(), streams);
    return ExitCode::usage;
  }
  const auto mined = mine_pack({options.workshop.site, pages, not_pages, *sources, options.workshop.min_pages});
  if (!mined) {
    report(mined.diagnostics(), streams);
    return ExitCode::usage;
  }
  if (!options.quiet) streams.err.write(mined->report);
  if (options.output.empty() || options.output == "-") {
    streams.out.write(mined->text);
    return ExitCode::done;
  }
  return write_file(options.output, mined->text, streams) ? ExitCode::done : ExitCode::usage;
}

ExitCode run_fmt(const Options& options, Streams& streams) {
  const auto sources = read_only(options.inputs);
  if (!sources) {
    report(sources.diagnostics(), streams);
    return ExitCode::usage;
  }
  ExitCode code = ExitCode::done;
  for (const RuleSource& source : *sources) {
    const auto formatted = format_rules(source);
    if (!formatted) {
      report(formatted.diagnostics(), streams);
      return ExitCode::usage;
    }
    if (*formatted == source.text) continue;
    streams.out.write(source.path + "\n");
    if (options.workshop.check_only) {
      code = ExitCode::differs;
    } else if (!write_file(source.path, *formatted, streams)) {
      return ExitCode::some_failed;
    }
  }
  return code;
}

}  // namespace

ExitCode run_workshop(const Options& options, Streams& streams) {
  switch (options.workshop.command) {
    case WorkshopCommand::test: return run_test(options, streams);
    case WorkshopCommand::check: return run_check(options, streams);
    case WorkshopCommand::coverage: return run_coverage(options, streams);
    case WorkshopCommand::rules_diff: return run_rules_diff(options, streams);
    case WorkshopCommand::rules_sites: return run_rules_sites(options, streams);
    case WorkshopCommand::rules_graph: return run_rules_graph(options, streams);
    case WorkshopCommand::mine: return run_mine(options, streams);
    case WorkshopCommand::fmt: return run_fmt(options, streams);
    case WorkshopCommand::schema: streams.out.write(make_json_schema()); return ExitCode::done;
  }
  return ExitCode::usage;
}

}  // namespace cleanscrape::cli
