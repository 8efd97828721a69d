#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// Owns the texts that are not slices of the page. Texts stay where they are until `clear`, which keeps one chunk for reuse.
class TextArena {
 public:
  /// A copy of `text` that lives until `clear`.
  std::string_view store(std::string_view text) {
    if (text.empty()) return {};
    if (used_ + text.size() > capacity_) add_chunk(text.size());
    char* place = chunks_.back().get() + used_;
    std::memcpy(place, text.data(), text.size());
    used_ += text.size();
    return {place, text.size()};
  }

  void clear() {
    if (chunks_.size() > 1 || capacity_ > kChunkBytes) {
      chunks_.clear();
      capacity_ = 0;
    }
    used_ = 0;
  }

 private:
  static constexpr std::size_t kChunkBytes = 64 * 1024;
  void add_chunk(std::size_t at_least_bytes) {
    capacity_ = std::max(kChunkBytes, at_least_bytes);
    chunks_.push_back(std::make_unique<char[]>(capacity_));
    used_ = 0;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t used_ = 0;      ///< of the last chunk
  std::size_t capacity_ = 0;  ///< of the last chunk
};

}  // namespace cleanscrape
