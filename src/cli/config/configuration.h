#pragma once

#include <vector>

#include "cleanscrape/diagnostic.h"
#include "cli/config/config_options.h"

namespace CLI {
class App;
}

namespace cleanscrape::cli {

/// Sets the options of the command `active` (the app or one of its subcommands) that no flag has set. A key is the long name of an option of
/// `app` that is no matter of a single call.
[[nodiscard]] Diagnostics apply_configuration(CLI::App& app, CLI::App& active, const ConfigurationChoice& choice, std::vector<EffectiveSetting>& effective);

}  // namespace cleanscrape::cli
