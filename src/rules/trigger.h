#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "rules/char_set.h"
#include "rules/literal_search.h"
#include "rules/rule_tests.h"

namespace cleanscrape {

/// What must be seen in a view before one of a target's patterns, or its literals, can hold: one of the literals; or a
/// first or a last character; or, with none of these, nothing.
struct TriggerPart {
  std::vector<SearchLiteral> literals;
  std::optional<CharSet> first;
  std::optional<CharSet> last;
  std::uint32_t max_latin_words = std::numeric_limits<std::uint32_t>::max();  ///< it cannot hold on a block with more

  [[nodiscard]] bool has_character() const { return first || last; }
  [[nodiscard]] bool is_open() const { return literals.empty() && !has_character(); }
};

/// When a rule or a signature, the target, is worth a closer look: when one of the parts says so.
struct Trigger {
  std::uint32_t target = 0;
  std::vector<TriggerPart> parts;
  std::optional<std::size_t> condition;  ///< index in `when` of a condition that holds wherever a literal was found
  std::uint32_t max_latin_words = std::numeric_limits<std::uint32_t>::max();
  bool needs_non_ascii = false;

  /// Nothing has to be seen: the target is tried on every block.
  [[nodiscard]] bool is_open() const {
    return std::any_of(parts.begin(), parts.end(), [](const TriggerPart& part) { return part.is_open(); });
  }
};

/// Literals are views into the tests and patterns.
[[nodiscard]] Trigger rule_trigger(std::uint32_t target, const RuleTests& tests, std::span<const Pattern> patterns);
[[nodiscard]] Trigger pattern_trigger(std::uint32_t target, const Pattern& pattern);

}  // namespace cleanscrape
