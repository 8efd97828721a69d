#include "rules/view_folding.h"

#include <algorithm>

#include "text/fold_case.h"

namespace cleanscrape {

bool ViewFolding::folds_beyond(std::string_view view) {
  if (!folds_beyond_) folds_beyond_ = folds_beyond_ascii(view);
  return *folds_beyond_;
}

std::string_view ViewFolding::folded(std::string_view view) {
  if (is_folded_) return folded_;
  is_folded_ = true;
  if (folds_beyond(view)) {
    fold_case(view, folded_);
  } else {
    folded_.resize(view.size());
    std::transform(view.begin(), view.end(), folded_.begin(), fold_ascii);
  }
  return folded_;
}

const PairFilter& ViewFolding::pairs(std::string_view view) {
  if (!has_pairs_) pairs_.set(folded(view));
  has_pairs_ = true;
  return pairs_;
}

}  // namespace cleanscrape
