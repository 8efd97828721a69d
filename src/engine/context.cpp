#include "engine/context.h"

#include <algorithm>
#include <utility>

#include "engine/line_rules.h"

namespace cleanscrape {
namespace {

bool hit_by(const Page& page, BlockIndex block, const RuleSelector& selector) {
  const auto hits = page.hits_of(block);
  return std::any_of(hits.begin(), hits.end(), [&](RuleIndex hit) { return selector.takes(hit); });
}

/// Whether the page has blocks that the conditions ask for.
bool may_hold(const Page& page, const PageConditions& when) {
  const auto has = [&](const RuleSelector& selector) { return page.rule_hits.has_any(selector); };
  if (!std::all_of(when.near.begin(), when.near.end(), [&](const NearCondition& near) { return has(near.selector); })) return false;
  if (!when.region) return true;
  return (!when.region->after || has(*when.region->after)) && (!when.region->before || has(*when.region->before));
}

std::uint32_t count_equal_views(const Page& page, std::string_view view) {
  std::uint32_t count = 0;
  for (Position i = 0; i < page.count(); ++i) count += page.at(i).view == view ? 1U : 0U;
  return count;
}

/// Those of the sorted positions that stand in runs of at least `run.min_blocks`. A paragraph of prose ends a run.
std::vector<Position> in_runs(const std::vector<Position>& positions, const RunCondition& run, const Regions& regions) {
  const auto joins = [&](Position before, Position after) {
    return after - before <= run.gap_blocks + 1 && regions.prose_before(after) == regions.prose_before(before + 1);
  };
  std::vector<Position> result;
  for (std::size_t begin = 0; begin < positions.size();) {
    std::size_t end = begin + 1;
    while (end < positions.size() && joins(positions[end - 1], positions[end])) ++end;
    if (end - begin >= run.min_blocks) result.insert(result.end(), positions.begin() + static_cast<std::ptrdiff_t>(begin), positions.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
  }
  return result;
}

/// Drops each position in order, by the strongest of its rules; one that is kept is stronger than any.
void drop_by_strongest(const CompiledRules& rules, std::vector<std::pair<Position, RuleIndex>>& drops, Page& page) {
  std::sort(drops.begin(), drops.end());
  for (auto first = drops.begin(); first != drops.end();) {
    RuleIndex strongest = kNoRule;
    auto next = first;
    for (; next != drops.end() && next->first == first->first; ++next) strongest = stronger_rule(rules, strongest, next->second);
    const auto kept = std::find_if(first, next, [&](const auto& drop) { return page.is_kept(drop.second); });
    page.drop(first->first, Stage::context, kept == next ? strongest : kept->second);
    first = next;
  }
}

}  // namespace

bool ContextRules::holds_near(const Page& page, Position position, const NearCondition& near) const {
  if (near.within_blocks == 0) return hit_by(page, page.alive[position], near.selector);
  const Position first = near.side == Side::after ? position + 1 : position - std::min(position, near.within_blocks);
  const Position last = near.side == Side::before ? position : std::min<Position>(page.count(), position + near.within_blocks + 1);
  for (Position i = first; i < last; ++i) {
    if (i != position && hit_by(page, page.alive[i], near.selector)) return true;
  }
  return false;
}

bool ContextRules::holds_region(const Page& page, Position position, const RegionCondition& region) const {
  if (region.first_blocks) return position < *region.first_blocks;
  if (region.last_blocks) return position + *region.last_blocks >= page.count();
  if (region.after) {
    for (Position i = 0; i < position; ++i) {
      if (hit_by(page, page.alive[i], *region.after)) return true;
    }
    return false;
  }
  if (region.before) {
    for (Position i = position + 1; i < page.count(); ++i) {
      if (hit_by(page, page.alive[i], *region.before)) return true;
    }
    return false;
  }
  const Regions& regions = regions_.get();
  const bool has_body = regions.body_begin < regions.body_end;
  switch (*region.region) {
    case Region::head: return has_body && position < regions.body_begin;
    case Region::body: return regions.in_body(position);
    case Region::tail: return has_body && position >= regions.body_end;
  }
  return false;
}

bool ContextRules::holds_all(const Page& page, Position position, const PageConditions& when) const {
  const auto near_holds = [&](const NearCondition& near) { return holds_near(page, position, near); };
  if (!std::all_of(when.near.begin(), when.near.end(), near_holds)) return false;
  if (when.region && !holds_region(page, position, *when.region)) return false;
  return !when.repeat_min || count_equal_views(page, page.at(position).view) >= *when.repeat_min;
}

bool ContextRules::holds_any(const Page& page, Position position, const PageConditions& unless) const {
  const auto near_holds = [&](const NearCondition& near) { return holds_near(page, position, near); };
  if (std::any_of(unless.near.begin(), unless.near.end(), near_holds)) return true;
  if (unless.region && holds_region(page, position, *unless.region)) return true;
  return unless.repeat_min && count_equal_views(page, page.at(position).view) >= *unless.repeat_min;
}

bool ContextRules::holds(const Page& page, Position position, const Rule& rule) const {
  const auto looks_around = [](const PageConditions& conditions) { return !conditions.near.empty() || conditions.region || conditions.repeat_min; };
  if (!looks_around(rule.when) && !looks_around(rule.unless)) return true;
  return holds_all(page, position, rule.when) && !holds_any(page, position, rule.unless);
}

std::span<const Position> ContextRules::positions_of(const Page& page, RuleIndex index) {
  const Rule& rule = rules_.rules()[index];
  positions_.clear();
  if (!may_hold(page, rule.when)) return {};
  page.for_each_hit(index, [&](Position position) {
    if (holds(page, position, rule)) positions_.push_back(position);
  });
  if (rule.when.run) positions_ = in_runs(positions_, *rule.when.run, regions_.get());
  if (!rule.unless.run) return positions_;
  const std::vector<Position> stopped = in_runs(positions_, *rule.unless.run, regions_.get());
  std::erase_if(positions_, [&](Position p) { return std::binary_search(stopped.begin(), stopped.end(), p); });
  return positions_;
}

template <class Wanted, class Apply>
void ContextRules::for_each_rule(const Page& page, Wanted wanted, Apply apply) {
  for (const RuleIndex index : page.rule_hits.rules()) {
    const Rule& rule = rules_.rules()[index];
    if (wanted(rule)) apply(index, positions_of(page, index));
  }
}

void ContextRules::hold(Page& page) {
  const auto wanted = [](const Rule& rule) { return rule.action == Action::keep && rule.has_page_conditions(); };
  for_each_rule(page, wanted, [&](RuleIndex rule, std::span<const Position> positions) {
    for (const Position position : positions) page.hold(page.alive[position], rule);
  });
}

void ContextRules::apply(Page& page, std::vector<CutPoint>& cuts) {
  const auto wanted = [](const Rule& rule) {
    if (rule.when.duplicate || rule.unless.duplicate) return false;
    if (rule.action == Action::score || rule.action == Action::cut_after || rule.action == Action::cut_before) return true;
    return rule.action == Action::drop && rule.has_page_conditions();
  };
  for (Position i = 0; i < page.count(); ++i) page.verdict_at(i).score_words = page.verdict_at(i).weak_words = 0.0;
  std::vector<std::pair<Position, RuleIndex>> drops;
  for_each_rule(page, wanted, [&](RuleIndex index, std::span<const Position> positions) {
    const Rule& rule = rules_.rules()[index];
    if (rule.action == Action::score && rule.score_words < 0.0 && page.is_kept(index)) return;
    for (const Position position : positions) {
      if (rule.action == Action::score) {
        page.verdict_at(position).score_words += rule.score_words;
        if (rule.weak) page.verdict_at(position).weak_words += rule.score_words;
        if (page.trace != nullptr) page.trace->score_rules[page.alive[position]].push_back(index);
      } else if (rule.action == Action::drop) {
        drops.emplace_back(position, index);
      } else {
        cuts.push_back({position, index});
      }
    }
  });
  drop_by_strongest(rules_, drops, page);
  std::sort(cuts.begin(), cuts.end(), [](const CutPoint& a, const CutPoint& b) { return std::pair(a.position, a.rule) < std::pair(b.position, b.rule); });
}

}  // namespace cleanscrape
