#pragma once

#include <string_view>

namespace cleanscrape {

/// Whether `name` matches `pattern`, in which `*` stands for any run of characters and `?` for one.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view name);

/// Whether the pattern holds `*` or `?`.
[[nodiscard]] bool is_glob(std::string_view pattern);

}  // namespace cleanscrape
