#pragma once

#include <cstddef>
#include <string_view>

namespace cleanscrape {

/// Typographic marks that tell what kind of line this is. All of these take a view (see text/view.h).

/// Ends in `. ! ? …` or a full-width form of them, closing quotes and brackets behind it allowed.
[[nodiscard]] bool ends_sentence(std::string_view view);

/// Starts with a bullet, a headline mark, or a number with `.` or `)`, followed by white space (headline marks also without).
[[nodiscard]] bool starts_list_item(std::string_view view);

/// Whether the code point closes a quotation or a bracket.
[[nodiscard]] bool is_closing_mark(char32_t code_point);

/// Whether the code point ends a sentence by itself.
[[nodiscard]] bool is_sentence_end(char32_t code_point);

/// Whether the code point, standing alone between spaces, separates the items of a menu (`|`, `»`, `·`, `>` …).
[[nodiscard]] bool is_separator(char32_t code_point);

/// Whether the code point is a double quotation mark, straight, curly or angled.
[[nodiscard]] bool is_double_quote(char32_t code_point);

}  // namespace cleanscrape
