#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "render/explain.h"
#include "render/reasons.h"
#include "text/columns.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMostRules = 10;

struct NearRule {
  std::uint32_t progress = 0;
  std::string text;
};

bool takes_away(Action action) {
  return action == Action::drop || action == Action::replace || action == Action::cut_after || action == Action::cut_before || action == Action::score;
}

/// Why a rule did not drop a block on whose text it holds.
std::string why_idle(const CompiledRules& rules, const Page& page, BlockIndex block, RuleIndex index) {
  const Rule& rule = rules.rules()[index];
  if (!rules.is_enabled(index)) return "holds, but is switched off";
  const bool active = rule.sites.empty() || std::any_of(rule.sites.begin(), rule.sites.end(), [&](SiteIndex site) { return page.active_sites[site]; });
  if (!active) return fmt::format("holds, but its site {} is not recognised on this page", rules.sites()[rule.sites.front()].id);
  if (page.held[block]) return "holds, but a keep rule holds the line";
  if (rule.action == Action::score) return fmt::format("holds, and counts {:+.0f} words", rule.score_words);
  return "holds on the line alone; its conditions on neighbours, place or copies do not";
}

/// The rules of which most conditions hold, nearest first.
std::vector<NearRule> nearest_rules(const CompiledRules& rules, const Page& page, BlockIndex index) {
  constexpr std::uint32_t kHit = 100;
  const Block& block = page.document.block(index);
  std::vector<NearRule> nearest;
  for (RuleIndex i = 0; i < rules.rules().size(); ++i) {
    const Rule& rule = rules.rules()[i];
    if (!takes_away(rule.action)) continue;
    NearRule near;
    const std::string why = rules.why_not(i, {block.view, block.features}, near.progress);
    const bool hit = why.empty();
    if (near.progress == 0 || (hit && rule.action == Action::replace)) continue;  // a replace rule that holds found nothing to replace
    if (hit) near.progress += kHit;
    near.text = fmt::format("{} {}: {}", rule.id, place_of(rule), hit ? why_idle(rules, page, index, i) : why);
    nearest.push_back(std::move(near));
  }
  std::stable_sort(nearest.begin(), nearest.end(), [](const NearRule& a, const NearRule& b) { return a.progress > b.progress; });
  if (nearest.size() > kMostRules) nearest.resize(kMostRules);
  return nearest;
}

}  // namespace

std::string render_why_kept(const CompiledRules& rules, const Cleaned& cleaned, std::uint32_t line) {
  const Page& page = cleaned.page();
  const auto blocks = page.document.blocks();
  const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) {
    return block.first_line < line && line <= block.first_line + block.line_count;
  });
  if (found == blocks.end()) return fmt::format("line {} is blank or behind the end of the page\n", line);
  const auto index = static_cast<BlockIndex>(found - blocks.begin());
  const Reasons reasons(rules, cleaned);
  std::string out = fmt::format("line {} was {}: {}\n", line, to_string(reasons.fate(index)), printable(found->range.of(page.document.page())));
  for (const std::string& reason : reasons.of_block(index)) out += fmt::format("  # {}\n", reason);
  if (reasons.fate(index) == Fate::dropped) return out;
  for (const NearRule& near : nearest_rules(rules, page, index)) out += fmt::format("  {}\n", near.text);
  return out;
}

}  // namespace cleanscrape
