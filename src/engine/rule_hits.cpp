#include "engine/rule_hits.h"

#include <algorithm>

namespace cleanscrape {

void RuleHits::index(std::span<const RuleIndex> hits, std::span<const std::uint32_t> begins, std::size_t rules) {
  for (const RuleIndex rule : rules_) ranges_[rule] = {};
  rules_.clear();
  if (ranges_.size() < rules) ranges_.resize(rules);
  for (const RuleIndex hit : hits) {
    if (ranges_[hit].end++ == 0) rules_.push_back(hit);
  }
  std::sort(rules_.begin(), rules_.end());
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

bool RuleHits::has_any(std::span<const RuleIndex> rules) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](RuleIndex rule) { return std::binary_search(rules.begin(), rules.end(), rule); });
}

}  // namespace cleanscrape
