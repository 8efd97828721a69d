#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/pattern_class.h"

namespace cleanscrape {

/// All texts that a piece of a pattern matches, if they are few. Built from the leaves up, like PatternLiterals.
class PatternTexts {
 public:
  [[nodiscard]] static PatternTexts empty_text() { return PatternTexts({""}); }
  /// One of so many single characters; too many are not known.
  [[nodiscard]] static PatternTexts one_of(const std::vector<char32_t>& characters, CaseFold fold);
  [[nodiscard]] static PatternTexts unknown() { return PatternTexts({}); }
  [[nodiscard]] static PatternTexts start_anchor();
  [[nodiscard]] static PatternTexts end_anchor();

  void append(const PatternTexts& next);
  void alternate(const PatternTexts& other);
  void repeat(std::uint32_t min, std::uint32_t max);

  /// The views that the pattern matches, and no other: sorted; none: not known. It must be anchored at both ends.
  [[nodiscard]] std::vector<std::string> whole_views() const;
  /// Whether they are lower case for any case of ASCII letters.
  [[nodiscard]] bool folds() const { return has_folded_; }

 private:
  explicit PatternTexts(std::vector<std::string> texts) : texts_(std::move(texts)) {}
  void combine_folding(const PatternTexts& other);
  void limit();
  void forget();

  std::vector<std::string> texts_;  ///< sorted, each once; none: unknown
  bool has_folded_ = false;         ///< letters of any case
  bool has_exact_ = false;          ///< letters of one case
};

}  // namespace cleanscrape
