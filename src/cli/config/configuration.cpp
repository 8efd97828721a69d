#include "cli/config/configuration.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <string_view>

#include "base/suggest.h"
#include "cli/config/settings.h"
#include "cli/streams.h"

namespace cleanscrape::cli {
namespace {

/// What belongs to one call: where it reads and writes, and what it is asked to do.
constexpr std::array<std::string_view, 18> kOfOneCall{"help",  "version",     "output", "in-place",   "dry-run", "check",   "resume",   "journal", "files0-from",
                                                      "shard", "no-config", "config", "audit", "stats", "inputs", "help-all", "origin", "record"};

bool is_of_one_call(std::string_view key) { return std::find(kOfOneCall.begin(), kOfOneCall.end(), key) != kOfOneCall.end(); }

bool is_flag(const CLI::Option& option) { return option.get_expected_min() == 0; }

CLI::Option* find_option(CLI::App& app, const std::string& key) {
  for (CLI::Option* option : app.get_options()) {
    const std::vector<std::string>& names = option->get_lnames();
    if (std::find(names.begin(), names.end(), key) != names.end()) return option;
  }
  return nullptr;
}

std::vector<std::string_view> known_keys(const CLI::App& app) {
  std::vector<std::string_view> keys;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      if (!is_of_one_call(name)) keys.push_back(name);
    }
  }
  return keys;
}

std::string environment_name(std::string_view key) {
  std::string name = "CLEANSCRAPE_";
  for (const char letter : key) name += letter == '-' ? '_' : letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return name;
}

/// As a TOML value.
std::string quoted(const std::string& text) {
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos) return text;
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter == '\n' ? std::string("\\n") : std::string(1, letter);
  }
  return out + '"';
}

class Layers {
 public:
  Layers(CLI::App& app, CLI::App& active) : app_(app), active_(active) {
    for (const std::string_view key : known_keys(app)) {
      CLI::Option* option = find_option(active, std::string(key));
      if (option != nullptr && option->count() > 0) origins_[std::string(key)] = "flag";
    }
  }

  void add_environment() {
    for (const std::string_view key : known_keys(app_)) {
      const std::string name = environment_name(key);
      const char* value = std::getenv(name.c_str());
      if (value == nullptr || *value == '\0') continue;
      if (key == "rules") {  // these are added to those of the flags, see read_rule_sources
        if (origins_.count("rules") == 0) rules_of_environment_ = name;
        continue;
      }
      apply(from_environment(std::string(key), name, value), "environment " + name);
    }
  }

  void add_file(const std::string& path) {
    std::string text;
    int error_number = 0;
    if (!read_file(path, text, error_number)) {
      mistakes_.push_back({Severity::error, {path, 0, 0}, std::string("cannot read the configuration: ") + std::strerror(error_number), {}, {}});
      return;
    }
    const auto settings = parse_settings(path, text);
    if (!settings) {
      mistakes_.insert(mistakes_.end(), settings.diagnostics().begin(), settings.diagnostics().end());
      return;
    }
    for (const Setting& setting : *settings) add_setting(setting);
  }

  [[nodiscard]] Diagnostics take_mistakes() { return std::move(mistakes_); }
  [[nodiscard]] std::vector<EffectiveSetting> effective() const;

 private:
  void add_setting(const Setting& setting) {
    const CLI::Option* option = find_option(app_, setting.key);
    if (option == nullptr || is_of_one_call(setting.key)) {
      const std::string reason = option == nullptr ? "unknown key '{}'" : "'{}' belongs to one call, not to a configuration";
      mistake(setting, fmt::format(fmt::runtime(reason), setting.key), option == nullptr ? suggest(setting.key, known_keys(app_)) : std::string());
    } else if (setting.type == Setting::Type::other) {
      mistake(setting, fmt::format("'{}' must be a string, a number, true or false, or a list of strings", setting.key), {});
    } else if (is_flag(*option) != (setting.type == Setting::Type::flag)) {
      mistake(setting, is_flag(*option) ? fmt::format("'{}' must be true or false", setting.key) : fmt::format("'{}' must not be true or false", setting.key), {});
    } else if (setting.type == Setting::Type::list && option->get_expected_max() < 2) {
      mistake(setting, fmt::format("'{}' takes one value", setting.key), {});
    } else {
      apply(setting, fmt::format("{}:{}", setting.place.file, setting.place.line));
    }
  }

