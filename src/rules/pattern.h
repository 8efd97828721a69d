#pragma once

#include <re2/re2.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/flat.h"
#include "base/text_range.h"
#include "rules/pattern_relaxed.h"
#include "rules/pattern_shape.h"
#include "rules/view_folding.h"

namespace cleanscrape {

using PatternIndex = std::uint32_t;
inline constexpr PatternIndex kNoPattern = std::numeric_limits<PatternIndex>::max();

/// An RE2 pattern and what is known of its matches without running it.
struct Pattern {
  FlatText source;
  FlatText relaxed;               ///< matches wherever the pattern does, and is cheaper; empty: there is none. See RelaxedPattern, also for
  FlatArray<CountCheck> checks;   ///< these
  std::uint32_t max_exact_code_points = 0;
  std::uint32_t views_fold = 0;  ///< whether `views` are lower case for any case
  std::uint64_t has_groups = 0;  ///< as in RelaxedPattern
  PatternBounds bounds;
  FlatArray<FlatText> atoms;                  ///< as in PatternShape
  std::uint64_t min_atoms = 1;                ///< as in PatternShape
  FlatArray<FlatText> starts;                 ///< as in PatternShape
  FlatArray<FlatArray<FlatText>> more_atoms;  ///< as in PatternShape
  FlatArray<FlatText> views;                  ///< as in PatternShape
};
[[nodiscard]] Pattern make_pattern(std::string_view source, FlatArena& arena);

/// What is wrong with a pattern.
struct PatternError {
  std::string message;
  std::string fragment;  ///< the piece of the pattern that RE2 stumbled over, or empty
};

/// What came of compiling a pattern to see that it can be.
struct CheckedPattern {
  std::optional<PatternError> error;  ///< syntax, size, or that it matches the empty string
  std::unique_ptr<const re2::RE2> program;
  std::size_t program_size = 0;  ///< RE2 instructions: what it costs in memory
};
[[nodiscard]] CheckedPattern check_pattern(std::string_view source);

/// Patterns with their RE2 programs, which are compiled when they are first needed. Thread-safe.
class Patterns {
 public:
  Patterns() = default;
  /// The patterns must outlive this. `programs` are those that were compiled already, by index; may be shorter, and null.
  explicit Patterns(std::span<const Pattern> patterns, std::vector<std::unique_ptr<const re2::RE2>> programs = {});
  Patterns(Patterns&&) noexcept = default;
  Patterns& operator=(Patterns&&) noexcept = default;
  ~Patterns();

  [[nodiscard]] const Pattern& operator[](PatternIndex pattern) const { return patterns_[pattern]; }

  /// `code_points` is the length of the view. Most views are turned down by the pattern's bounds and starts, without RE2; while it is not
  /// compiled, also by their characters, and because they hold none of its atoms. `folding` is of this view.
  [[nodiscard]] bool matches(PatternIndex pattern, std::string_view view, std::uint32_t code_points, ViewFolding& folding) const {
    const Pattern& known = patterns_[pattern];
    if (known.bounds.excludes(view, code_points) || !may_start(known, view)) return false;
    if (const auto is_one = is_one_of_views(known, view, folding)) return *is_one;
    return (is_compiled(pattern) || may_hold_atoms(known, view, folding)) && runs_on(pattern, view, code_points);
  }

  /// The same for a view in which one of the pattern's atoms was found.
  [[nodiscard]] bool matches_by_atom(PatternIndex pattern, std::string_view view, std::uint32_t code_points, ViewFolding& folding) const {
    const Pattern& known = patterns_[pattern];
    if (known.bounds.excludes(view, code_points) || !may_start(known, view)) return false;
    return (is_compiled(pattern) ? may_hold_more(known, view, folding) : may_hold_atoms(known, view, folding)) && runs_on(pattern, view, code_points);
  }

  /// The first match at or after `offset`: the whole, and the part that a `replace` rule replaces (the first group if there is
  /// one, else the whole).
  struct Match {
    TextRange whole;
    TextRange part;
  };
  [[nodiscard]] std::optional<Match> find(PatternIndex pattern, std::string_view view, std::uint32_t code_points, std::size_t offset) const;

 private:
  using Programs = std::unique_ptr<std::atomic<const re2::RE2*>[]>;

  [[nodiscard]] bool is_compiled(PatternIndex pattern) const { return programs_[pattern].load(std::memory_order_relaxed) != nullptr; }
  static bool may_start(const Pattern& pattern, std::string_view view);
  /// Whether the pattern matches, if it is known by all views that it matches.
  static std::optional<bool> is_one_of_views(const Pattern& pattern, std::string_view view, ViewFolding& folding);
  /// Whether the view holds one of the atoms, and one of each of the other sets.
  static bool may_hold_atoms(const Pattern& pattern, std::string_view view, ViewFolding& folding);
  /// The same for the other sets alone.
  static bool may_hold_more(const Pattern& pattern, std::string_view view, ViewFolding& folding);
  /// Whether the view holds so many of the atoms, counting each place; at least one is asked for.
  static bool holds_some(const FlatArray<FlatText>& atoms, std::uint64_t min_count, std::string_view view, ViewFolding& folding);
  /// The program of a slot, compiled from the source where it is not there.
  static const re2::RE2& program(std::atomic<const re2::RE2*>& slot, std::string_view source);
  using Groups = std::array<re2::StringPiece, RelaxedPattern::kMaxGroups>;
  /// Whether the relaxed program says alone that the pattern matches at or after the offset, or that it does not; nothing: there is no such
  /// program, or it cannot say, or the pattern's own is there, which is faster. `wanted_groups`: 1 where `groups` must tell the match, else 0.
  [[nodiscard]] std::optional<bool> run_relaxed(PatternIndex pattern, std::string_view view, std::size_t offset, std::uint32_t code_points, int wanted_groups,
                                                Groups& groups) const;
  [[nodiscard]] bool runs_on(PatternIndex pattern, std::string_view view, std::uint32_t code_points) const;

  std::span<const Pattern> patterns_;
  Programs programs_;          ///< by pattern; null: not compiled yet
  Programs relaxed_programs_;  ///< of `relaxed`, the same
};

/// Whether the pattern holds `\b`, `\d`, `\s` or `\w`, which know only ASCII, although it holds letters beyond ASCII.
[[nodiscard]] bool mixes_ascii_class(std::string_view pattern);

}  // namespace cleanscrape
