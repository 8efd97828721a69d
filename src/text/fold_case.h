#pragma once

#include <string>
#include <string_view>

namespace cleanscrape {

/// Lower case for ASCII letters; every other byte as it is.
[[nodiscard]] constexpr char fold_ascii(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte; }

[[nodiscard]] bool is_ascii(std::string_view text);

/// Replaces `out` by the text with Unicode's simple case folding.
void fold_case(std::string_view text, std::string& out);

/// Whether `fold_case` changes more than ASCII letters. Quick for Hangul, Han and punctuation.
[[nodiscard]] bool folds_beyond_ascii(std::string_view text);

}  // namespace cleanscrape
