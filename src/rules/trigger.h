#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "rules/block_gate.h"
#include "rules/char_set.h"
#include "rules/literal_search.h"
#include "rules/rule_tests.h"

namespace cleanscrape {

/// What must be seen in a view before one of a target's patterns, or its literals, can hold: one of the literals; or the
/// first or the last character, or both; or, with none of these, nothing.
struct TriggerPart {
  std::vector<SearchLiteral> literals;
  std::optional<CharSet> first;
  std::optional<CharSet> last;
  std::uint32_t max_latin_words = std::numeric_limits<std::uint32_t>::max();  ///< it cannot hold on a block with more
  bool is_by_atom = false;  ///< the literals are the atoms of the pattern
  BlockGate gate;           ///< what the pattern asks of the block

  [[nodiscard]] bool has_character() const { return first || last; }
  [[nodiscard]] bool is_open() const { return literals.empty() && !has_character(); }
};

/// When a rule or a signature, the target, is worth a closer look: when one of the parts says so.
struct Trigger {
  std::uint32_t target = 0;
  std::vector<TriggerPart> parts;
  std::optional<std::size_t> condition;  ///< index in `when` of the condition that the parts are of
  bool is_proof = false;                 ///< the condition holds wherever a literal of a part was found
  bool is_by_pattern = false;            ///< the parts are those of the condition's patterns, in their order, of which one must match
  std::uint32_t max_latin_words = std::numeric_limits<std::uint32_t>::max();
  bool needs_non_ascii = false;
  BlockGate gate;  ///< what the conditions ask of the block

  /// Nothing has to be seen: the target is tried on every block.
  [[nodiscard]] bool is_open() const {
    return std::any_of(parts.begin(), parts.end(), [](const TriggerPart& part) { return part.is_open(); });
  }
};

/// A set of parts of a trigger; those behind the last bit share it.
using PartSet = std::uint32_t;
[[nodiscard]] constexpr PartSet part_set(std::size_t part) { return PartSet{1} << std::min<std::size_t>(part, 31); }

/// Literals are views into the tests and patterns.
[[nodiscard]] Trigger rule_trigger(std::uint32_t target, const RuleTests& tests, std::span<const Pattern> patterns);
[[nodiscard]] Trigger pattern_trigger(std::uint32_t target, const Pattern& pattern);

}  // namespace cleanscrape
