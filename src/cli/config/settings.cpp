#include "cli/config/settings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>

#include <toml++/toml.h>

namespace cleanscrape::cli {
namespace {

namespace fs = std::filesystem;

SourcePlace place_of(const std::string& path, const toml::source_region& region) { return {path, region.begin.line, region.begin.column}; }

/// False where the node is no text or number.
bool add_value(const toml::node& node, Setting& setting) {
  if (const auto* text = node.as_string()) {
    setting.values.push_back(text->get());
  } else if (const auto* integer = node.as_integer()) {
    setting.values.push_back(std::to_string(integer->get()));
  } else if (const auto* number = node.as_floating_point()) {
    setting.values.push_back(std::to_string(number->get()));
  } else {
    return false;
  }
  return true;
}

bool read_node(const toml::node& node, Setting& setting) {
  if (const auto* flag = node.as_boolean()) {
    setting.type = Setting::Type::flag;
    setting.values = {flag->get() ? "true" : "false"};
    return true;
  }
  const toml::array* list = node.as_array();
  if (list == nullptr) return add_value(node, setting);
  setting.type = Setting::Type::list;
  return std::all_of(list->begin(), list->end(), [&](const toml::node& item) { return add_value(item, setting); });
}

}  // namespace

Result<std::vector<Setting>> parse_settings(const std::string& path, const std::string& text) {
  std::vector<Setting> settings;
  try {
    const toml::table table = toml::parse(std::string_view(text), std::string_view(path));
    for (const auto& [key, node] : table) {
      Setting setting{std::string(key.str()), Setting::Type::text, {}, place_of(path, key.source())};
      if (!read_node(node, setting)) setting.type = Setting::Type::other;
      settings.push_back(std::move(setting));
    }
  } catch (const toml::parse_error& error) {
    return Diagnostic{Severity::error, place_of(path, error.source()), std::string(error.description()), {}, {}};
  }
  const auto position = [](const SourcePlace& place) { return std::pair(place.line, place.column); };
  std::sort(settings.begin(), settings.end(), [&](const Setting& a, const Setting& b) { return position(a.place) < position(b.place); });
  return settings;
}

std::vector<std::string> find_configuration_files() {
  std::vector<std::string> files;
  std::error_code error;
  const fs::path here = fs::current_path(error);
  for (fs::path folder = here; !error && !folder.empty(); folder = folder.parent_path()) {
    const fs::path file = folder / ".cleanscrape.toml";
    if (fs::exists(file, error)) {
      files.push_back(file.lexically_relative(here).string());
      break;
    }
    if (folder == folder.root_path()) break;
  }
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  const bool has_config = config != nullptr && *config != '\0';
  if (!has_config && (home == nullptr || *home == '\0')) return files;
  const fs::path user = (has_config ? fs::path(config) : fs::path(home) / ".config") / "cleanscrape" / "config.toml";
  if (fs::exists(user, error)) files.push_back(user.string());
  return files;
}

}  // namespace cleanscrape::cli
