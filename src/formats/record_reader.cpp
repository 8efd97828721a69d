#include "formats/record_reader.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace cleanscrape {
namespace {

constexpr std::size_t kReadBytes = 256 * 1024;

}  // namespace

void RecordReader::Free::operator()(char* buffer) const { std::free(buffer); }

void RecordReader::make_room() {
  if (begin_ > 0 && begin_ >= end_ - begin_) {
    std::memcpy(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (capacity_ >= end_ + kReadBytes / 2 + kPaddingBytes) return;
  capacity_ = end_ + std::max(end_ / 2, kReadBytes) + kPaddingBytes;
  auto* larger = static_cast<char*>(std::realloc(buffer_.get(), capacity_));
  if (larger == nullptr) throw std::bad_alloc();
  static_cast<void>(buffer_.release());
  buffer_.reset(larger);
}

/// Reads once.
bool RecordReader::read_more() {
  if (at_end_) return false;
  make_room();
  ByteSource::Read read = in_.read({buffer_.get() + end_, capacity_ - kPaddingBytes - end_});
  end_ += read.size_bytes;
  if (read.size_bytes == 0) {
    at_end_ = true;
    error_ = std::move(read.error);
  }
  return read.size_bytes > 0;
}

std::string_view RecordReader::peek(std::size_t count) {
  while (rest().size() < count && read_more()) {
  }
  return rest().substr(0, count);
}

std::string_view RecordReader::take_until(std::string_view delimiter, std::size_t max_bytes) {
  std::size_t searched = 0;
  is_cut_ = false;
  for (;;) {
    const std::size_t found = rest().find(delimiter, searched);
    if (found <= max_bytes && found != std::string_view::npos) return take(found + delimiter.size());
    searched = rest().size() - std::min(rest().size(), delimiter.size() - 1);
    if (searched > max_bytes) {
      is_cut_ = true;
      return take(max_bytes);
    }
    if (!read_more()) return take(rest().size());
  }
}

std::string_view RecordReader::take_whole(std::string_view delimiter, std::size_t min_bytes, std::size_t max_bytes) {
  for (std::size_t size = min_bytes; size <= max_bytes; size *= 2) {
    const std::string_view text = peek(size);
    if (text.size() < size) return {};
    const std::size_t last = text.rfind(delimiter);
    if (last != std::string_view::npos) return take(last + delimiter.size());
  }
  return {};
}

std::string_view RecordReader::take(std::size_t count) {
  const std::string_view record = peek(count);
  begin_ += record.size();
  return record;
}

}  // namespace cleanscrape
