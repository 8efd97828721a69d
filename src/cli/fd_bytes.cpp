#include "cli/fd_bytes.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cleanscrape::cli {

ByteSource::Read FdSource::read(std::span<char> buffer) {
  for (;;) {
    const ssize_t count = ::read(fd_, buffer.data(), buffer.size());
    if (count >= 0) return {static_cast<std::size_t>(count), {}};
    if (errno != EINTR) return {0, std::strerror(errno)};
  }
}

}  // namespace cleanscrape::cli
