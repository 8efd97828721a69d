#include "text/stopwords.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/hash.h"

namespace cleanscrape {

StopwordSet::StopwordSet(std::span<const std::uint64_t> table) : keys_(table.begin(), table.end()) {
  size_ = keys_.size() - static_cast<std::size_t>(std::count(keys_.begin(), keys_.end(), 0));
}

std::uint64_t StopwordSet::key_of(std::string_view word) {
  if (word.size() > 2 * sizeof(std::uint64_t)) return fingerprint(word) | 1U;
  if (word.size() > sizeof(std::uint64_t)) return long_key_of(word);
  std::uint64_t key = 0;
  std::memcpy(&key, word.data(), word.size());
  return key;
}

void StopwordSet::add(std::string_view word) {
  const std::uint64_t key = key_of(word);
  if (key == 0 || contains_key(key)) return;
  if ((size_ + 1) * 4 > keys_.size()) grow();
  std::size_t slot = slot_of(key, keys_.size() - 1);
  while (keys_[slot] != 0) slot = (slot + 1) & (keys_.size() - 1);
  keys_[slot] = key;
  ++size_;
}

void StopwordSet::grow() {
  const std::vector<std::uint64_t> old = std::exchange(keys_, std::vector<std::uint64_t>(keys_.empty() ? 64 : keys_.size() * 2));
  for (const std::uint64_t key : old) {
    if (key == 0) continue;
    std::size_t slot = slot_of(key, keys_.size() - 1);
    while (keys_[slot] != 0) slot = (slot + 1) & (keys_.size() - 1);
    keys_[slot] = key;
  }
}

}  // namespace cleanscrape
