#pragma once

#include <cstdint>
#include <vector>

namespace cleanscrape {

struct Page;

/// How a block is set on the page, among the blocks that are left.
struct BlockLayout {
  std::uint32_t indent_columns = 0;  ///< of its first line; a tab goes on to the next multiple of 8
  bool gap_before = true;            ///< a blank line stands between it and the block before, or it is the first
  bool gap_after = true;

  /// A paragraph of its own: what browsers make of `<p>`.
  [[nodiscard]] bool is_apart() const { return gap_before && gap_after; }
  /// Inside a list, table or box.
  [[nodiscard]] bool is_glued() const { return !gap_before && !gap_after; }
};

/// Measures the blocks of this round. Of the blank lines around dropped blocks one run stays in the output, so that the gaps are the same when the
/// output is cleaned again.
void find_layout(const Page& page, std::vector<BlockLayout>& layout);

}  // namespace cleanscrape
