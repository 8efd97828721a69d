#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// The text without white space at its ends.
[[nodiscard]] std::string_view strip(std::string_view text);

/// The items of the TOML array "[ … ]", each as it is written; nothing where the text is no array, or holds a comment or a string over several lines.
[[nodiscard]] std::optional<std::vector<std::string>> read_array_items(std::string_view value);

/// The array as lines: one, where `columns_before` and it need at most 140 columns; else as many items on a line as fit, long ones on a line
/// of their own, indented by two spaces between the brackets. Characters from Hangul Jamo on count as two columns.
[[nodiscard]] std::vector<std::string> lay_out_array(const std::vector<std::string>& items, std::size_t columns_before);

}  // namespace cleanscrape
