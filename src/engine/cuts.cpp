#include <algorithm>

#include "engine/context.h"

namespace cleanscrape {
namespace {

/// The first position behind `from` that holds a paragraph of prose, or the page's end.
Position next_prose(const Regions& regions, Position from, Position count) {
  while (from < count && regions.prose[from] == 0) ++from;
  return from;
}

/// Drops what the cut that began at `at` takes.
void drop_cut(Position i, RuleIndex rule, Position at, Page& page) {
  const bool stood = !page.verdict_at(i).dropped;
  page.drop(i, Stage::cut, rule);
  if (page.trace != nullptr && stood && page.verdict_at(i).dropped) page.trace->cut_at[page.alive[i]] = page.alive[at];
}

void cut_after(const Rule& rule, RuleIndex index, Position at, const Regions& regions, Page& page) {
  if (regions.prose_before(at) < rule.cut.min_prose_before_words) return;
  Position end = page.count();
  if (rule.cut.extent == CutExtent::list) {
    end = next_prose(regions, at + 1, page.count());
  } else if (regions.prose_after(at) > rule.cut.max_prose_after_words) {
    return;
  }
  for (Position i = rule.cut.inclusive ? at : at + 1; i < end; ++i) drop_cut(i, index, at, page);
}

void cut_before(const Rule& rule, RuleIndex index, Position at, const Regions& regions, Page& page) {
  if (regions.prose_after(at) < rule.cut.min_prose_before_words) return;
  Position begin = 0;
  if (rule.cut.extent == CutExtent::list) {
    begin = at;
    while (begin > 0 && regions.prose[begin - 1] == 0) --begin;
  } else if (regions.prose_before(at) > rule.cut.max_prose_after_words) {
    return;
  }
  for (Position i = begin; i < (rule.cut.inclusive ? at + 1 : at); ++i) drop_cut(i, index, at, page);
}

}  // namespace

void apply_cuts(const CompiledRules& rules, const Regions& regions, const std::vector<ContextRules::CutPoint>& cuts, Page& page) {
  for (const ContextRules::CutPoint& cut : cuts) {
    const Rule& rule = rules.rules()[cut.rule];
    if (rule.action == Action::cut_after) {
      cut_after(rule, cut.rule, cut.position, regions, page);
    } else {
      cut_before(rule, cut.rule, cut.position, regions, page);
    }
  }
}

}  // namespace cleanscrape
