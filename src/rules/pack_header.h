#pragma once

#include <string>
#include <vector>

#include "cleanscrape/rules.h"

namespace cleanscrape {

/// What a rule file says about itself, read without judging the rest of it.
struct PackHeader {
  std::string id;             ///< empty where the file gives none, or is no TOML
  bool experimental = false;  ///< loaded only by name
  std::vector<std::string> extends;
};

/// The file up to its first rule, site or case, where [pack] and [lists] stand in files written by people; parsing it costs little.
[[nodiscard]] RuleSource head_of(const RuleSource& source);

[[nodiscard]] PackHeader read_pack_header(const RuleSource& source);

}  // namespace cleanscrape
