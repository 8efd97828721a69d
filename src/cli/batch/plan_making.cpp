#include "cli/batch/plan_making.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/batch/display_name.h"

namespace cleanscrape::cli {
namespace {

namespace fs = std::filesystem;

Diagnostic mistake(std::string message, std::string hint = {}) { return {Severity::error, {}, std::move(message), std::move(hint), {}}; }

bool is_folder(const std::string& path) {
  std::error_code error;
  return path != "-" && fs::is_directory(path, error);
}

Diagnostics contradictions(const Options& options, const Job& job, const std::string* folder) {
  const BatchOptions& batch = options.batch;
  Diagnostics found;
  const bool reads_stdin = std::find(job.arguments.begin(), job.arguments.end(), "-") != job.arguments.end();
  if (batch.is_in_place() && !options.output.empty()) found.push_back(mistake("--in-place and --output contradict each other"));
  if (batch.is_in_place() && reads_stdin) found.push_back(mistake("standard input cannot be edited in place", "name files or folders"));
  if (batch.list == "-" && reads_stdin) found.push_back(mistake("standard input cannot be both a page and the list of --files0-from"));
  if (batch.backup_suffix().find('/') != std::string::npos) found.push_back(mistake("the suffix of --in-place must not hold a /"));
  if (folder != nullptr && job.plan.target == Plan::Target::shared) {
    found.push_back(mistake("'" + display_name(*folder) + "' is a folder", "say where its tree goes with -o FOLDER, or edit it with --in-place"));
  }
  if (batch.is_in_place() && batch.shard_by == ShardBy::record && !batch.shard.empty()) {
    found.push_back(mistake("--in-place with a shard of the records would delete the other ones", "write each shard to a file of its own with -o"));
  }
  if (batch.lists_only() && !options.account.audit.empty()) found.push_back(mistake("--audit logs what is written; --dry-run and --check write nothing"));
  const bool has_tree = job.plan.target == Plan::Target::tree || job.plan.target == Plan::Target::in_place;
  if (batch.resume && !has_tree) found.push_back(mistake("--resume needs a tree that is written: --output FOLDER or --in-place"));
  const bool has_root = job.plan.target == Plan::Target::tree || (folder != nullptr && job.arguments.size() == 1);
  if (batch.resume && has_tree && !has_root && batch.journal.empty()) found.push_back(mistake("--resume needs --journal FILE, unless one folder is edited"));
  return found;
}

bool shards_records(const BatchOptions& batch, const Job& job) {
  if (batch.shard_by != ShardBy::automatic) return batch.shard_by == ShardBy::record;
  return job.is_single && job.plan.target != Plan::Target::tree && job.plan.target != Plan::Target::in_place;
}

Plan::Target target_of(const Options& options, bool has_folder) {
  if (options.batch.lists_only()) return Plan::Target::nothing;
  if (options.batch.is_in_place()) return Plan::Target::in_place;
  const bool names_folder = !options.output.empty() && (options.output.ends_with('/') || is_folder(options.output));
  const bool has_output = !options.output.empty() && options.output != "-";
  return names_folder || (has_folder && has_output) ? Plan::Target::tree : Plan::Target::shared;
}

}  // namespace

Result<Job> make_job(const Options& options) {
  const BatchOptions& batch = options.batch;
  Job job;
  job.arguments = options.inputs;
  if (job.arguments.empty() && batch.list.empty()) job.arguments = {"-"};
  const auto folder = std::find_if(job.arguments.begin(), job.arguments.end(), is_folder);
  const bool has_folder = folder != job.arguments.end();
  job.plan.target = target_of(options, has_folder);
  job.plan.output_path = options.output == "-" ? std::string() : options.output;
  job.plan.backup_suffix = batch.backup_suffix();
  job.plan.sync = batch.sync;
  job.plan.hand_on = options.transform.line_buffered;
  job.is_tree = has_folder || !batch.list.empty();
  job.is_single = !job.is_tree && job.arguments.size() == 1;

  job.walk.globs = batch.globs;
  job.walk.excludes = batch.excludes;
  job.walk.hidden = batch.hidden;
  job.walk.follow_links = batch.follow_links;
  job.walk.in_place = job.plan.target == Plan::Target::in_place;
  job.walk.one_tree = job.arguments.size() == 1 && batch.list.empty();
  job.walk.check_targets = job.plan.target == Plan::Target::tree && !job.walk.one_tree;
  if (!batch.shard.empty()) (shards_records(batch, job) ? job.record_shard : job.walk.shard) = parse_shard(batch.shard).value_or(Shard{});
  Diagnostics found = contradictions(options, job, has_folder ? &*folder : nullptr);
  if (!found.empty()) return found;
  return job;
}

Result<UniqueFd> open_output_root(const std::string& path, Job& job) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return mistake("cannot make the folder '" + display_name(path) + "': " + error.message());
  UniqueFd root(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status {};
  if (!root.valid() || ::fstat(root.get(), &status) != 0) return mistake("cannot open the folder '" + display_name(path) + "': " + std::strerror(errno));
  for (const std::string& argument : job.arguments) {
    struct stat other {};
    if (argument == "-" || ::stat(argument.c_str(), &other) != 0) continue;
    if (other.st_dev != status.st_dev || other.st_ino != status.st_ino) continue;
    return mistake("'" + display_name(path) + "' is both input and output", "edit it with --in-place");
  }
  job.walk.output_root = {status.st_dev, status.st_ino};
  return root;
}

}  // namespace cleanscrape::cli
