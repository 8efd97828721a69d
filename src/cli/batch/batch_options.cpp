#include "cli/batch/batch_options.h"

#include <CLI/CLI.hpp>
#include <map>

#include "formats/shard.h"

namespace cleanscrape::cli {
namespace {

/// One of the words; the help text names them elsewhere.
template <class Enum>
CLI::CheckedTransformer named(const std::map<std::string, Enum>& words) {
  CLI::CheckedTransformer transformer(words);
  transformer.description({});
  return transformer;
}

void add_selection(CLI::App& app, BatchOptions& options) {
  app.add_option("--glob", options.globs, "In folders, only files that match: by name, or by path below the folder where the glob holds a /; may be repeated")
      ->type_name("GLOB")->allow_extra_args(false)->group(kFilesGroup);
  app.add_option("--exclude", options.excludes, "Leave out files and folders that match; may be repeated")
      ->type_name("GLOB")->allow_extra_args(false)->group(kFilesGroup);
  app.add_flag("--hidden", options.hidden, "In folders, also files and folders whose names begin with a dot")->group(kFilesGroup);
  app.add_flag("--follow-symlinks", options.follow_links, "In folders, follow symbolic links that stay in the tree")->group(kFilesGroup);
  app.add_option("--files0-from", options.list, "Read names of inputs, each ended by a NUL byte, from a file or standard input (-)")
      ->type_name("FILE|-")->group(kFilesGroup);
  app.add_option("--shard", options.shard, "Only the I-th of N equal parts of the inputs")
      ->type_name("I/N")
      ->check(CLI::Validator([](std::string& text) { return parse_shard(text) ? std::string() : "must be I/N with 1 <= I <= N"; }, {}))
      ->group(kFilesGroup);
  static const std::map<std::string, ShardBy> kShardBy{{"auto", ShardBy::automatic}, {"path", ShardBy::path}, {"record", ShardBy::record}};
  app.add_option("--shard-by", options.shard_by, "What is hashed: paths, records, or auto: records of a single file or of standard input, else paths")
      ->transform(named(kShardBy))->type_name("auto|path|record")->group(kFilesGroup);
}

void add_writing(CLI::App& app, BatchOptions& options) {
  app.add_flag("-i,--in-place", options.in_place, "Edit the files; with --in-place=SUFFIX keep each old file under its name and SUFFIX")
      ->type_name("[=SUFFIX]")->group(kFilesGroup);
  app.add_flag("-n,--dry-run", options.dry_run, "Write nothing, list the files that would change")->group(kFilesGroup);
  app.add_flag("--check", options.check, "As --dry-run, with exit status 1 if any file would change")->group(kFilesGroup);
  app.add_flag("--resume", options.resume, "Go on where an earlier run over the same tree stopped")->group(kFilesGroup);
  app.add_option("--journal", options.journal, "Keep the list of finished inputs here instead of in the tree that is written")
      ->type_name("FILE")->group(kFilesGroup);
  app.add_flag("--fsync", options.sync, "Write each file to the disk before it gets its name")->group(kFilesGroup);
}

}  // namespace

void add_batch_options(CLI::App& app, BatchOptions& options) {
  add_selection(app, options);
  add_writing(app, options);
  add_jobs(app, options);
  static const std::map<std::string, ProgressStyle> kStyles{
      {"auto", ProgressStyle::automatic}, {"bar", ProgressStyle::bar}, {"plain", ProgressStyle::plain}, {"none", ProgressStyle::none}};
  app.add_option("--progress", options.progress, "Show how far a run over folders is: bar, plain, none, or auto: a bar on a terminal")
      ->transform(named(kStyles))->type_name("auto|bar|none|plain")->group(kFilesGroup);
  static const std::map<std::string, ErrorFormat> kFormats{{"text", ErrorFormat::text}, {"json", ErrorFormat::json}};
  app.add_option("--error-format", options.error_format, "How messages are written: text, or json, one object a line")
      ->transform(named(kFormats))->type_name("json|text")->group(kFilesGroup);
}

void add_jobs(CLI::App& app, BatchOptions& options) {
  app.add_option("-j,--jobs", options.threads, "Number of threads; 0: one per core")->type_name("N")->check(CLI::Range(0, 4096).description({}))->group(kFilesGroup);
}

}  // namespace cleanscrape::cli
