#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cleanscrape {

/// The first `count` user-perceived characters of UTF-8 text (UAX #29); all of it where it has no more.
[[nodiscard]] std::string_view first_graphemes(std::string_view text, std::size_t count);

/// The text, or its first `count` user-perceived characters and "…".
[[nodiscard]] std::string shorten(std::string_view text, std::size_t count);

}  // namespace cleanscrape
