#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.h"

namespace cleanscrape {

/// Of the ASCII letters and digits of a text how many there are, and the sum of their codes, case folded: equal for texts that
/// `fold_for_comparison` makes equal, whatever it folds, and mostly different for others. Turns most pairs down before anything is folded.
[[nodiscard]] std::uint64_t sketch_of(std::string_view view);

/// The same for a whole block, by its features; Hangul counts as well.
[[nodiscard]] std::uint64_t sketch_of(const Block& block);

/// The sketches of all sentences of a page. Made once at first need; reused from page to page.
class SentenceSketches {
 public:
  void clear() { is_made_ = false; }
  void make(const Document& document);

  /// Of the sentences of the block, in order.
  [[nodiscard]] std::span<const std::uint64_t> of(std::uint32_t block) const {
    return std::span(in_order_).subspan(begins_[block], begins_[block + 1] - begins_[block]);
  }
  /// Whether another block than this one has such a sentence.
  [[nodiscard]] bool stands_elsewhere(std::uint64_t sketch, std::uint32_t block) const;

 private:
  bool is_made_ = false;
  std::vector<std::uint64_t> in_order_;
  std::vector<std::uint32_t> begins_;  ///< per block, and the end
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted_;  ///< with the block
  std::vector<TextRange> ranges_;
};

}  // namespace cleanscrape
