#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace cleanscrape {

/// With what text every match of a piece of a pattern begins, case folded. Built from the leaves up, like PatternLiterals.
class PatternStarts {
 public:
  /// Longer beginnings tell no more views apart.
  static constexpr std::size_t kMaxBytes = 8;

  /// Matches only the empty text.
  [[nodiscard]] static PatternStarts empty_text() { return PatternStarts({""}, {}); }
  /// Matches one of so many single characters; nothing is known of too many.
  [[nodiscard]] static PatternStarts one_of(const std::vector<char32_t>& characters);

  void append(const PatternStarts& next);
  void alternate(const PatternStarts& other);
  void repeat(std::uint32_t min, std::uint32_t max);

  /// Texts with one of which every match begins, sorted, none of them the beginning of another, of `kMaxBytes` at most, at which a character
  /// may be cut; none: nothing is known.
  [[nodiscard]] std::vector<std::string> known() const;

 private:
  PatternStarts(std::vector<std::string> whole, std::vector<std::string> begun) : whole_(std::move(whole)), begun_(std::move(begun)) {}
  [[nodiscard]] static PatternStarts unknown() { return PatternStarts({}, {""}); }
  /// Sorts; says nothing where there are too many.
  void limit();

  /// A match is one of these and nothing more, or begins with one of the others; each sorted, each once. The empty text says nothing.
  std::vector<std::string> whole_;
  std::vector<std::string> begun_;
};

}  // namespace cleanscrape
