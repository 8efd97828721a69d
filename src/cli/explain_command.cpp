#include <cstring>

#include "cli/batch/output_file.h"
#include "cli/commands.h"
#include "render/explain.h"
#include "render/explain_html.h"
#include "render/explain_json.h"
#include "text/encoding.h"

namespace cleanscrape::cli {
namespace {

std::string explanation_of(const Options& options, const CompiledRules& rules, const Cleaned& cleaned, const ExplainStyle& style) {
  if (options.why_kept_line != 0) return render_why_kept(rules, cleaned, options.why_kept_line);
  if (options.format == Format::json) return render_explain_json(rules, cleaned, style.name, JsonDetail::all) + "\n";
  return render_explain(rules, cleaned, style);
}

/// As cleaning does: a page in another encoding is judged, and shown, as UTF-8.
void make_utf8(std::string& page) {
  if (const Encoding encoding = detect_encoding(page); !encoding.is_utf8()) page = decode(page, encoding, BadBytes::keep).text;
}

/// The whole file or none of it.
ExitCode write_html(const std::string& path, const std::string& html, Streams& streams) {
  if (path == "-") {
    streams.out.write(html);
    return ExitCode::done;
  }
  int error_number = 0;
  Temporaries temporaries;
  const auto file = OutputFile::open(temporaries, path, error_number);
  if (file != nullptr) {
    file->sink().write(html);
    if (file->commit(false, error_number)) return ExitCode::done;
  }
  report_failure(path, std::strerror(error_number), streams);
  return ExitCode::some_failed;
}

}  // namespace

ExitCode run_explain(const Options& options, Streams& streams) {
  const std::vector<std::string> inputs = inputs_of(options);
  if (!options.html_file.empty() && inputs.size() > 1) {
    report_failure(options.html_file, "--html explains one page, not several", streams);
    return ExitCode::usage;
  }
  const auto loaded = load_cleaner(options, streams);
  if (loaded == nullptr) return ExitCode::usage;
  ExitCode code = ExitCode::done;
  std::string page;
  for (const std::string& name : inputs) {
    if (!read_input(name, page, streams)) {
      code = ExitCode::some_failed;
      continue;
    }
    make_utf8(page);
    const Cleaned& cleaned = loaded->cleaner.clean(page);
    const CompiledRules& rules = loaded->rules.compiled();
    if (!options.html_file.empty()) return write_html(options.html_file, render_explain_html(rules, cleaned, name), streams);
    streams.out.write(explanation_of(options, rules, cleaned, {name, use_color(streams), streams.out_columns}));
  }
  return code;
}

}  // namespace cleanscrape::cli
