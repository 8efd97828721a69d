#pragma once

#include <string>

namespace cleanscrape {

/// The JSON Schema (2020-12) of rule files, for editors: made from the table of keys that the parser checks files against.
[[nodiscard]] std::string make_json_schema();

}  // namespace cleanscrape
