#pragma once

#include <string>
#include <string_view>

namespace cleanscrape {

/// What is folded away when two pieces of text are compared. Digits never are.
struct ComparisonFolds {
  bool letter_case = true;  ///< ASCII and Latin-1 letters
  bool quotes = true;       ///< every quotation mark to one, also apostrophes; dashes to `-`; `…` to `...`
  bool space = true;        ///< all white space away: portals join and split words at line ends
};

/// Appends the folded form of a view to `out`.
void fold_for_comparison(std::string_view view, const ComparisonFolds& folds, std::string& out);

}  // namespace cleanscrape
