#include "cli/batch/input_names.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace cleanscrape::cli {

std::optional<std::string> InputNames::next() {
  if (next_argument_ < arguments_.size()) return arguments_[next_argument_++];
  in_list_ = true;
  return list_fd_ < 0 ? std::nullopt : next_of_list();
}

std::optional<std::string> InputNames::next_of_list() {
  for (std::size_t searched = at_;;) {
    const std::size_t end = buffer_.find('\0', searched);
    if (end != std::string::npos) {
      std::string name = buffer_.substr(at_, end - at_);
      at_ = end + 1;
      return name;
    }
    buffer_.erase(0, std::exchange(at_, 0));
    searched = buffer_.size();
    if (!fill()) break;
  }
  list_fd_ = -1;
  if (buffer_.empty() || error_number_ != 0) return std::nullopt;
  return std::exchange(buffer_, {});  // the last name may lack its NUL
}

bool InputNames::fill() {
  std::array<char, 64 * 1024> block{};
  for (;;) {
    const ssize_t count = ::read(list_fd_, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) error_number_ = errno;
    if (count <= 0) return false;
    buffer_.append(block.data(), static_cast<std::size_t>(count));
    return true;
  }
}

}  // namespace cleanscrape::cli
