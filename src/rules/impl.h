#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "rules/compiled_rules.h"
#include "rules/examples.h"
#include "rules/rule_image.h"

namespace cleanscrape {

/// The image and what is not in it; complete before the first match and never changed after.
struct CompiledRules::Impl {
  /// The image must outlive this, or lie in the arena that is given with it.
  Impl(const RuleImage& compiled, std::vector<std::unique_ptr<const re2::RE2>> programs);
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() = default;

  [[nodiscard]] Matcher matcher() const;

  std::unique_ptr<FlatArena> arena;  ///< of the image; null if it is the program's own
  const RuleImage& image;
  ConditionTables tables;
  StopwordSet english;
  /// Sets which rules are switched on, and what is looked up of them once a page.
  void switch_on(std::vector<bool> which);
  std::vector<bool> enabled;  ///< by rule
  std::array<RuleIndex, 3> decisions{kNoRule, kNoRule, kNoRule};  ///< by `Decision`: the enabled rule that switches it on
  std::vector<RuleIndex> duplicate_rules;                         ///< enabled, with a condition `duplicate`
  std::vector<LateRule> late_rules;                               ///< enabled
  std::uint64_t fingerprint = 0;
};

/// Switches rules on and off: first those below the confidence off, then `disable`, then `enable`. Reports globs that match no rule and
/// unknown classes.
void switch_rules(std::span<const Rule> rules, const RuleOptions& options, std::vector<bool>& enabled, Diagnostics& errors);

}  // namespace cleanscrape
