#include "cli/streams.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace cleanscrape::cli {

void FdSink::write(std::string_view bytes) {
  if (state_ != State::good) return;
  if (buffer_.size() + bytes.size() > kBufferBytes) flush();
  if (bytes.size() >= kBufferBytes) {
    write_now(bytes);
  } else {
    buffer_ += bytes;
  }
}

void FdSink::flush() {
  if (state_ == State::good) write_now(buffer_);
  buffer_.clear();
}

void FdSink::write_now(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_number_ = errno;
      state_ = errno == EPIPE ? State::closed : State::failed;
      return;
    }
  }
}

std::size_t terminal_columns(int fd, std::size_t elsewhere) {
  winsize size{};
  return ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : elsewhere;
}

bool read_all(int fd, std::string& text, int& error_number) {
  constexpr std::size_t kBlockBytes = 256 * 1024;
  struct stat status {};
  std::size_t expected = kBlockBytes;
  if (::fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) expected = static_cast<std::size_t>(status.st_size) + 1;
  text.clear();
  for (std::size_t size = 0;;) {
    if (text.size() < size + kBlockBytes / 2) text.resize(std::max(size + expected, size + size / 2));
    const ssize_t count = ::read(fd, text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) error_number = errno;
    if (count <= 0) {
      text.resize(size);
      return count == 0;
    }
    size += static_cast<std::size_t>(count);
    expected = kBlockBytes;
  }
}

bool read_file(const std::string& path, std::string& text, int& error_number) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    error_number = errno;
    return false;
  }
  const bool ok = read_all(fd, text, error_number);
  ::close(fd);
  return ok;
}

}  // namespace cleanscrape::cli
