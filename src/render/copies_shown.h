#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/page.h"

namespace cleanscrape {

/// Finds where the text of a dropped copy stays: whole blocks and sentences of those blocks that stay, folded as for the comparison of copies.
class CopiesShown {
 public:
  explicit CopiesShown(const Page& page);

  /// The blocks that hold the text of `block`, in order, each once; the block with the same text alone where there is one. Empty where they
  /// cannot be told, as where the copy that stayed at first went later.
  [[nodiscard]] std::vector<BlockIndex> of(BlockIndex block) const;

 private:
  const Page& page_;
  std::unordered_map<std::uint64_t, BlockIndex> texts_;  ///< fingerprint of a block or a sentence -> the first block that has it
};

}  // namespace cleanscrape
