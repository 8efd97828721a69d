#include "rules/char_set.h"

#include <algorithm>
#include <bit>

namespace cleanscrape {

void CharSet::add_range(char32_t first, char32_t last) {
  for (char32_t c = first; c <= std::min<char32_t>(last, 0x7F); ++c) add(c);
  const char32_t beyond = std::max<char32_t>(first, 0x80);
  if (last < beyond) return;
  if (last - beyond >= 0x7F) return add_all_beyond_ascii();
  for (char32_t c = beyond; c <= last; ++c) add(c);
}

bool CharSet::has_beyond_ascii() const {
  return std::any_of(bits_.begin() + kAsciiWords, bits_.end(), [](std::uint64_t word) { return word != 0; });
}

double CharSet::share() const {
  int set = 0;
  for (const std::uint64_t word : bits_) set += std::popcount(word);
  return static_cast<double>(set) / static_cast<double>(kBits);
}

void CharSet::complement() {
  bits_[0] = ~bits_[0];
  bits_[1] = ~bits_[1];
  add_all_beyond_ascii();
}

}  // namespace cleanscrape
