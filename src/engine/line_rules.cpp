#include "engine/line_rules.h"

#include <algorithm>

namespace cleanscrape {
namespace {

BlockView view_of(const Block& block) { return {block.view, block.features}; }

bool is_active(const Rule& rule, const std::vector<bool>& active_sites) {
  return rule.sites.empty() || std::any_of(rule.sites.begin(), rule.sites.end(), [&](SiteIndex site) { return active_sites[site]; });
}

/// Whether hits of the rule matter now, or will where one of `others` hits.
bool is_wanted(const LateRule& late, std::span<const LateRule* const> others, const CompiledRules& rules, const Page& page) {
  if (!is_active(rules.rules()[late.rule], page.active_sites)) return false;
  if (late.wanted_with.empty() || page.trace != nullptr || page.rule_hits.has_any(late.wanted_with)) return true;
  return std::any_of(others.begin(), others.end(), [&](const LateRule* other) { return has_bit(late.wanted_with, other->rule); });
}

/// A rule and a block that it was found to hit.
struct LateHit {
  BlockIndex block = 0;
  RuleIndex rule = 0;
};

/// Those of the rules, which are sorted, that hit blocks and are not among their hits. In order of blocks and rules.
std::vector<LateHit> find_late_hits(const CompiledRules& rules, std::span<const LateRule* const> tried, MatchScratch& scratch, const Page& page) {
  std::vector<LateHit> found;
  for (BlockIndex block = 0; block < page.document.size(); ++block) {
    const auto hits = page.hits_of(block);
    for (const LateRule* late : tried) {
      const bool may_hold = !late->is_on_anchor || std::any_of(hits.begin(), hits.end(), [&](RuleIndex hit) { return has_bit(late->wanted_with, hit); });
      if (may_hold && !page.is_hit(block, late->rule) && rules.conditions_hold(late->rule, view_of(page.document.block(block)), scratch)) found.push_back({block, late->rule});
    }
  }
  return found;
}

/// Puts each hit among those of its block, from the last block to the first.
void insert_hits(std::span<const LateHit> added, Page& page) {
  std::size_t end = page.hits.size();
  page.hits.resize(end + added.size());
  for (auto block = static_cast<BlockIndex>(page.document.size()); block-- > 0 && !added.empty();) {
    const std::size_t begin = page.hits_begin[block];
    page.hits_begin[block + 1] += static_cast<std::uint32_t>(added.size());
    std::size_t write = page.hits_begin[block + 1];
    while (!added.empty() && added.back().block == block) {
      const bool takes_old = end > begin && page.hits[end - 1] > added.back().rule;
      page.hits[--write] = takes_old ? page.hits[--end] : added.back().rule;
      if (!takes_old) added = added.first(added.size() - 1);
    }
    while (end > begin) page.hits[--write] = page.hits[--end];
  }
}

}  // namespace

void try_late_rules(const CompiledRules& rules, MatchScratch& scratch, Page& page) {
  std::vector<const LateRule*> tried;
  const auto late = rules.late_rules();
  for (const bool marks : {false, true}) {  // the others may ask for marks
    const std::size_t others = marks ? tried.size() : 0;
    for (std::size_t i = 0; i < late.size(); ++i) {
      if (page.late_tried[i] || late[i].is_mark != marks || !is_wanted(late[i], std::span(tried).first(others), rules, page)) continue;
      page.late_tried[i] = true;
      tried.push_back(&late[i]);
    }
  }
  if (tried.empty()) return;
  std::sort(tried.begin(), tried.end(), [](const LateRule* a, const LateRule* b) { return a->rule < b->rule; });
  const std::vector<LateHit> found = find_late_hits(rules, tried, scratch, page);
  if (found.empty()) return;
  insert_hits(found, page);
  page.index_hits(rules.rules().size());
}

RuleIndex stronger_rule(const CompiledRules& rules, RuleIndex a, RuleIndex b) {
  if (a == kNoRule) return b;
  if (b == kNoRule) return a;
  const RuleConfidence confidence_a = rules.rules()[a].confidence;
  const RuleConfidence confidence_b = rules.rules()[b].confidence;
  if (confidence_a != confidence_b) return confidence_a > confidence_b ? a : b;
  return std::min(a, b);  // rules are sorted by id
}

void match_blocks(const CompiledRules& rules, MatchScratch& scratch, Page& page) {
  page.hits.clear();
  page.signatures.clear();
  page.hits_begin.assign(1, 0);
  for (const Block& block : page.document.blocks()) {
    rules.match_all(view_of(block), scratch, page.hits, page.signatures);
    page.hits_begin.push_back(static_cast<std::uint32_t>(page.hits.size()));
  }
}

void detect_sites(const CompiledRules& rules, Page& page) {
  constexpr std::uint32_t kSignaturesPerSite = 64;
  std::vector<std::uint32_t>& seen = page.signatures;
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  std::vector<std::uint32_t> counts(rules.sites().size());
  for (const std::uint32_t signature : seen) ++counts[signature / kSignaturesPerSite];
  for (std::size_t site = 0; site < counts.size(); ++site) {
    if (counts[site] >= rules.sites()[site].min_signatures) page.active_sites[site] = true;
  }
}

void try_site_rules(const CompiledRules& rules, MatchScratch& scratch, Page& page) {
  std::uint32_t written = 0;
  std::uint32_t begin = 0;
  for (BlockIndex block = 0; block + 1 < page.hits_begin.size(); ++block) {
    const std::uint32_t end = page.hits_begin[block + 1];
    page.hits_begin[block] = written;
    bool was_tried = false;
    for (std::uint32_t i = begin; i < end; ++i) {
      const RuleIndex rule = page.hits[i] & ~CompiledRules::kUntried;
      const bool is_untried = rule != page.hits[i];
      if (is_untried && !(is_active(rules.rules()[rule], page.active_sites) && rules.conditions_hold(rule, view_of(page.document.block(block)), scratch))) continue;
      was_tried = was_tried || is_untried;
      page.hits[written++] = rule;
    }
    if (was_tried) std::sort(page.hits.begin() + page.hits_begin[block], page.hits.begin() + written);
    begin = end;
  }
  page.hits_begin.back() = written;
  page.hits.resize(written);
  page.index_hits(rules.rules().size());
  try_late_rules(rules, scratch, page);
}

void apply_keep_rules(const CompiledRules& rules, Page& page) {
  page.held.assign(page.document.size(), false);
  for (const RuleIndex hit : page.rule_hits.rules()) {
    const Rule& rule = rules.rules()[hit];
    if (rule.action != Action::keep || rule.has_page_conditions()) continue;
    for (const BlockIndex block : page.rule_hits.blocks_of(hit)) {
      page.held[block] = true;
      page.verdicts[block].stage = Stage::keep;
      page.verdicts[block].rule = stronger_rule(rules, page.verdicts[block].rule, hit);
    }
  }
}

void apply_drop_rules(const CompiledRules& rules, Page& page) {
  std::vector<RuleIndex> strongest;  // by block; one that is kept is stronger than any
  for (const RuleIndex hit : page.rule_hits.rules()) {
    const Rule& rule = rules.rules()[hit];
    if (rule.action != Action::drop || rule.has_page_conditions()) continue;
    strongest.resize(page.document.size(), kNoRule);
    for (const BlockIndex block : page.rule_hits.blocks_of(hit)) {
      const RuleIndex other = strongest[block];
      const bool other_is_kept = other != kNoRule && page.is_kept(other);
      if (!other_is_kept) strongest[block] = page.is_kept(hit) ? hit : stronger_rule(rules, other, hit);
    }
  }
  if (strongest.empty()) return;
  for (Position i = 0; i < page.count(); ++i) {
    if (strongest[page.alive[i]] != kNoRule) page.drop(i, Stage::line, strongest[page.alive[i]]);
  }
}

}  // namespace cleanscrape
