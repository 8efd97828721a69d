#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace cleanscrape::test {

/// Writes pages as they come: article text, interface lines, copies, blank lines, lists, in all shapes of a dump, now and then damaged.
/// The same seed and the same interface lines give the same page on every machine.
class PageWriter {
 public:
  /// `interface_lines`: what stands around articles, such as the examples of the packs.
  explicit PageWriter(std::vector<std::string> interface_lines) : interface_lines_(std::move(interface_lines)) {}

  [[nodiscard]] std::string write(std::uint32_t seed);

 private:
  [[nodiscard]] std::size_t below(std::size_t limit) { return random_() % limit; }
  [[nodiscard]] bool one_in(std::size_t chances) { return below(chances) == 0; }
  [[nodiscard]] std::string sentence();
  [[nodiscard]] std::string paragraph();
  [[nodiscard]] std::string interface_line();
  [[nodiscard]] std::string random_bytes();
  [[nodiscard]] std::string copy_of_something();
  [[nodiscard]] std::string collapsed_line();
  [[nodiscard]] std::string piece();
  [[nodiscard]] std::string disguised(std::string line);
  void add_line(std::string line);

  std::vector<std::string> interface_lines_;
  std::mt19937 random_;
  std::vector<std::string> lines_;
};

/// The smallest page this finds, by leaving out runs of lines, for which `fails` still holds.
[[nodiscard]] std::string shrink(std::string page, const std::function<bool(std::string_view)>& fails);

/// The text with everything but printable ASCII and UTF-8 letters made visible, for messages.
[[nodiscard]] std::string visible(std::string_view text);

}  // namespace cleanscrape::test
