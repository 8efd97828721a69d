#include "cli/undo_commands.h"

#include <CLI/CLI.hpp>

namespace cleanscrape::cli {

void add_undo_commands(CLI::App& app, Options& options) {
  UndoOptions& undo = options.undo;
  CLI::App* restore = app.add_subcommand("restore", "Make the input again out of the cleaned text and the audit log");
  restore->add_option("--audit", undo.audit, "The log that --audit wrote")->type_name("FILE")->required();
  restore->add_option("--input", undo.input, "Only this input, named as in the log")->type_name("NAME");
  restore->add_option("-o,--output", undo.output, "Write here instead of to standard output; compressed by its name")->type_name("FILE");
  restore->add_option("cleaned", undo.cleaned, "The cleaned text, of one input or of all; - or none: standard input")->type_name("CLEANED");
  restore->callback([&] { options.command = Command::restore; });

  CLI::App* stats = app.add_subcommand("stats", "Work with files of --stats");
  stats->require_subcommand(1);
  CLI::App* merge = stats->add_subcommand("merge", "Add up the sums of several runs with the same rules");
  merge->add_option("files", undo.stats, "Files of --stats")->type_name("FILE")->required();
  merge->callback([&] { options.command = Command::stats_merge; });
}

}  // namespace cleanscrape::cli
