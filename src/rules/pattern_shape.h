#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "rules/char_set.h"

namespace cleanscrape {

/// What can be said of every match of a pattern without running it: where it stands, how long it is, with which character it
/// begins and ends. Never wrong, sometimes vague: a pattern that is not understood has the default, which says nothing.
struct PatternBounds {
  static constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t min_code_points = 0;
  std::uint32_t max_code_points = kUnbounded;
  bool at_start = false;  ///< only at the start of the text
  bool at_end = false;    ///< only at its end
  bool needs_digit = false;               ///< holds an ASCII digit
  std::array<std::uint8_t, 5> padding{};  ///< written out, so that equal images have equal bytes
  CharSet first = CharSet::everything();
  CharSet last = CharSet::everything();
  CharSet all = CharSet::everything();  ///< every character of a match

  /// Whether the pattern certainly does not match in the text, which has so many code points.
  [[nodiscard]] bool excludes(std::string_view text, std::uint32_t code_points) const;
  /// The same by each character of the text: costs more than `excludes`, and less than to compile the pattern.
  [[nodiscard]] bool excludes_a_character(std::string_view text) const;
};

/// The same, and which text is in it.
struct PatternShape : PatternBounds {
  /// One of these occurs in every match, case folded; none: nothing is known.
  std::vector<std::string> atoms;
  /// So many of them occur in every match, each at a place of its own.
  std::uint32_t min_atoms = 1;
  /// With one of these every match begins, case folded, where it stands only at the start of the text; none: nothing is known.
  std::vector<std::string> starts;
  /// Of each of these sets too, as of `atoms`.
  std::vector<std::vector<std::string>> more_atoms;
  /// The pattern matches these views and no other; none: nothing is known. See `PatternTexts`.
  std::vector<std::string> views;
  bool views_fold = false;
};

/// The last code point of valid UTF-8 that is not empty.
[[nodiscard]] char32_t last_code_point(std::string_view text);

/// The shape of a pattern that RE2 accepts; of any other text something or other, but safely.
[[nodiscard]] PatternShape shape_of(std::string_view pattern);

}  // namespace cleanscrape
