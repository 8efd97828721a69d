#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/text_range.h"
#include "rules/pattern_shape.h"

namespace cleanscrape {

/// What is wrong with a pattern.
struct PatternError {
  std::string message;
  std::string fragment;  ///< the piece of the pattern that RE2 stumbled over, or empty
};

/// An RE2 pattern that is compiled when it is first needed. Thread-safe.
class LazyPattern {
 public:
  explicit LazyPattern(std::string source);
  [[nodiscard]] const std::string& source() const { return source_; }

  /// Compiles it now. What is wrong with it, if anything: syntax, size, or that it matches the empty string.
  [[nodiscard]] std::optional<PatternError> validate() const;

  /// RE2 instructions: what it costs in memory. Compiles it.
  [[nodiscard]] std::size_t program_size() const;

  /// `code_points` is the length of the view. Most views are turned down by the pattern's shape, without RE2.
  [[nodiscard]] bool matches(std::string_view view, std::uint32_t code_points) const;
  [[nodiscard]] const PatternShape& shape() const { return shape_; }

  /// The first match at or after `offset`: the whole, and the part that a `replace` rule replaces (the first group if there is
  /// one, else the whole).
  struct Match {
    TextRange whole;
    TextRange part;
  };
  [[nodiscard]] std::optional<Match> find(std::string_view view, std::size_t offset) const;

 private:
  [[nodiscard]] const re2::RE2& compiled() const;
  std::string source_;
  PatternShape shape_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> compiled_;
};

/// Whether the pattern holds `\b`, `\d`, `\s` or `\w`, which know only ASCII, although it holds letters beyond ASCII.
[[nodiscard]] bool mixes_ascii_class(std::string_view pattern);

}  // namespace cleanscrape
