#include "cli/commands.h"
#include "render/diff.h"

namespace cleanscrape::cli {

ExitCode run_diff(const Options& options, Streams& streams) {
  const auto loaded = load_cleaner(options, streams);
  if (loaded == nullptr) return ExitCode::usage;
  ExitCode code = ExitCode::done;
  std::string page;
  for (const std::string& name : inputs_of(options)) {
    if (!read_input(name, page, streams)) {
      code = ExitCode::some_failed;
      continue;
    }
    streams.out.write(render_diff(page, loaded->cleaner.clean(page), {name, use_color(streams)}));
  }
  return code;
}

}  // namespace cleanscrape::cli
