#include "cli/commands.h"
#include "render/explain.h"
#include "render/explain_json.h"

namespace cleanscrape::cli {

ExitCode run_explain(const Options& options, Streams& streams) {
  const auto loaded = load_cleaner(options, streams);
  if (loaded == nullptr) return ExitCode::usage;
  ExitCode code = ExitCode::done;
  std::string page;
  for (const std::string& name : inputs_of(options)) {
    if (!read_input(name, page, streams)) {
      code = ExitCode::some_failed;
      continue;
    }
    const Cleaned& cleaned = loaded->cleaner.clean(page);
    const CompiledRules& rules = loaded->rules.compiled();
    const ExplainStyle style{name, use_color(streams), streams.out_columns};
    if (options.why_kept_line != 0) {
      streams.out.write(render_why_kept(rules, cleaned, options.why_kept_line));
    } else if (options.format == Format::json) {
      streams.out.write(render_explain_json(rules, cleaned, name, JsonDetail::all) + "\n");
    } else {
      streams.out.write(render_explain(rules, cleaned, style));
    }
  }
  return code;
}

}  // namespace cleanscrape::cli
