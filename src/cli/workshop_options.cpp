#include "cli/workshop_options.h"

#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace cleanscrape::cli {
namespace {

/// Adds one subcommand after the other.
class CommandAdder {
 public:
  using AddRuleOptions = void (*)(CLI::App&, Options&);
  CommandAdder(Options& options, AddRuleOptions add_rule_options) : options_(options), own_(options.workshop), add_rule_options_(add_rule_options) {}

  void add_test(CLI::App& app) {
    CLI::App* test = add(app, "test", "Run the examples and page cases of rules, with all loaded rules at work", WorkshopCommand::test);
    add_inputs(*test, "Rule files, folders of *.rules.toml, marked pages (*.page) or folders of them; none: all loaded rules");
    test->add_option("--filter", own_.filter, "Only rules whose id matches, or 'ID: NAME' of a test")->type_name("GLOB");
    test->add_option("--junit", own_.junit, "Write the results here too, as JUnit XML")->type_name("FILE");
    add_rule_options_(*test, options_);
  }

  void add_check(CLI::App& app) {
    CLI::App* check = add(app, "check", "Find what is wrong or doubtful in rule files", WorkshopCommand::check);
    add_inputs(*check, "Rule files, or folders of *.rules.toml; none: all loaded rules");
    check->add_option("--format", own_.format, "How findings are written")->check(CLI::IsMember({"text", "json", "sarif", "github"}));
    add_json(*check);
    check->add_flag("--strict", own_.strict, "Warnings are errors");
    check->add_option("--against", own_.against, "An older state of the files: warn of changed rules with the same revision")->type_name("FILE|DIR")->allow_extra_args(false);
    add_rule_options_(*check, options_);
  }

  void add_coverage(CLI::App& app) {
    CLI::App* coverage = add(app, "coverage", "Count for every rule what it does on pages", WorkshopCommand::coverage);
    add_inputs(*coverage, "Pages, or folders of them");
    add_json(*coverage);
    coverage->add_flag("--fail-dead", own_.fail_dead, "Exit with 1 where a rule has no hit and does not say why (unseen = \"...\")");
    add_rule_options_(*coverage, options_);
  }

  void add_rules(CLI::App& rules) {
    CLI::App* diff = add(rules, "diff", "Show the lines of pages whose verdict a change of rules changes", WorkshopCommand::rules_diff);
    diff->add_option("old", own_.old_rules, "Rule file or folder before the change")->required()->type_name("OLD");
    diff->add_option("new", own_.new_rules, "Rule file or folder after it")->required()->type_name("NEW");
    diff->add_option("pages", options_.inputs, "Pages, or folders of them")->required()->type_name("PAGES");
    add_rule_options_(*diff, options_);
    CLI::App* sites = add(rules, "sites", "Show which site pages are recognised as, and by which lines", WorkshopCommand::rules_sites);
    add_inputs(*sites, "Pages, or folders of them; - or none: standard input");
    add_rule_options_(*sites, options_);
    add_rule_options_(*add(rules, "graph", "Write what packs and rules refer to, for Graphviz", WorkshopCommand::rules_graph), options_);
  }

  void add_mine(CLI::App& app) {
    CLI::App* mine = add(app, "mine", "Learn a pack from at least five pages of one site", WorkshopCommand::mine);
    mine->add_option("inputs", options_.inputs, "Pages, or folders of them")->required()->type_name("FILE|DIR");
    mine->add_option("--site", own_.site, "The site's name: lower case letters, digits and -")->required()->type_name("NAME");
    mine->add_option("-o,--output", options_.output, "Write the pack here instead of to standard output")->type_name("FILE");
    mine->add_option("--not", own_.not_pages, "Pages of other sites: what occurs there is not proposed")->type_name("FILE|DIR")->allow_extra_args(false);
    mine->add_option("--min-pages", own_.min_pages, "A line must recur on so many pages")->check(CLI::Range(2, 1000000));
    mine->add_flag("-q,--quiet", options_.quiet, "Write no report");
    mine->add_option("-r,--rules", options_.rules, "Rule files or folders that the pack will work with, beside the built-in packs")->type_name("FILE|DIR")->allow_extra_args(false);
    mine->add_flag("--no-default-rules{false}", options_.default_rules, "Without the built-in packs: name the core pack with --rules");
  }

  void add_fmt(CLI::App& app) {
    CLI::App* fmt = add(app, "fmt", "Put rule files into their one canonical form", WorkshopCommand::fmt);
    fmt->add_option("inputs", options_.inputs, "Rule files, or folders of *.rules.toml")->required()->type_name("FILE|DIR");
    fmt->add_flag("--check", own_.check_only, "Write nothing; exit with 1 where a file would change");
  }

  void add_schema(CLI::App& rules) { add(rules, "schema", "Write the JSON Schema of rule files, for editors", WorkshopCommand::schema); }

 private:
  CLI::App* add(CLI::App& app, const char* name, const char* sentence, WorkshopCommand chosen) {
    CLI::App* command = app.add_subcommand(name, sentence);
    command->callback([&options = options_, chosen] {
      options.command = Command::workshop;
      options.workshop.command = chosen;
    });
    return command;
  }

  void add_inputs(CLI::App& command, const char* sentence) { command.add_option("inputs", options_.inputs, sentence)->type_name("FILE|DIR"); }

  void add_json(CLI::App& command) {
    command.add_flag("--json", [&own = own_](std::int64_t) { own.format = "json"; }, "Write JSON");
  }

  Options& options_;
  WorkshopOptions& own_;
  AddRuleOptions add_rule_options_;
};

}  // namespace

void add_workshop_commands(CLI::App& app, Options& options, void (*add_rule_options)(CLI::App&, Options&)) {
  CommandAdder adder(options, add_rule_options);
  adder.add_check(app);
  adder.add_test(app);
  adder.add_coverage(app);
  adder.add_mine(app);
  adder.add_fmt(app);
  CLI::App* rules = app.get_subcommand("rules");
  adder.add_rules(*rules);
  adder.add_schema(*rules);
}

}  // namespace cleanscrape::cli
