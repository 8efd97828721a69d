#include "cli/commands.h"
#include "cli/undo_commands.h"
#include "formats/stats.h"

namespace cleanscrape::cli {

ExitCode run_stats_merge(const Options& options, Streams& streams) {
  std::vector<Stats> shards;
  std::string text;
  for (const std::string& name : options.undo.stats) {
    if (!read_input(name, text, streams)) return ExitCode::some_failed;
    auto stats = parse_stats(text, name);
    if (!stats) {
      report(stats.diagnostics(), streams);
      return ExitCode::usage;
    }
    shards.push_back(*std::move(stats));
  }
  const auto sum = merge_stats(shards, options.undo.stats);
  if (!sum) {
    report(sum.diagnostics(), streams);
    return ExitCode::usage;
  }
  streams.out.write(render_stats(*sum));
  streams.out.flush();
  return streams.out.state() == Sink::State::failed ? ExitCode::some_failed : ExitCode::done;
}

}  // namespace cleanscrape::cli
