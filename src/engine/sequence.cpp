#include "engine/sequence.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/prose.h"

namespace cleanscrape {
namespace {

/// Evidence that a block is content, in words of prose; below zero for boilerplate.
double evidence_words(const Page& page, Position position, const ModelParameters& model) {
  const Verdict& verdict = page.verdict_at(position);
  const double prose = std::min<double>(prose_words(page.at(position), model), model.values[model_key("max_credit_words")]);
  if (verdict.score_words != 0.0) return verdict.score_words + prose;
  return std::max(prose, model.values[model_key("plain_credit_words")]);
}

}  // namespace

void decide_sequence(const CompiledRules& rules, RuleIndex rule, Page& page) {
  if (rule == kNoRule) return;
  const ModelParameters& model = rules.model();
  const double switch_cost = model.values[model_key("switch_cost_words")];
  std::vector<Position> positions;
  for (Position i = 0; i < page.count(); ++i) {
    if (!page.verdict_at(i).dropped) positions.push_back(i);
  }
  // best[0]: the path ends in content, best[1]: in boilerplate
  std::array<double, 2> best{0.0, 0.0};
  std::vector<std::array<std::uint8_t, 2>> from(positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const double evidence = evidence_words(page, positions[i], model);
    const double gap = i > 0 && positions[i] != positions[i - 1] + 1 ? 0.0 : switch_cost;
    const bool content_switches = best[1] - gap > best[0];
    const bool boilerplate_switches = best[0] - gap > best[1];
    from[i] = {static_cast<std::uint8_t>(content_switches ? 1 : 0), static_cast<std::uint8_t>(boilerplate_switches ? 0 : 1)};
    best = {(content_switches ? best[1] - gap : best[0]) + evidence, boilerplate_switches ? best[0] - gap : best[1]};
  }
  std::uint8_t state = best[1] > best[0] ? 1 : 0;
  for (std::size_t i = positions.size(); i-- > 0;) {
    if (state == 1) page.drop(positions[i], Stage::sequence, rule);
    state = from[i][state];
  }
}

}  // namespace cleanscrape
