#pragma once

#include <cstddef>
#include <string_view>

namespace cleanscrape {

/// The most parts that a dotted key has in the TOML text, strings and comments aside; 1 for `a`, 2 for `a.b`. Of text that is no TOML, some bound.
[[nodiscard]] std::size_t count_key_parts(std::string_view toml);

}  // namespace cleanscrape
