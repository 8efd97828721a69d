#pragma once

#include <string>
#include <vector>

#include "formats/transform_options.h"

namespace CLI {
class App;
}

namespace cleanscrape::cli {

/// Where a run says what it did.
struct AccountOptions {
  std::string audit;  ///< --audit; empty: none
  std::string stats;  ///< --stats; empty: none
};

/// The commands `restore` and `stats merge`.
struct UndoOptions {
  std::string audit;
  std::string cleaned = "-";
  std::string input;  ///< --input: only this one
  std::string output;
  std::vector<std::string> stats;
};

/// Adds the options for records, encodings, undo and the valve. `account_group`: the heading of those that do not change the result.
void add_record_options(CLI::App& app, TransformOptions& options, AccountOptions& account, const char* account_group);
/// Adds --null-data alone, which is one of them.
void add_null_data(CLI::App& app, TransformOptions& options);

}  // namespace cleanscrape::cli
