#include "engine/rule_hits.h"

#include <algorithm>
#include <bit>

namespace cleanscrape {

void RuleHits::index(std::span<const RuleIndex> hits, std::span<const std::uint32_t> begins, std::size_t rules) {
  for (const RuleIndex rule : rules_) ranges_[rule] = {};
  bits_.assign(rules / 64 + 1, 0);
  rules_.clear();
  if (ranges_.size() < rules) ranges_.resize(rules);
  for (const RuleIndex hit : hits) {
    if (ranges_[hit].end++ == 0) bits_[hit / 64] |= std::uint64_t{1} << (hit % 64);
  }
  for (std::size_t word = 0; word < bits_.size(); ++word) {
    for (std::uint64_t rest = bits_[word]; rest != 0; rest &= rest - 1) rules_.push_back(static_cast<RuleIndex>(64 * word + static_cast<std::size_t>(std::countr_zero(rest))));
  }
  std::uint32_t begin = 0;
  for (const RuleIndex rule : rules_) {
    const std::uint32_t size = ranges_[rule].end;
    ranges_[rule] = {begin, begin};
    begin += size;
  }
  blocks_.resize(hits.size());
  for (std::uint32_t block = 0; block + 1 < begins.size(); ++block) {
    for (std::uint32_t i = begins[block]; i < begins[block + 1]; ++i) blocks_[ranges_[hits[i]].end++] = block;
  }
}

bool RuleHits::has_any(std::span<const std::uint64_t> bits) const {
  const std::size_t words = std::min(bits_.size(), bits.size());
  for (std::size_t i = 0; i < words; ++i) {
    if ((bits_[i] & bits[i]) != 0) return true;
  }
  return false;
}

}  // namespace cleanscrape
