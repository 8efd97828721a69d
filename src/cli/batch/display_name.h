#pragma once

#include <string>
#include <string_view>

namespace cleanscrape::cli {

/// A file's name as a message shows it: control characters, a backslash and bytes that are not UTF-8 are escaped (`\n`, `\\`, `\xFF`), so
/// that a name never breaks a line or a terminal, and different names look different.
[[nodiscard]] std::string display_name(std::string_view name);

}  // namespace cleanscrape::cli
