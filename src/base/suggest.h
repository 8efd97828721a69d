#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cleanscrape {

/// The name nearest to `word` by edit distance, or one that begins with it, as "did you mean 'words'?"; empty where none is near enough.
[[nodiscard]] std::string suggest(std::string_view word, std::span<const std::string_view> names);

}  // namespace cleanscrape
