#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/char_set.h"

namespace cleanscrape {

enum class CaseFold : std::uint8_t { no, yes };

/// Reads a pattern from front to back.
struct PatternCursor {
  std::string_view rest;

  [[nodiscard]] bool at_end() const { return rest.empty(); }
  [[nodiscard]] bool sees(std::string_view text) const { return rest.starts_with(text); }
  bool take(std::string_view text);
  bool skip_behind(char byte);
  std::optional<std::uint32_t> take_number();
  /// The next code point, whatever it is.
  char32_t take_character();
};

/// The characters that one place of a pattern takes.
struct ParsedChars {
  CharSet set;
  std::vector<char32_t> members;  ///< all of them, but for their case, if they are few and each is written; else none
  std::vector<char32_t> few;      ///< the same, also of ranges such as the digits
};

/// A bracket expression behind its `[`.
[[nodiscard]] std::optional<ParsedChars> parse_class(PatternCursor& cursor, CaseFold fold);

/// One character outside brackets, or an escape that stands for one.
[[nodiscard]] std::optional<ParsedChars> parse_character(PatternCursor& cursor, CaseFold fold);

}  // namespace cleanscrape
