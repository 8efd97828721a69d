#include "cli/rule_loading.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <string_view>

#include "cli/streams.h"
#include "workshop/pack_overlay.h"

namespace cleanscrape::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".rules.toml";
/// Names the packs in the program. What is doubtful in them is no business of the user's.
constexpr std::string_view kBuiltinPrefix = "builtin:";

class SourceReader {
 public:
  void add_path(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) return add_folder(path);
    RuleSource source{path, {}};
    int error_number = 0;
    if (!read_file(path, source.text, error_number)) {
      errors_.push_back({Severity::error, {path, 0, 0}, "cannot read rules: " + std::string(std::strerror(error_number)), {}, {}});
      return;
    }
    sources_.push_back(std::move(source));
  }

  /// As `add_path`; a folder without a rule file is an error.
  void add_given(const std::string& path) {
    const std::size_t before = sources_.size() + errors_.size();
    add_path(path);
    if (sources_.size() + errors_.size() == before) errors_.push_back({Severity::error, {path, 0, 0}, "no rule file (*.rules.toml) in the folder", {}, {}});
  }

  /// Every rule file of a folder, by name, so that messages come in the same order everywhere.
  void add_folder(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> paths;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (it->path().filename().string().ends_with(kSuffix)) paths.push_back(it->path().string());
    }
    if (error) errors_.push_back({Severity::error, {folder, 0, 0}, "cannot read folder: " + error.message(), {}, {}});
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) add_path(path);
  }

  /// Packs that say so are loaded only where `--rules` names them.
  void leave_out_experimental() { std::erase_if(sources_, is_experimental); }

  [[nodiscard]] bool has_nothing() const { return sources_.empty() && errors_.empty(); }
  [[nodiscard]] Result<std::vector<RuleSource>> result() && {
    if (!errors_.empty()) return std::move(errors_);
    return std::move(sources_);
  }

 private:
  std::vector<RuleSource> sources_;
  Diagnostics errors_;
};

void add_environment(SourceReader& reader) {
  const char* value = std::getenv("CLEANSCRAPE_RULES");
  std::string_view rest = value == nullptr ? "" : value;
  while (!rest.empty()) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    if (colon > 0) reader.add_path(std::string(rest.substr(0, colon)));
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
}

/// $XDG_CONFIG_HOME/cleanscrape/rules, or the same under ~/.config (XDG Base Directory Specification).
void add_user_folder(SourceReader& reader) {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (config != nullptr && *config != '\0') {
    folder = config;
  } else if (home != nullptr && *home != '\0') {
    folder = fs::path(home) / ".config";
  } else {
    return;
  }
  folder = folder / "cleanscrape" / "rules";
  std::error_code error;
  if (fs::is_directory(folder, error)) reader.add_folder(folder.string());
}

Confidence confidence_of(const std::string& name) {
  if (name == "high") return Confidence::high;
  return name == "medium" ? Confidence::medium : Confidence::low;
}

/// What the user adds to the packs in the program.
SourceReader read_own_sources(const Options& options) {
  SourceReader reader;
  if (options.default_rules) {
    add_user_folder(reader);
    add_environment(reader);
    reader.leave_out_experimental();
  }
  for (const std::string& path : options.rules) reader.add_path(path);
  return reader;
}

Result<std::vector<RuleSource>> with_builtin(const Options& options, SourceReader own) {
  auto added = std::move(own).result();
  if (!added || !options.default_rules) return added;
  std::vector<RuleSource> sources(builtin_packs().begin(), builtin_packs().end());
  std::erase_if(sources, is_experimental);
  std::move(added->begin(), added->end(), std::back_inserter(sources));
  return sources;
}

void remove_builtin(Diagnostics* warnings) {
  if (warnings != nullptr)
    std::erase_if(*warnings, [](const Diagnostic& warning) { return warning.place.file.starts_with(kBuiltinPrefix); });
}

RuleOptions rule_options(const Options& options) {
  RuleOptions result;
  result.disable = options.disable;
  result.enable = options.enable;
  result.min_confidence = confidence_of(options.min_confidence);
  result.keep_classes = options.keep_classes;
  return result;
}

}  // namespace

Result<std::vector<RuleSource>> read_rule_sources(const Options& options) { return with_builtin(options, read_own_sources(options)); }

Result<std::vector<RuleSource>> read_rule_sources_with(const Options& options, const std::vector<std::string>& paths, std::vector<std::string>& files) {
  SourceReader reader;
  for (const std::string& path : paths) reader.add_given(path);
  auto given = std::move(reader).result();
  auto sources = read_rule_sources(options);
  if (!given) return given.diagnostics();
  if (!sources) return sources.diagnostics();
  for (const RuleSource& source : *given) files.push_back(source.path);
  return overlay_packs(*sources, *given);
}

Result<RuleSet> load_rules(const Options& options, Diagnostics* warnings) {
  SourceReader own = read_own_sources(options);
  if (options.default_rules && own.has_nothing()) return RuleSet::builtin(rule_options(options));
  const auto sources = std::move(own).result();
  if (!sources) return sources.diagnostics();
  if (!options.default_rules) return compile_rules(options, *sources, warnings);
  auto rules = RuleSet::builtin_with(*sources, rule_options(options), warnings);
  remove_builtin(warnings);
  return rules;
}

Result<RuleSet> compile_rules(const Options& options, const std::vector<RuleSource>& sources, Diagnostics* warnings) {
  auto rules = RuleSet::compile(sources, rule_options(options), warnings);
  remove_builtin(warnings);
  return rules;
}

CleanOptions clean_options(const Options& options) {
  CleanOptions result;
  result.trace = options.command == Command::explain;
  result.keep_classes = options.keep_classes;
  if (options.site == "none") {
    result.sites = CleanOptions::Sites::none;
  } else if (options.site != "auto") {
    result.sites = CleanOptions::Sites::named;
    result.site_ids = {options.site};
  }
  return result;
}

}  // namespace cleanscrape::cli
