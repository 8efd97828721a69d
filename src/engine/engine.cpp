#include "engine/engine.h"

#include <algorithm>
#include <numeric>

#include "engine/collapsed.h"
#include "engine/context.h"
#include "engine/duplicates.h"
#include "engine/page_model.h"
#include "engine/prose.h"
#include "engine/sequence.h"

namespace cleanscrape {
namespace {

void start(const CompiledRules& rules, Page& page) {
  page.verdicts.assign(page.document.size(), Verdict{});
  page.held.assign(page.document.size(), false);
  page.edits.clear();
  page.rematch.clear();
  page.model_blocks.clear();
  page.model_is_silent = false;
  page.repeated.is_known = false;
  page.alive.resize(page.document.size());
  std::iota(page.alive.begin(), page.alive.end(), BlockIndex{0});
  page.active_sites.assign(rules.sites().size(), false);
  page.late_tried.assign(rules.late_rules().size(), false);
  if (page.trace != nullptr) page.trace->start(page.document.size());
}

void choose_sites(const CompiledRules& rules, const JudgeOptions& options, Page& page) {
  if (options.sites == SiteChoice::detect) detect_sites(rules, page);
  for (const SiteIndex site : options.named_sites) page.active_sites[site] = true;
}

/// Rules of the classes that the caller keeps take nothing away: what they would drop or cut is held. Where a block alone says so, before any
/// other rule can drop it; where its surroundings decide, at the moment when it would go.
void hold_kept_classes(const CompiledRules& rules, const JudgeOptions& options, Page& page) {
  page.kept_rules.clear();
  if (options.keep_classes.empty()) return;
  const auto is_kept = [&](const Rule& rule) { return std::find(options.keep_classes.begin(), options.keep_classes.end(), rule.block_class) != options.keep_classes.end(); };
  for (const Rule& rule : rules.rules()) page.kept_rules.push_back(is_kept(rule));
  const auto takes_block = [&](RuleIndex hit) {
    const Rule& rule = rules.rules()[hit];
    return page.is_kept(hit) && (rule.action == Action::replace || (rule.action == Action::drop && !rule.has_page_conditions()));
  };
  for (BlockIndex block = 0; block < page.document.size(); ++block) {
    const auto hits = page.hits_of(block);
    const auto hit = std::find_if(hits.begin(), hits.end(), takes_block);
    if (hit != hits.end()) page.hold(block, *hit);
  }
}

/// Notes in which round each block went.
void trace_round(const Page& page, Trace& trace) {
  for (const BlockIndex block : page.alive) {
    if (page.verdicts[block].dropped) trace.dropped_in[block] = trace.rounds;
  }
}

/// One round over the blocks that are left, from the rules that look at the blocks around to those that look at the whole page.
void decide(const CompiledRules& rules, PageRegions& regions, Page& page) {
  if (page.trace != nullptr) page.trace->start_round(page.document.size());
  const auto forget_if_dropped_since = [&](std::size_t drops) {
    if (page.drops != drops) regions.forget();
  };
  regions.forget();
  std::vector<ContextRules::CutPoint> cuts;
  std::size_t drops = page.drops;
  ContextRules(rules, regions).apply(page, cuts);
  forget_if_dropped_since(drops);
  drops = page.drops;
  if (!cuts.empty()) apply_cuts(rules, regions.get(), cuts, page);
  decide_sequence(rules, rules.decision(Decision::sequence), page);
  decide_page_model(rules, rules.decision(Decision::page_model), page);
  forget_if_dropped_since(drops);
  drop_duplicates(rules, regions, page);
  if (page.trace != nullptr) trace_round(page, *page.trace);
}

/// Takes the dropped blocks out of the round; false if there are none.
bool remove_dropped(Page& page) {
  const std::size_t before = page.alive.size();
  std::erase_if(page.alive, [&](BlockIndex block) { return page.verdicts[block].dropped; });
  return page.alive.size() != before;
}

}  // namespace

void judge(const CompiledRules& rules, const JudgeOptions& options, MatchScratch& scratch, Page& page) {
  start(rules, page);
  match_blocks(rules, scratch, page);
  choose_sites(rules, options, page);
  try_site_rules(rules, scratch, page);
  apply_keep_rules(rules, page);
  hold_kept_classes(rules, options, page);
  trim_collapsed_lines(rules, rules.decision(Decision::collapsed), scratch, page);
  match_edited_blocks(rules, scratch, page);
  apply_replace_rules(rules, scratch, page);
  match_edited_blocks(rules, scratch, page);
  measure_prose(rules.model(), page);
  PageRegions regions(page, rules.model());
  ContextRules(rules, regions).hold(page);
  apply_drop_rules(rules, page);
  do {
    decide(rules, regions, page);
  } while (remove_dropped(page));
}

}  // namespace cleanscrape
