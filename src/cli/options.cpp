#include "cli/options.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "cli/config/config_command.h"
#include "cli/config/configuration.h"
#include "cli/config/settings.h"
#include "cli/exit_code.h"
#include "cli/record_options.h"
#include "cli/undo_commands.h"

namespace cleanscrape::cli {
namespace {

const char* const kOutputGroup = "Output";

void add_talk(CLI::App& app, Options& options) {
  app.add_flag("-q,--quiet", options.quiet, "Say nothing but errors")->group(kOutputGroup);
  app.add_flag("-v,--verbose", options.verbose, "Say what was done")->group(kOutputGroup);
}

void add_rule_options(CLI::App& app, Options& options) {
  app.add_option("-r,--rules", options.rules, "Load a rule file, or every *.rules.toml of a folder; may be repeated")->type_name("FILE|DIR")->allow_extra_args(false);
  app.add_flag("!--no-default-rules", options.default_rules, "Load neither the built-in packs nor the user's own rules");
  app.add_option("--disable", options.disable, "Switch rules off, by id or glob")->type_name("GLOB")->allow_extra_args(false);
  app.add_option("--enable", options.enable, "Switch rules on again, by id or glob")->type_name("GLOB")->allow_extra_args(false);
  app.add_option("--min-confidence", options.min_confidence, "Use only rules that are at least this sure")
      ->check(CLI::IsMember({"low", "medium", "high"}));
  app.add_option("--keep-class", options.keep_classes, "Keep what rules of this class would drop (byline, caption, date, title ...)")->type_name("CLASS")->allow_extra_args(false);
  app.add_option("--site", options.site, "Use this site's rules: auto, none, or a site's id")->type_name("ID|auto|none");
  add_talk(app, options);
}

void add_inputs(CLI::App& app, Options& options) { app.add_option("inputs", options.inputs, "Pages; - or none: standard input")->type_name("FILE"); }

void add_output(CLI::App& app, Options& options) {
  app.add_option("-o,--output", options.output, "Write here instead of to standard output; a folder where an input is one")->type_name("FILE|DIR")->group(kOutputGroup);
}

void add_version(CLI::App& app, Options& options) { app.add_flag("--version", options.version, "Print the version and the fingerprint of the loaded rules"); }

/// Most runs have no command, and making the options of all of them takes longer than cleaning a page: they are made when a command is met.
void add_rule_options_when_used(CLI::App& command, Options& options) {
  command.preparse_callback([&command, &options](std::size_t) { add_rule_options(command, options); });
}

void add_commands(CLI::App& app, Options& options) {
  CLI::App* explain = app.add_subcommand("explain", "Show each line with its verdict, stage, rule and place");
  add_inputs(*explain, options);
  add_rule_options_when_used(*explain, options);
  CLI::Option* why = explain->add_option("--why-kept", options.why_kept_line, "Name the rules that nearly dropped this line")->type_name("LINE")->check(CLI::PositiveNumber);
  CLI::Option* json = explain->add_flag("--json", [&](std::int64_t) { options.format = Format::json; }, "One JSON object per page: everything, for study");
  CLI::Option* html = explain->add_option("--html", options.html_file, "Write one self-contained HTML page about one input; - for standard output")->type_name("FILE");
  html->excludes(json)->excludes(why);
  json->excludes(why);
  explain->callback([&] { options.command = Command::explain; });

  CLI::App* diff = app.add_subcommand("diff", "Show what would go, as a unified diff");
  add_inputs(*diff, options);
  add_rule_options_when_used(*diff, options);
  diff->callback([&] { options.command = Command::diff; });

  CLI::App* rules = app.add_subcommand("rules", "List or show the loaded rules");
  rules->require_subcommand(1);
  CLI::App* list = rules->add_subcommand("list", "One line per rule: id, action, class, confidence, place");
  add_rule_options_when_used(*list, options);
  list->callback([&] { options.command = Command::rules_list; });
  CLI::App* show = rules->add_subcommand("show", "A rule as it stands in its file");
  show->add_option("id", options.rule_id, "The rule's id")->required();
  add_rule_options_when_used(*show, options);
  show->callback([&] { options.command = Command::rules_show; });

  add_undo_commands(app, options);
  add_workshop_commands(app, options, add_rule_options_when_used);
  add_config_command(app, options);
}

/// Whether messages shall be JSON, also where the options cannot be understood.
bool wants_json(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--error-format=json") return true;
    if (argument == "--error-format" && i + 1 < argc && std::string_view(argv[i + 1]) == "json") return true;
  }
  return false;
}

CLI::App& deepest_command(CLI::App& app) {
  CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

/// Sets what no flag sets. The messages where something is wrong.
std::string configure(CLI::App& app, Options& options) {
  if (const char* file = std::getenv("CLEANSCRAPE_CONFIG"); file != nullptr && options.config.choice.file.empty()) options.config.choice.file = file;
  CLI::App& active = options.command == Command::config_show ? app : deepest_command(app);
  std::string messages;
  for (const Diagnostic& mistake : apply_configuration(app, active, options.config.choice, options.config.effective)) {
    messages += format_diagnostic(mistake, options.batch.error_format);
  }
  return messages;
}

/// What was set of everything but where files come from and go to.
std::string result_signature(const CLI::App& app) {
  std::string signature;
  for (const CLI::Option* option : app.get_options()) {
    if (option->count() == 0 || option->get_group() == kFilesGroup || option->get_group() == kOutputGroup || option->get_positional()) continue;
    signature += option->get_single_name();
    for (const std::string& value : option->results()) signature += "=" + value;
    signature += "\n";
  }
  return signature;
}

/// `-i.bak`, as sed and perl have it, becomes `--in-place=.bak`: the parser knows no short option with a value that may be left out. Only a suffix
/// that starts with a dot, a tilde or "=": `-iq` is two options.
std::vector<std::string> with_long_suffix(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv, argv + argc);
  for (std::string& argument : arguments) {
    if (argument == "--") break;
    if (argument.size() < 3 || !argument.starts_with("-i") || std::string_view(".~=").find(argument[2]) == std::string_view::npos) continue;
    argument = "--in-place=" + argument.substr(argument[2] == '=' ? 3 : 2);
  }
  return arguments;
}

void parse_arguments(CLI::App& app, int argc, const char* const* argv) {
  const std::vector<std::string> arguments = with_long_suffix(argc, argv);
  std::vector<const char*> pointers;
  pointers.reserve(arguments.size());
  for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
  app.parse(argc, pointers.data());
}

/// Whether an argument may be the name of a command: these are words in small letters.
bool may_name_command(std::string_view argument) {
  return std::all_of(argument.begin(), argument.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

/// Whether nothing but flags sets options.
bool has_no_configuration(const Options& options) {
  constexpr std::string_view kPrefix = "CLEANSCRAPE_";
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    if (std::string_view(*variable).starts_with(kPrefix)) return false;
  }
  return options.config.choice.none || find_configuration_files().empty();
}

/// Most runs clean pages with few options or none, and making all of them takes longer than cleaning a page. False, with `options` as they were,
/// where one of the others may be meant.
bool parse_few_options(int argc, const char* const* argv, Options& options) {
  if (std::any_of(argv + std::min(argc, 1), argv + argc, may_name_command)) return false;
  Options parsed = options;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();  // to throw takes as long as a page, too
  add_inputs(app, parsed);
  add_talk(app, parsed);
  add_output(app, parsed);
  add_version(app, parsed);
  add_no_config(app, parsed);
  add_null_data(app, parsed.transform);
  add_jobs(app, parsed.batch);
  try {
    parse_arguments(app, argc, argv);
  } catch (const CLI::ParseError&) {
    return false;
  }
  if (app.remaining_size() > 0 || !has_no_configuration(parsed)) return false;
  parsed.result_signature = result_signature(app);
  options = std::move(parsed);
  return true;
}

}  // namespace

Parsed parse_options(int argc, const char* const* argv, Options& options) {
  return parse_few_options(argc, argv, options) ? Parsed{true, 0, {}, {}} : parse_all_options(argc, argv, options);
}

Parsed parse_all_options(int argc, const char* const* argv, Options& options) {
  CLI::App app("Cleans plain-text dumps of web pages: writes the article, drops interface text, copies and link lists.", "cleanscrape");
  add_inputs(app, options);
  add_rule_options(app, options);
  add_output(app, options);
  add_version(app, options);
  add_config_options(app, options);
  add_batch_options(app, options.batch);
  add_record_options(app, options.transform, options.account, kOutputGroup);
  add_commands(app, options);
  app.failure_message([](const CLI::App*, const CLI::Error& error) { return fmt::format("cleanscrape: {}\nRun with --help for more information.\n", error.what()); });
  app.require_subcommand(0, 1);  // behind a command its name is an ordinary word: `test rules`
  try {
    parse_arguments(app, argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app.exit(error, out, err);
    if (code != 0 && wants_json(argc, argv)) {
      err.str(format_diagnostic({Severity::error, {}, error.what(), "see --help", {}}, ErrorFormat::json));
    }
    return {false, code == 0 ? 0 : static_cast<int>(ExitCode::usage), out.str(), err.str()};
  }
  if (std::string messages = configure(app, options); !messages.empty()) return {false, static_cast<int>(ExitCode::usage), {}, std::move(messages)};
  options.result_signature = result_signature(app);
  return {true, 0, {}, {}};
}

}  // namespace cleanscrape::cli
