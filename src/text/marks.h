#pragma once

#include <cstddef>
#include <string_view>

#include "text/mark_set.h"

namespace cleanscrape {

inline constexpr MarkSet kClosingMarks{U"\"')]}”’»›」』）］｝〉》＂＇"};
inline constexpr MarkSet kSentenceEnds{U".!?…。．！？؟"};
inline constexpr MarkSet kSeparators{U"|»›>·•/–—∙ㆍ・¦│"};
inline constexpr MarkSet kDoubleQuotes{U"\"“”„‟＂«»"};

/// Typographic marks that tell what kind of line this is. All of these take a view (see text/view.h).

/// Ends in `. ! ? …` or a full-width form of them, closing quotes and brackets behind it allowed.
[[nodiscard]] bool ends_sentence(std::string_view view);

/// Starts with a bullet, a headline mark, or a number with `.` or `)`, followed by white space (headline marks also without).
[[nodiscard]] bool starts_list_item(std::string_view view);

/// Whether the code point closes a quotation or a bracket.
[[nodiscard]] constexpr bool is_closing_mark(char32_t code_point) { return kClosingMarks.contains(code_point); }

/// Whether the code point ends a sentence by itself.
[[nodiscard]] constexpr bool is_sentence_end(char32_t code_point) { return kSentenceEnds.contains(code_point); }

/// Whether the code point, standing alone between spaces, separates the items of a menu (`|`, `»`, `·`, `>` …).
[[nodiscard]] constexpr bool is_separator(char32_t code_point) { return kSeparators.contains(code_point); }

/// Whether the code point is a double quotation mark, straight, curly or angled.
[[nodiscard]] constexpr bool is_double_quote(char32_t code_point) { return kDoubleQuotes.contains(code_point); }

}  // namespace cleanscrape
