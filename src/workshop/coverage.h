#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cleanscrape/rules.h"
#include "rules/compiled_rules.h"
#include "workshop/named_page.h"

namespace cleanscrape {

/// What one rule did on a set of pages. Counts are of blocks.
struct RuleCoverage {
  RuleIndex rule = kNoRule;
  std::uint32_t hits = 0;     ///< blocks on which its block conditions hold
  std::uint32_t pages = 0;    ///< pages with a hit
  std::uint32_t decided = 0;  ///< blocks whose verdict names it
  std::uint32_t alone = 0;    ///< of `decided`: those that no other rule that drops or replaces hits
  std::uint32_t in_body = 0;  ///< of `hits`: those between the first and the last paragraph that stays
  RuleIndex beaten_by = kNoRule;  ///< of the rules that decided its hits in its place, the one that did so most often
  std::string unseen;         ///< why pages may show nothing of the rule, as its file says; may be empty

  /// Without a sign of life; what a rewrite cut out hits no more, but decided.
  [[nodiscard]] bool is_dead() const { return hits == 0 && decided == 0; }
};

struct Coverage {
  std::size_t pages = 0;
  std::vector<RuleCoverage> rules;     ///< of every enabled rule that is no `decide` rule; those that decide most first
};

/// `sources` are the files that `rules` were compiled from; what they give as `unseen` is read from them.
[[nodiscard]] Coverage measure_coverage(const CompiledRules& rules, std::span<const RuleSource> sources, std::span<const NamedPage> pages);

/// Whether the rule could decide something, had hits and decided nothing: other rules always came first.
[[nodiscard]] bool is_shadowed(const CompiledRules& rules, const RuleCoverage& coverage);

/// Whether some rule is dead and its file does not say why.
[[nodiscard]] bool has_unexplained_dead(const Coverage& coverage);

/// A table; below it the dead and the shadowed rules with the reasons that their files give, and the rules whose reason has become needless.
[[nodiscard]] std::string render_coverage(const CompiledRules& rules, const Coverage& coverage);
[[nodiscard]] std::string render_coverage_json(const CompiledRules& rules, const Coverage& coverage);

}  // namespace cleanscrape
