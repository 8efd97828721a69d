#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// Columns of a terminal that UTF-8 text fills: wide and full-width characters (UAX #11) take two, marks and format characters none.
[[nodiscard]] std::size_t count_columns(std::string_view text);

/// The text on one line and harmless to a terminal: white space runs become a space; controls and bytes that are not UTF-8 become `\x1B`,
/// characters that turn the direction of text or end a line become `\u{202E}`.
[[nodiscard]] std::string printable(std::string_view text);

/// The text in lines of at most `columns`, broken at spaces; a longer word is broken where it must. At least one line; the spaces at a break
/// are left out. The views are of `text`.
[[nodiscard]] std::vector<std::string_view> wrap_columns(std::string_view text, std::size_t columns);

}  // namespace cleanscrape
