#pragma once

#include <string>
#include <vector>

namespace cleanscrape::cli {

/// Which configuration files are read.
struct ConfigurationChoice {
  std::string file;         ///< --config: instead of the project's and the user's
  bool none = false;        ///< --no-config
};

/// Where the values of options come from: a flag, the environment, the project's file, the user's file, in this order.
struct EffectiveSetting {
  std::string key;
  std::string value;   ///< as TOML; empty: the default
  std::string origin;  ///< "flag", "environment NAME", "FILE:LINE", "default"
};

struct ConfigOptions {
  ConfigurationChoice choice;
  bool show_origin = false;
  std::vector<EffectiveSetting> effective;
};

}  // namespace cleanscrape::cli
