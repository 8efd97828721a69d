#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/line_index.h"
#include "cleanscrape/rules.h"
#include "rules/reporter.h"
#include "rules/value.h"

namespace cleanscrape {

/// A rule file as written: its TOML, checked against the schema.
struct Pack {
  const RuleSource* source = nullptr;
  std::string id;  ///< empty where the file gives none
  Value root;
  LineIndex lines;  ///< of the source
};

/// Parses and checks all files, in the order of their paths. Files that are no TOML are left out. Everything wrong is reported. `known_ids`
/// are of packs that are loaded already.
[[nodiscard]] std::vector<Pack> parse_packs(std::span<const RuleSource> sources, Diagnostics& diagnostics,
                                            std::span<const std::string_view> known_ids = {});

/// The packs that `pack` extends, and theirs, and itself.
[[nodiscard]] std::vector<const Pack*> with_extended(const Pack& pack, std::span<const Pack> packs);

}  // namespace cleanscrape