  Setting from_environment(std::string key, const std::string& name, const std::string& value) const {
    Setting setting{std::move(key), Setting::Type::text, {value}, {"environment " + name, 0, 0}};
    const CLI::Option& option = *find_option(app_, setting.key);
    if (is_flag(option)) {
      setting.type = Setting::Type::flag;
    } else if (option.get_expected_max() > 1) {
      setting.values = CLI::detail::split(value, ',');
    }
    return setting;
  }

  /// Lower layers never change what a higher one has set.
  void apply(const Setting& setting, const std::string& origin) {
    if (!origins_.emplace(setting.key, origin).second) return;
    CLI::Option* option = find_option(active_, setting.key);
    if (option == nullptr || option->count() > 0) return;
    try {
      for (const std::string& value : setting.values) {
        option->add_result(is_flag(*option) ? option->get_flag_value(setting.key, value) : resolved(*option, setting, value));
      }
      option->run_callback();
    } catch (const CLI::Error& error) {
      const std::string_view what = error.what();
      const std::string name = "--" + setting.key + ": ";
      mistake(setting, fmt::format("'{}': {}", setting.key, what.substr(what.starts_with(name) ? name.size() : 0)), {});
    }
  }

  /// A file that a configuration file names is meant from there.
  static std::string resolved(const CLI::Option& option, const Setting& setting, const std::string& value) {
    const std::string type = option.get_type_name();
    const bool is_path = type.find("FILE") != std::string::npos || type.find("DIR") != std::string::npos;
    if (!is_path || setting.place.line == 0 || value == "-" || value.starts_with('/')) return value;
    return (std::filesystem::path(setting.place.file).parent_path() / value).string();
  }

  void mistake(const Setting& setting, std::string message, std::string hint) {
    mistakes_.push_back({Severity::error, setting.place, std::move(message), std::move(hint), {}});
  }

  CLI::App& app_;
  CLI::App& active_;
  std::map<std::string, std::string> origins_;
  std::string rules_of_environment_;
  Diagnostics mistakes_;
};

std::string toml_value(const CLI::Option& option) {
  const std::vector<std::string>& results = option.results();
  if (is_flag(option)) return results.empty() ? "" : results.back();
  if (option.get_expected_max() < 2) return results.empty() ? "" : quoted(results.back());
  std::string out = "[";
  for (const std::string& result : results) out += (out.size() == 1 ? "" : ", ") + quoted(result);
  return out + "]";
}

std::vector<EffectiveSetting> Layers::effective() const {
  std::vector<EffectiveSetting> list;
  for (const std::string_view key : known_keys(app_)) {
    const auto origin = origins_.find(std::string(key));
    if (origin != origins_.end()) {
      const CLI::Option& option = *find_option(active_, std::string(key));
      const bool negative = is_flag(option) && option.get_flag_value(std::string(key), "true") == "false";
      std::string value = toml_value(option);
      if (negative) value = value == "false" ? "true" : "false";
      list.push_back({std::string(key), std::move(value), origin->second});
    } else if (key == "rules" && !rules_of_environment_.empty()) {
      list.push_back({"rules", quoted(std::getenv(rules_of_environment_.c_str())), "environment " + rules_of_environment_});
    } else {
      list.push_back({std::string(key), {}, "default"});
    }
  }
  return list;
}

}  // namespace

Diagnostics apply_configuration(CLI::App& app, CLI::App& active, const ConfigurationChoice& choice, std::vector<EffectiveSetting>& effective) {
  Layers layers(app, active);
  layers.add_environment();
  if (!choice.file.empty()) {
    layers.add_file(choice.file);
  } else if (!choice.none) {
    for (const std::string& path : find_configuration_files()) layers.add_file(path);
  }
  effective = layers.effective();
  return layers.take_mistakes();
}

}  // namespace cleanscrape::cli
