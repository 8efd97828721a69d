#include <fmt/format.h>

#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/rule_loading.h"

namespace cleanscrape::cli {
namespace {

/// The rule's table as it stands in its file: from its `[[rule]]` line to the next table that is not part of it.
std::string rule_text(std::string_view file_text, std::uint32_t first_line) {
  std::string result;
  std::size_t begin = 0;
  for (std::uint32_t line = 1; begin < file_text.size(); ++line) {
    const std::size_t end = std::min(file_text.find('\n', begin), file_text.size());
    const std::string_view text = file_text.substr(begin, end - begin);
    const bool other_table = text.starts_with('[') && !text.starts_with("[rule.") && !text.starts_with("[[rule.");
    if (line > first_line && other_table) break;
    if (line >= first_line) result += std::string(text) + "\n";
    begin = end + 1;
  }
  while (result.ends_with("\n\n")) result.pop_back();
  return result;
}

}  // namespace

ExitCode run_rules_list(const Options& options, Streams& streams) {
  auto rules = load_rules(options, nullptr);
  if (!rules) {
    report(rules.diagnostics(), streams);
    return ExitCode::usage;
  }
  for (const RuleInfo& rule : rules->list()) {
    streams.out.write(fmt::format("{}\t{}\t{}\t{}\t{}\t{}:{}\n", rule.id, rule.action, rule.block_class, rule.confidence,
                                  rule.enabled ? "on" : "off", rule.file, rule.line));
  }
  return ExitCode::done;
}

ExitCode run_rules_show(const Options& options, Streams& streams) {
  const auto sources = read_rule_sources(options);
  auto rules = load_rules(options, nullptr);
  if (!rules) {
    report(rules.diagnostics(), streams);
    return ExitCode::usage;
  }
  std::vector<std::string_view> ids;
  const std::vector<RuleInfo> list = rules->list();
  for (const RuleInfo& rule : list) {
    ids.push_back(rule.id);
    if (rule.id != options.rule_id) continue;
    for (const RuleSource& source : *sources) {
      if (source.path != rule.file) continue;
      streams.out.write(fmt::format("# {}:{}{}\n{}", rule.file, rule.line, rule.enabled ? "" : " (off)", rule_text(source.text, rule.line)));
    }
    return ExitCode::done;
  }
  report({{Severity::error, {}, fmt::format("unknown rule '{}'", options.rule_id), suggest(options.rule_id, ids), {}}}, streams);
  return ExitCode::usage;
}

}  // namespace cleanscrape::cli
