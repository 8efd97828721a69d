#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// What a relaxed pattern leaves open: a match in which the group holds so many code points keeps within the counts in it.
struct CountCheck {
  std::uint32_t group = 0;  ///< of the relaxed pattern; one that took no part in a match breaks no count
  std::uint32_t min_code_points = 0;
  std::uint32_t max_code_points = 0;

  friend bool operator==(const CountCheck&, const CountCheck&) = default;
};

/// A pattern that matches wherever another one does, and more: its large counts are open upward ("{2,30}" becomes "{2,}", "{0,90}" "*"). RE2
/// makes as many copies of what is repeated as the count says; without them a program is often ten times smaller. It mostly tells alone
/// whether the pattern itself matches: surely not where it does not, and surely where the view is short or the match passes the checks.
struct RelaxedPattern {
  static constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();
  /// Groups at most, with the whole match; a pattern with more is not relaxed.
  static constexpr std::size_t kMaxGroups = 16;

  std::string text;  ///< empty where it would not be half as large, and where the pattern is not understood
  /// In views of at most so many code points it matches just as the pattern does: they have no room for more copies than the counts allow.
  std::uint32_t max_exact_code_points = 0;
  std::vector<CountCheck> checks;
  bool has_groups = false;  ///< the pattern has groups of its own

  friend bool operator==(const RelaxedPattern&, const RelaxedPattern&) = default;
};

/// `min_code_points` is the least length of a match, as in PatternBounds.
[[nodiscard]] RelaxedPattern relax_counts(std::string_view pattern, std::uint32_t min_code_points);

}  // namespace cleanscrape
