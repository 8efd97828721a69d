#include "cli/config/config_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace cleanscrape::cli {

void add_config_options(CLI::App& app, Options& options) {
  app.add_option("--config", options.config.choice.file, "Read this configuration file instead of the project's and the user's (also CLEANSCRAPE_CONFIG)")
      ->type_name("FILE");
  add_no_config(app, options);
}

void add_no_config(CLI::App& app, Options& options) { app.add_flag("--no-config", options.config.choice.none, "Read no configuration file"); }

void add_config_command(CLI::App& app, Options& options) {
  CLI::App* config = app.add_subcommand("config", "Show the settings that hold here");
  config->require_subcommand(1);
  CLI::App* show = config->add_subcommand("show", "List the settings as a configuration file; those at their default as comments");
  show->add_flag("--origin", options.config.show_origin, "Say where each comes from");
  show->callback([&] { options.command = Command::config_show; });
}

ExitCode run_config_show(const Options& options, Streams& streams) {
  for (const EffectiveSetting& setting : options.config.effective) {
    std::string line = setting.value.empty() ? "# " + setting.key : setting.key + " = " + setting.value;
    if (options.config.show_origin) line += "  # " + setting.origin;
    streams.out.write(line + "\n");
  }
  return ExitCode::done;
}

}  // namespace cleanscrape::cli
