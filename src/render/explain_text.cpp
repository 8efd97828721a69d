#include "render/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "render/explanation.h"

namespace cleanscrape {
namespace {

char mark_of(Fate fate) { return fate == Fate::dropped ? '-' : fate == Fate::changed ? '~' : ' '; }

std::string_view color_of(Fate fate) { return fate == Fate::dropped ? "\x1b[31m" : fate == Fate::changed ? "\x1b[33m" : ""; }

std::string reason_of(const CompiledRules& rules, const Verdict& verdict) {
  std::string reason;
  if (verdict.rule != kNoRule) {
    const Rule& rule = rules.rules()[verdict.rule];
    reason = fmt::format("{} {} {}:{}", to_string(verdict.stage), rule.id, rule.file, rule.line);
  }
  const bool scores_count = !verdict.dropped || verdict.stage == Stage::sequence || verdict.stage == Stage::model;
  if (scores_count && verdict.score_words != 0.0) reason += fmt::format("{}score {:+.1f}", reason.empty() ? "" : " ", verdict.score_words);
  return reason;
}

}  // namespace

std::string render_explain(const CompiledRules& rules, const Cleaned& cleaned, const ExplainStyle& style) {
  const Page& page = cleaned.page();
  const std::vector<BlockFate> fates = fates_of(cleaned);
  std::string out = fmt::format("# {}\n", style.name);
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    const Block& block = page.document.block(i);
    const Fate fate = fates[i].fate;
    const std::string reason = reason_of(rules, page.verdicts[i]);
    const std::string_view color = style.color ? color_of(fate) : "";
    const std::string_view reset = color.empty() ? "" : "\x1b[0m";
    const std::string_view text = block.range.of(page.document.page());
    out += fmt::format("{:>5} {} {}{}{}{}\n", block.first_line + 1, mark_of(fate), color, text, reset, reason.empty() ? "" : "  # " + reason);
  }
  return out;
}

std::string render_why_kept(const CompiledRules& rules, const Cleaned& cleaned, std::uint32_t line) {
  const Page& page = cleaned.page();
  const auto blocks = page.document.blocks();
  const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) {
    return block.first_line < line && line <= block.first_line + block.line_count;
  });
  if (found == blocks.end()) return fmt::format("line {} is blank or behind the end of the page\n", line);
  const auto index = static_cast<BlockIndex>(found - blocks.begin());
  if (page.verdicts[index].dropped) return fmt::format("line {} was dropped: {}\n", line, reason_of(rules, page.verdicts[index]));
  struct Near {
    std::uint32_t progress = 0;
    std::string text;
  };
  std::vector<Near> nearest;
  for (RuleIndex i = 0; i < rules.rules().size(); ++i) {
    const Rule& rule = rules.rules()[i];
    Near near;
    const std::string why = rules.why_not(i, {found->view, found->features}, near.progress);
    const bool hit = why.empty();
    if (!hit && near.progress == 0) continue;
    if (hit) near.progress += 100;
    near.text = fmt::format("{} {}:{}: {}\n", rule.id, rule.file, rule.line, hit ? "holds on the line, but not on its neighbours or place" : why);
    nearest.push_back(std::move(near));
  }
  constexpr std::size_t kMaxRules = 10;
  std::stable_sort(nearest.begin(), nearest.end(), [](const Near& a, const Near& b) { return a.progress > b.progress; });
  if (nearest.size() > kMaxRules) nearest.resize(kMaxRules);
  std::string out = fmt::format("line {} was kept: {}\n", line, found->range.of(page.document.page()));
  for (const Near& near : nearest) out += "  " + near.text;
  return out;
}

}  // namespace cleanscrape
