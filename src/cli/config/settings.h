#pragma once

#include <string>
#include <vector>

#include "cleanscrape/diagnostic.h"

namespace cleanscrape::cli {

/// One setting from a configuration file or the environment.
struct Setting {
  enum class Type { text, flag, list, other };  // other: nothing that an option takes
  std::string key;  ///< an option's long name
  Type type = Type::text;
  std::vector<std::string> values;  ///< as they would stand on the command line; of a flag "true" or "false"
  SourcePlace place;                ///< of the key
};

/// The settings of a configuration file (TOML), or what is wrong with it.
[[nodiscard]] Result<std::vector<Setting>> parse_settings(const std::string& path, const std::string& text);

/// The configuration files that hold here, the strongest first: the project's (.cleanscrape.toml in the working folder or the nearest one
/// above), then the user's (cleanscrape/config.toml below $XDG_CONFIG_HOME or ~/.config).
[[nodiscard]] std::vector<std::string> find_configuration_files();

}  // namespace cleanscrape::cli
