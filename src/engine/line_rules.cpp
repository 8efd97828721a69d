#include "engine/line_rules.h"

#include <algorithm>

namespace cleanscrape {
namespace {

BlockView view_of(const Block& block) { return {block.view, block.features}; }

bool is_active(const Rule& rule, const std::vector<bool>& active_sites) {
  return rule.sites.empty() || std::any_of(rule.sites.begin(), rule.sites.end(), [&](SiteIndex site) { return active_sites[site]; });
}

}  // namespace

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
  page.index_hits(rules.rules().size());
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

void keep_active_hits(const CompiledRules& rules, Page& page) {
  const auto is_hit_active = [&](RuleIndex rule) { return is_active(rules.rules()[rule], page.active_sites); };
  if (std::ranges::all_of(page.rule_hits.rules(), is_hit_active)) return;
  std::uint32_t written = 0;
  std::uint32_t begin = 0;
  for (std::size_t block = 0; block + 1 < page.hits_begin.size(); ++block) {
    const std::uint32_t end = page.hits_begin[block + 1];
    page.hits_begin[block] = written;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (is_hit_active(page.hits[i])) page.hits[written++] = page.hits[i];
    }
    begin = end;
  }
  page.hits_begin.back() = written;
  page.hits.resize(written);
  page.index_hits(rules.rules().size());
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
  std::vector<RuleIndex> strongest;  // by block
  for (const RuleIndex hit : page.rule_hits.rules()) {
    const Rule& rule = rules.rules()[hit];
    if (rule.action != Action::drop || rule.has_page_conditions()) continue;
    strongest.resize(page.document.size(), kNoRule);
    for (const BlockIndex block : page.rule_hits.blocks_of(hit)) strongest[block] = stronger_rule(rules, strongest[block], hit);
  }
  if (strongest.empty()) return;
  for (Position i = 0; i < page.count(); ++i) {
    if (strongest[page.alive[i]] != kNoRule) page.drop(i, Stage::line, strongest[page.alive[i]]);
  }
}

}  // namespace cleanscrape
