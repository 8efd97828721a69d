#include "text/stopwords.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "base/hash.h"

namespace cleanscrape {

StopwordSet::StopwordSet(std::span<const std::uint64_t> table) : keys_(table.begin(), table.end()) {
  for (const std::uint64_t key : table.first(keys_.empty() ? 0 : keys_.size() - 1)) {
    size_ += key != 0 ? 1U : 0U;
    is_short_ = is_short_ && (key >> (8 * kMaxShortBytes)) == 0;
  }
}

std::uint64_t StopwordSet::key_of(std::string_view word) {
  if (word.size() > 2 * sizeof(std::uint64_t)) return fingerprint(word) | kLongKey;
  if (word.size() > sizeof(std::uint64_t)) return long_key_of(word);
  std::uint64_t key = 0;
  std::memcpy(&key, word.data(), word.size());
  return key;
}

bool StopwordSet::place(std::uint64_t key) {
  std::uint64_t* slot = keys_.data() + ((key * keys_.back()) >> shift());
  if (*slot != 0) ++slot;
  if (*slot != 0) return false;
  *slot = key;
  return true;
}

void StopwordSet::add(std::string_view word) {
  constexpr std::size_t kMinSlotsPerWord = 4;
  const std::uint64_t key = key_of(word);
  if (key == 0 || contains_key(key)) return;
  ++size_;
  is_short_ = is_short_ && (key >> (8 * kMaxShortBytes)) == 0;
  if (size_ * kMinSlotsPerWord > capacity() || !place(key)) make_room(key);
}

void StopwordSet::make_room(std::uint64_t key) {
  constexpr std::size_t kMinSlots = 64;
  constexpr std::uint64_t kMultipliers = 64;  // that are tried before the table grows
  std::vector<std::uint64_t> words(1, key);
  if (!keys_.empty()) std::copy_if(keys_.begin(), keys_.end() - 1, std::back_inserter(words), [](std::uint64_t word) { return word != 0; });
  for (std::size_t slots = std::max(kMinSlots, std::bit_ceil(4 * size_));; slots *= 2) {
    for (std::uint64_t i = 0; i < kMultipliers; ++i) {
      keys_.assign(slots + 2, 0);
      keys_.back() = kGoldenRatio * (2 * i + 1);
      if (std::all_of(words.begin(), words.end(), [&](std::uint64_t word) { return place(word); })) return;
    }
  }
}

}  // namespace cleanscrape
