#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cleanscrape {

/// With what text every match of a piece of a pattern begins, case folded. Built from the leaves up, like PatternLiterals.
class PatternStarts {
 public:
  /// Longer beginnings tell no more views apart.
  static constexpr std::size_t kMaxBytes = 8;

  /// Matches only the empty text.
  [[nodiscard]] static PatternStarts empty_text() { return PatternStarts(true, {""}); }
  /// Matches one of so many single characters; nothing is known of too many.
  [[nodiscard]] static PatternStarts one_of(const std::vector<char32_t>& characters);

  void append(const PatternStarts& next);
  void alternate(const PatternStarts& other);
  void repeat(std::uint32_t min, std::uint32_t max);

  /// Texts with one of which every match begins, sorted, none of them the beginning of another, of `kMaxBytes` at most, at which a character
  /// may be cut; none: nothing is known.
  [[nodiscard]] std::vector<std::string> known() const;

 private:
  PatternStarts(bool is_exact, std::vector<std::string> texts) : is_exact_(is_exact), texts_(std::move(texts)) {}

  bool is_exact_ = false;           ///< a match is one of the texts, and nothing more; what follows it can be appended
  std::vector<std::string> texts_;  ///< sorted, each once; the empty text says nothing
};

}  // namespace cleanscrape
