#pragma once

#include <cstddef>
#include <string_view>

namespace cleanscrape {

/// Half-open range of byte offsets into one text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size_bytes() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const TextRange&, const TextRange&) = default;
};

}  // namespace cleanscrape
