#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// Finds the lines of a text, which must live as long.
class LineIndex {
 public:
  LineIndex() = default;
  explicit LineIndex(std::string_view text) : text_(text) {
    if (text.empty()) return;
    starts_.push_back(0);
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) starts_.push_back(end + 1);
  }

  /// A line's bytes without its line end, from 1; empty where there is no such line.
  [[nodiscard]] std::string_view line(std::uint32_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const std::string_view rest = text_.substr(starts_[number - 1]);
    return rest.substr(0, rest.find('\n'));
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

}  // namespace cleanscrape
