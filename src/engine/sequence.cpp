#include "engine/sequence.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/chain.h"
#include "engine/prose.h"

namespace cleanscrape {
namespace {

/// Evidence that a block is content, in words of prose; below zero for boilerplate.
double evidence_words(const Page& page, Position position, const ModelParameters& model) {
  const Verdict& verdict = page.verdict_at(position);
  const double prose = std::min<double>(page.prose[page.alive[position]], model.values[model_key("max_credit_words")]);
  if (verdict.dropped) return -model.values[model_key("dropped_cost_words")];
  if (verdict.score_words != 0.0) return verdict.score_words + prose;
  return std::max(prose, std::min<double>(page.at(position).features.words, model.values[model_key("plain_credit_words")]));
}

/// For each position whether the cheapest path calls it boilerplate.
std::vector<bool> cheapest_path(const Page& page, const ModelParameters& model) {
  const double switch_cost = model.values[model_key("switch_cost_words")];
  std::array<double, 2> best{0.0, 0.0};  // of paths that end in content, in boilerplate
  std::vector<std::array<bool, 2>> switched(page.count());
  for (Position i = 0; i < page.count(); ++i) {
    const double evidence = evidence_words(page, i, model);
    switched[i] = {best[1] - switch_cost > best[0], best[0] - switch_cost > best[1]};
    best = {std::max(best[0], best[1] - switch_cost) + evidence, std::max(best[1], best[0] - switch_cost)};
  }
  std::vector<bool> boilerplate(page.count());
  bool state = best[1] > best[0];
  for (Position i = page.count(); i-- > 0;) {
    boilerplate[i] = state;
    if (switched[i][state ? 1 : 0]) state = !state;
  }
  return boilerplate;
}

/// Without evidence of its own a block goes only as a short label between blocks that go: never at the edge of what goes, where the title
/// and the first and last lines of the article stand, and never as a line of several words.
void spare_blocks_without_evidence(const Page& page, const ModelParameters& model, std::vector<bool>& boilerplate) {
  const auto has_evidence = [&](Position i) { return page.verdict_at(i).dropped || page.verdict_at(i).score_words < 0.0; };
  for (Position i = 0; i < page.count(); ++i) {
    if (boilerplate[i] && !has_evidence(i) && page.at(i).features.words > model.values[model_key("label_max_words")]) boilerplate[i] = false;
  }
  for (Position begin = 0; begin < page.count();) {
    Position end = begin + 1;
    while (end < page.count() && boilerplate[end] == boilerplate[begin]) ++end;
    if (boilerplate[begin]) {
      for (Position i = begin; i < end && !has_evidence(i); ++i) boilerplate[i] = false;
      for (Position i = end; i > begin && !has_evidence(i - 1); --i) boilerplate[i - 1] = false;
    }
    begin = end;
  }
}

bool is_title_like(const Block& block) {
  return block.features.words >= 4 && block.features.words <= 25 && !block.features.ends_sentence;
}

/// The last line without evidence above everything that stays may be the title, if it is more than a word and no item of a list.
void spare_title(const Page& page, std::vector<bool>& boilerplate) {
  Position first = 0;
  while (first < page.count() && (boilerplate[first] || page.verdict_at(first).dropped)) ++first;
  if (first == page.count() || is_title_like(page.at(first))) return;
  for (Position i = first; i-- > 0;) {
    if (page.verdict_at(i).dropped || page.verdict_at(i).score_words < 0.0 || page.at(i).features.words < 2 || page.at(i).features.list_item) continue;
    boilerplate[i] = false;
    return;
  }
}

/// Keeps what the decision saw; `path` is what it thought before blocks were spared.
void trace_sequence(const Page& page, const ModelParameters& model, const std::vector<bool>& path, const std::vector<bool>& boilerplate, Trace& trace) {
  std::vector<double> evidence(page.count());
  for (Position i = 0; i < page.count(); ++i) evidence[i] = evidence_words(page, i, model);
  const double switch_cost = model.values[model_key("switch_cost_words")];
  const std::vector<double> margins = path_margins(evidence, {.enter = -switch_cost, .leave = -switch_cost});
  for (Position i = 0; i < page.count(); ++i) {
    SequenceTrace& seen = trace.sequence[page.alive[i]];
    if (seen.round != 0 && seen.margin_words <= margins[i] && !boilerplate[i]) continue;
    seen = {trace.rounds, evidence[i], margins[i], trace.score_rules[page.alive[i]], path[i] && !boilerplate[i]};
  }
}

/// Whether anything speaks for boilerplate; if nothing does, the cheapest path calls everything content.
bool has_evidence_against(const Page& page) {
  for (Position i = 0; i < page.count(); ++i) {
    if (page.verdict_at(i).dropped || page.verdict_at(i).score_words < 0.0) return true;
  }
  return false;
}

}  // namespace

void decide_sequence(const CompiledRules& rules, RuleIndex rule, Page& page) {
  if (rule == kNoRule || (page.trace == nullptr && !has_evidence_against(page))) return;
  const std::vector<bool> path = cheapest_path(page, rules.model());
  std::vector<bool> boilerplate = path;
  spare_blocks_without_evidence(page, rules.model(), boilerplate);
  spare_title(page, boilerplate);
  if (page.trace != nullptr) trace_sequence(page, rules.model(), path, boilerplate, *page.trace);
  for (Position i = 0; i < page.count(); ++i) {
    if (boilerplate[i]) page.drop(i, Stage::sequence, rule);
  }
}

}  // namespace cleanscrape
