#include "render/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/page.h"

namespace cleanscrape {
namespace {

enum class Fate : std::uint8_t { kept, dropped, changed };

Fate fate_of(const Verdict& verdict) {
  if (verdict.dropped) return Fate::dropped;
  return verdict.stage == Stage::replace || verdict.stage == Stage::collapsed ? Fate::changed : Fate::kept;
}

char mark_of(Fate fate) { return fate == Fate::dropped ? '-' : fate == Fate::changed ? '~' : ' '; }

std::string_view name_of(Fate fate) { return fate == Fate::dropped ? "dropped" : fate == Fate::changed ? "changed" : "kept"; }

std::string_view color_of(Fate fate) { return fate == Fate::dropped ? "\x1b[31m" : fate == Fate::changed ? "\x1b[33m" : ""; }

std::string reason_of(const CompiledRules& rules, const Verdict& verdict) {
  std::string reason;
  if (verdict.rule != kNoRule) {
    const Rule& rule = rules.rules()[verdict.rule];
    reason = fmt::format("{} {} {}:{}", to_string(verdict.stage), rule.id, rule.file, rule.line);
  }
  const bool scores_count = !verdict.dropped || verdict.stage == Stage::sequence || verdict.stage == Stage::model;
  if (scores_count && verdict.score_words != 0.0) reason += fmt::format("{}score {:+.1f}", reason.empty() ? "" : " ", verdict.score_words);
  if (verdict.margin != 0.0) reason += fmt::format("{}margin {:+.1f}", reason.empty() ? "" : " ", verdict.margin);
  return reason;
}

}  // namespace

std::string render_explain(const CompiledRules& rules, const Cleaned& cleaned, const ExplainStyle& style) {
  const Page& page = cleaned.page();
  std::string out = fmt::format("# {}\n", style.name);
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    const Block& block = page.document.block(i);
    const Fate fate = fate_of(page.verdicts[i]);
    const std::string reason = reason_of(rules, page.verdicts[i]);
    const std::string_view color = style.color ? color_of(fate) : "";
    const std::string_view reset = color.empty() ? "" : "\x1b[0m";
    const std::string_view text = block.range.of(page.document.page());
    out += fmt::format("{:>5} {} {}{}{}{}\n", block.first_line + 1, mark_of(fate), color, text, reset, reason.empty() ? "" : "  # " + reason);
  }
  return out;
}

std::string render_explain_json(const CompiledRules& rules, const Cleaned& cleaned, const ExplainStyle& style) {
  const Page& page = cleaned.page();
  nlohmann::ordered_json blocks = nlohmann::ordered_json::array();
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    const Block& block = page.document.block(i);
    const Verdict& verdict = page.verdicts[i];
    nlohmann::ordered_json entry{{"line", block.first_line + 1},
                                 {"lines", block.line_count},
                                 {"begin", block.range.begin},
                                 {"end", block.range.end},
                                 {"verdict", name_of(fate_of(verdict))},
                                 {"stage", to_string(verdict.stage)}};
    if (verdict.rule != kNoRule) {
      const Rule& rule = rules.rules()[verdict.rule];
      entry["rule"] = rule.id;
      entry["class"] = to_string(rule.block_class);
      entry["place"] = fmt::format("{}:{}", rule.file, rule.line);
    }
    if (verdict.score_words != 0.0) entry["score"] = verdict.score_words;
    if (verdict.margin != 0.0) entry["margin"] = verdict.margin;
    nlohmann::ordered_json hits = nlohmann::ordered_json::array();
    for (const RuleIndex hit : page.hits_of(i)) hits.push_back(rules.rules()[hit].id);
    if (!hits.empty()) entry["hits"] = std::move(hits);
    entry["text"] = block.range.of(page.document.page());
    blocks.push_back(std::move(entry));
  }
  const nlohmann::ordered_json result{{"page", style.name}, {"blocks", std::move(blocks)}};
  return result.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
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
