#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rules/rule.h"

namespace cleanscrape {

/// Which blocks each rule hits: the hits of a page the other way round. Most rules hit nothing, and what is asked of one is asked once a
/// page. Reused from page to page.
class RuleHits {
 public:
  /// Block i is hit by `hits[begins[i] .. begins[i + 1])`, each rule once.
  void index(std::span<const RuleIndex> hits, std::span<const std::uint32_t> begins, std::size_t rules);

  /// The rules that hit a block, in order.
  [[nodiscard]] std::span<const RuleIndex> rules() const { return rules_; }
  /// The blocks that the rule hits, in order.
  [[nodiscard]] std::span<const std::uint32_t> blocks_of(RuleIndex rule) const {
    const Range& range = ranges_[rule];
    return std::span(blocks_).subspan(range.begin, range.end - range.begin);
  }
  /// Whether one of the rules hits a block; see `has_bit`.
  [[nodiscard]] bool has_any(std::span<const std::uint64_t> bits) const;
  [[nodiscard]] bool has_any(const RuleSelector& selector) const { return has_any(std::span(selector.bits.begin(), selector.bits.end())); }

 private:
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  std::vector<RuleIndex> rules_;
  std::vector<std::uint64_t> bits_;  ///< the same as `RuleSelector::bits`
  std::vector<Range> ranges_;  ///< in `blocks_`, by rule
  std::vector<std::uint32_t> blocks_;
};

}  // namespace cleanscrape
