#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cleanscrape::cli {

/// The inputs that the user names, one after the other: arguments first, then a list of names that end in NUL bytes (--files0-from).
class InputNames {
 public:
  explicit InputNames(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {}

  /// Reads names from `fd` too, which stays the caller's.
  void add_list(int fd) { list_fd_ = fd; }

  /// Nothing at the end, or when reading the list fails: see `error_number`.
  [[nodiscard]] std::optional<std::string> next();
  [[nodiscard]] int error_number() const { return error_number_; }
  /// Whether the last name was one of the list.
  [[nodiscard]] bool in_list() const { return in_list_; }

 private:
  std::optional<std::string> next_of_list();
  bool fill();

  std::vector<std::string> arguments_;
  std::size_t next_argument_ = 0;
  int list_fd_ = -1;
  std::string buffer_;
  std::size_t at_ = 0;
  bool in_list_ = false;
  int error_number_ = 0;
};

}  // namespace cleanscrape::cli
