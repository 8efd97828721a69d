#include "cli/workshop_options.h"

#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace cleanscrape::cli {
namespace {

void choose(CLI::App& command, Options& options, WorkshopCommand chosen) {
  command.callback([&options, chosen] {
    options.command = Command::workshop;
    options.workshop.command = chosen;
  });
}

void add_test(CLI::App& app, Options& options, void (*add_rule_options)(CLI::App&, Options&)) {
  CLI::App* test = app.add_subcommand("test", "Run the examples and page cases of rules, with all loaded rules at work");
  test->add_option("inputs", options.inputs, "Rule files, or folders of *.rules.toml; none: all loaded rules")->type_name("FILE|DIR");
  test->add_option("--filter", options.workshop.filter, "Only rules whose id matches, or 'ID: NAME' of a test")->type_name("GLOB");
  test->add_option("--junit", options.workshop.junit, "Write the results here too, as JUnit XML")->type_name("FILE");
  add_rule_options(*test, options);
  choose(*test, options, WorkshopCommand::test);
}

}  // namespace

void add_workshop_commands(CLI::App& app, Options& options, void (*add_rule_options)(CLI::App&, Options&)) {
  add_test(app, options, add_rule_options);
}

}  // namespace cleanscrape::cli
