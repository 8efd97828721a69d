#pragma once

#include <span>
#include <vector>

#include "engine/page.h"
#include "engine/prose.h"

namespace cleanscrape {

/// Decides which rules with page conditions hold where, and applies those that keep, drop, score or mark. Cut rules are collected.
class ContextRules {
 public:
  /// All must outlive this. The regions are those of the page that the functions are given.
  ContextRules(const CompiledRules& rules, PageRegions& regions) : rules_(rules), regions_(regions) {}

  /// A block at which a cut rule's conditions hold.
  struct CutPoint {
    Position position = 0;
    RuleIndex rule = kNoRule;
  };

  /// Keep rules with page conditions: they hold blocks before anything is dropped.
  void hold(Page& page);

  /// Drop rules with page conditions; score rules of every kind; cut points in order of position.
  void apply(Page& page, std::vector<CutPoint>& cuts);

  /// Whether the page conditions of `rule` hold at the position, `run` and `duplicate` aside.
  [[nodiscard]] bool holds(const Page& page, Position position, const Rule& rule) const;

 private:
  [[nodiscard]] bool holds_near(const Page& page, Position position, const NearCondition& near) const;
  [[nodiscard]] bool holds_region(const Page& page, Position position, const RegionCondition& region) const;
  [[nodiscard]] bool holds_all(const Page& page, Position position, const PageConditions& when) const;
  [[nodiscard]] bool holds_any(const Page& page, Position position, const PageConditions& unless) const;

  /// The positions of the blocks that the rule hits, at which its page conditions hold. They stay until the next call.
  [[nodiscard]] std::span<const Position> positions_of(const Page& page, RuleIndex index);
  /// Calls `apply(rule, positions)` in order of rules for those that `wanted` picks.
  template <class Wanted, class Apply>
  void for_each_rule(const Page& page, Wanted wanted, Apply apply);

  const CompiledRules& rules_;
  PageRegions& regions_;
  std::vector<Position> positions_;
};

/// Applies the cuts, in order of position: drops what stands behind (or before) them.
void apply_cuts(const CompiledRules& rules, const Regions& regions, const std::vector<ContextRules::CutPoint>& cuts, Page& page);

}  // namespace cleanscrape
