#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/message.h"

namespace CLI {
class App;
}

namespace cleanscrape::cli {

/// What a shard is a part of: paths, records, or records where there is one input that is no folder.
enum class ShardBy : std::uint8_t { automatic, path, record };

enum class ProgressStyle : std::uint8_t { automatic, bar, plain, none };

/// Options about which files are read and how they are written.
struct BatchOptions {
  std::vector<std::string> globs;
  std::vector<std::string> excludes;
  bool hidden = false;
  bool follow_links = false;
  std::string list;  ///< --files0-from; empty: none, "-": standard input
  std::string shard;  ///< "I/N"; empty: all
  ShardBy shard_by = ShardBy::automatic;

  std::string in_place;  ///< empty: no; "true": yes; else: yes, and the old file keeps its name with this behind it
  bool dry_run = false;
  bool check = false;
  bool resume = false;
  std::string journal;  ///< empty: in the root of the tree that is written
  bool sync = false;
  std::uint32_t threads = 0;  ///< 0: one per core

  ProgressStyle progress = ProgressStyle::automatic;
  ErrorFormat error_format = ErrorFormat::text;

  [[nodiscard]] bool is_in_place() const { return !in_place.empty() && in_place != "false"; }
  [[nodiscard]] std::string backup_suffix() const { return in_place == "true" ? std::string() : in_place; }
  /// Nothing is written, changes are listed.
  [[nodiscard]] bool lists_only() const { return dry_run || check; }
};

/// Their heading in the help text.
constexpr const char* kFilesGroup = "Files and folders";

/// Adds the options for files, folders and runs over them.
void add_batch_options(CLI::App& app, BatchOptions& options);
/// Adds --jobs alone, which is one of them.
void add_jobs(CLI::App& app, BatchOptions& options);

}  // namespace cleanscrape::cli
