#pragma once

#include <optional>

#include "cleanscrape/rules.h"
#include "rules/reporter.h"
#include "rules/value.h"

namespace cleanscrape {

/// The file's TOML as values with places; nothing where it is no TOML, which is then reported.
[[nodiscard]] std::optional<Value> parse_toml(const RuleSource& source, Reporter& reporter);

}  // namespace cleanscrape
