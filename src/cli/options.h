#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/batch/batch_options.h"
#include "cli/record_options.h"
#include "cli/config/config_options.h"
#include "cli/workshop_options.h"
#include "formats/transform_options.h"

namespace cleanscrape::cli {

enum class Command : std::uint8_t { clean, explain, diff, rules_list, rules_show, config_show, restore, stats_merge, workshop };
enum class Format : std::uint8_t { text, json };

/// The command line as typed.
struct Options {
  Command command = Command::clean;
  std::vector<std::string> inputs;  ///< files; "-" or none: standard input
  std::string output;               ///< -o; empty: standard output

  std::vector<std::string> rules;  ///< -r: files or directories
  bool default_rules = true;
  std::vector<std::string> disable;
  std::vector<std::string> enable;
  std::string min_confidence = "low";
  std::vector<std::string> keep_classes;
  std::string site = "auto";

  TransformOptions transform;  ///< its `clean` is filled from the options above, but for the valve
  AccountOptions account;
  UndoOptions undo;

  BatchOptions batch;
  std::string result_signature;  ///< all settings, as text, that tell how a page is cleaned, beside the rules

  bool quiet = false;
  bool verbose = false;
  bool version = false;

  Format format = Format::text;
  std::string html_file;            ///< explain --html; empty: not asked
  std::uint32_t why_kept_line = 0;  ///< explain --why-kept; 0: not asked
  std::string rule_id;              ///< rules show

  ConfigOptions config;      ///< which configuration is read, and what came of it
  WorkshopOptions workshop;  ///< of the commands for rule authors
};

/// What to do after parsing: run the command, or end with a message that was printed already.
struct Parsed {
  bool run = false;
  int exit_code = 0;
  std::string out;  ///< help
  std::string err;  ///< usage error
};

/// Parses the command line into `options`.
[[nodiscard]] Parsed parse_options(int argc, const char* const* argv, Options& options);
/// The same, and all options are made, also where those of most calls would do.
[[nodiscard]] Parsed parse_all_options(int argc, const char* const* argv, Options& options);

}  // namespace cleanscrape::cli
