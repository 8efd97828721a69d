#pragma once

#include "cleanscrape/diagnostic.h"
#include "cli/batch/plan.h"
#include "cli/batch/tree_walk.h"
#include "cli/batch/unique_fd.h"
#include "cli/options.h"

namespace cleanscrape::cli {

/// What the options come to. Nothing is written yet.
struct Job {
  Plan plan;
  WalkOptions walk;
  Shard record_shard;  ///< where records are hashed instead of paths
  std::vector<std::string> arguments;
  bool is_tree = false;    ///< a folder or a list of names: worth a bar and a summary
  bool is_single = false;  ///< one file or standard input
};

/// Fails where the options contradict each other or the files that are there.
[[nodiscard]] Result<Job> make_job(const Options& options);

/// Opens the root of the output tree, made if it is not there. Fails where it cannot be or is an argument itself.
[[nodiscard]] Result<UniqueFd> open_output_root(const std::string& path, Job& job);

}  // namespace cleanscrape::cli
