#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "rules/char_set.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// Yes-or-no facts about a block, as bits.
namespace block_sign {
inline constexpr std::uint32_t kMail = 1, kUrl = 2, kDigit = 4, kSideBySide = 8, kSentenceEnd = 16, kNoSentenceEnd = 32, kListItem = 64,
                               kNoListItem = 128, kHangul = 256;
}  // namespace block_sign

/// What is known of a block before anything is looked for in it.
struct BlockFacts {
  /// The text is not empty.
  explicit BlockFacts(const BlockView& block);

  std::uint32_t code_points = 0;
  std::uint32_t signs = 0;
  std::size_t first_bit = 0;  ///< of the first character in a CharSet
  std::size_t last_bit = 0;
};

/// What a block must be like for a rule, or a pattern, to hold on it; never wrong, sometimes vague.
struct BlockGate {
  std::uint32_t min_code_points = 0;
  std::uint32_t max_code_points = std::numeric_limits<std::uint32_t>::max();
  std::uint64_t signs = 0;  ///< all of these
  CharSet last = CharSet::everything();

  [[nodiscard]] bool admits(const BlockFacts& block) const {
    return block.code_points >= min_code_points && block.code_points <= max_code_points && (signs & ~std::uint64_t{block.signs}) == 0 &&
           last.has_bit(block.last_bit);
  }
  /// Admits only what the other admits too.
  void narrow(const BlockGate& other) {
    min_code_points = std::max(min_code_points, other.min_code_points);
    max_code_points = std::min(max_code_points, other.max_code_points);
    signs |= other.signs;
    last.keep(other.last);
  }
};

}  // namespace cleanscrape
