#include "rules/view_folding.h"

#include "text/fold_case.h"

namespace cleanscrape {

std::string_view ViewFolding::folded(std::string_view view) {
  if (!is_folded_) fold_case(view, folded_);
  is_folded_ = true;
  return folded_;
}

const PairFilter& ViewFolding::pairs(std::string_view view) {
  if (!has_pairs_) pairs_.set(folded(view));
  has_pairs_ = true;
  return pairs_;
}

}  // namespace cleanscrape
