#include "engine/sequence.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/chain.h"
#include "engine/prose.h"

namespace cleanscrape {
namespace {

/// What score rules say of each position. Weak ones count where another rule speaks against the same line, or where between the same two
/// paragraphs of prose, at most `weak_reach_blocks` away, stands a line that a rule dropped.
std::vector<double> count_scores(const Page& page, const ModelParameters& model) {
  const auto reach = static_cast<Position>(model.values[model_key("weak_reach_blocks")]);
  std::vector<bool> near(page.count());
  Position distance = reach + 1;
  const auto step = [&](Position i) {
    if (page.verdict_at(i).dropped) {
      distance = 0;
    } else {
      distance = page.prose[page.alive[i]] > 0 ? reach + 1 : std::min(distance + 1, reach + 1);
    }
    if (distance <= reach) near[i] = true;
  };
  for (Position i = 0; i < page.count(); ++i) step(i);
  distance = reach + 1;
  for (Position i = page.count(); i-- > 0;) step(i);
  std::vector<double> scores(page.count());
  for (Position i = 0; i < page.count(); ++i) {
    const Verdict& verdict = page.verdict_at(i);
    const double strong_words = verdict.score_words - verdict.weak_words;
    scores[i] = near[i] || strong_words < 0.0 ? verdict.score_words : strong_words;
  }
  return scores;
}

/// The decision's view of the page.
class Sequence {
 public:
  Sequence(const CompiledRules& rules, const Page& page) : rules_(rules), page_(page), scores_(count_scores(page, rules.model())) {
    for (Position i = 0; i < page.count(); ++i) evidence_.push_back(evidence_words(i));
  }

  /// For each position whether the cheapest path calls it boilerplate.
  [[nodiscard]] std::vector<bool> cheapest_path() const {
    const double switch_cost = value(model_key("switch_cost_words"));
    std::array<double, 2> best{0.0, 0.0};  // of paths that end in content, in boilerplate
    std::vector<std::array<bool, 2>> switched(page_.count());
    for (Position i = 0; i < page_.count(); ++i) {
      switched[i] = {best[1] - switch_cost > best[0], best[0] - switch_cost > best[1]};
      best = {std::max(best[0], best[1] - switch_cost) + evidence_[i], std::max(best[1], best[0] - switch_cost)};
    }
    std::vector<bool> boilerplate(page_.count());
    bool state = best[1] > best[0];
    for (Position i = page_.count(); i-- > 0;) {
      boilerplate[i] = state;
      if (switched[i][state ? 1 : 0]) state = !state;
    }
    return boilerplate;
  }

  /// Without evidence of its own a block goes only as a short label between blocks that go: never at the edge of what goes, where the title
  /// and the first and last lines of the article stand, and never as a line of several words.
  void spare_blocks_without_evidence(std::vector<bool>& boilerplate) const {
    for (Position i = 0; i < page_.count(); ++i) {
      const bool is_label = page_.at(i).features.words <= value(model_key("label_max_words")) && scores_[i] <= 0.0;
      if (boilerplate[i] && !has_evidence(i) && !is_label) boilerplate[i] = false;
    }
    for (Position begin = 0; begin < page_.count();) {
      Position end = begin + 1;
      while (end < page_.count() && boilerplate[end] == boilerplate[begin]) ++end;
      if (boilerplate[begin]) {
        for (Position i = begin; i < end && !has_evidence(i); ++i) boilerplate[i] = false;
        for (Position i = end; i > begin && !has_evidence(i - 1); --i) boilerplate[i - 1] = false;
      }
      begin = end;
    }
  }

  /// The last line without evidence above everything that stays may be the title, if it is more than a word and no item of a list.
  void spare_title(std::vector<bool>& boilerplate) const {
    Position first = 0;
    while (first < page_.count() && (boilerplate[first] || page_.verdict_at(first).dropped)) ++first;
    if (first == page_.count() || is_title_like(page_.at(first))) return;
    for (Position i = first; i-- > 0;) {
      if (!may_be_title(i)) continue;
      boilerplate[i] = false;
      return;
    }
  }

  /// A line above the first paragraph with its date, byline or share bar right below is the title, and so is what stands right above it: one
  /// of the two may be a name. A single word may stand between title and stamp.
  void spare_stamped_title(std::vector<bool>& boilerplate) const {
    Position first = 0;
    while (first < page_.count() && (boilerplate[first] || page_.verdict_at(first).dropped || page_.prose[page_.alive[first]] == 0)) ++first;
    if (first == page_.count()) return;
    const auto reach = static_cast<Position>(value(model_key("heading_reach_blocks")));
    for (Position i = first; i-- > first - std::min(first, reach);) {
      if (!may_be_title(i) || !heads_stamp(i)) continue;
      boilerplate[i] = false;
      if (i > 0 && may_be_title(i - 1)) boilerplate[i - 1] = false;
      return;
    }
  }

  /// Keeps what the decision saw; `path` is what it thought before blocks were spared.
  void trace(const std::vector<bool>& path, const std::vector<bool>& boilerplate, Trace& trace) const {
    const double switch_cost = value(model_key("switch_cost_words"));
    const std::vector<double> margins = path_margins(evidence_, {.enter = -switch_cost, .leave = -switch_cost});
    for (Position i = 0; i < page_.count(); ++i) {
      SequenceTrace& seen = trace.sequence[page_.alive[i]];
      if (seen.round != 0 && seen.margin_words <= margins[i] && !boilerplate[i]) continue;
      seen = {trace.rounds, evidence_[i], margins[i], trace.score_rules[page_.alive[i]], path[i] && !boilerplate[i]};
      if (scores_[i] == page_.verdict_at(i).score_words) continue;
      std::erase_if(seen.score_rules, [&](RuleIndex rule) { return rules_.rules()[rule].weak; });
    }
  }

 private:
  [[nodiscard]] double value(std::size_t key) const { return rules_.model().values[key]; }

  /// Evidence that a block is content, in words of prose; below zero for boilerplate.
  [[nodiscard]] double evidence_words(Position i) const {
    const double prose = std::min<double>(page_.prose[page_.alive[i]], value(model_key("max_credit_words")));
    if (page_.verdict_at(i).dropped) return -value(model_key("dropped_cost_words"));
    if (scores_[i] != 0.0) return scores_[i] + prose;
    return std::max(prose, std::min<double>(page_.at(i).features.words, value(model_key("plain_credit_words"))));
  }

  [[nodiscard]] bool has_evidence(Position i) const { return page_.verdict_at(i).dropped || scores_[i] < 0.0; }

  [[nodiscard]] static bool is_title_like(const Block& block) {
    return block.features.words >= 4 && block.features.words <= 25 && !block.features.ends_sentence;
  }

  [[nodiscard]] bool may_be_title(Position i) const {
    return !has_evidence(i) && page_.at(i).features.words >= 2 && !page_.at(i).features.list_item;
  }

  /// Whether the line says when or by whom the article was published, or how to share it.
  [[nodiscard]] bool is_stamp(Position i) const {
    const auto hits = page_.hits_of(page_.alive[i]);
    return has_evidence(i) && std::any_of(hits.begin(), hits.end(), [&](RuleIndex hit) {
      const Rule& rule = rules_.rules()[hit];
      const bool is_known = rule.action == Action::drop || rule.action == Action::score;
      return is_known && (rule.block_class == BlockClass::date || rule.block_class == BlockClass::byline || rule.block_class == BlockClass::share);
    });
  }

  [[nodiscard]] bool heads_stamp(Position i) const {
    Position below = i + 1;
    if (below < page_.count() && !has_evidence(below) && page_.at(below).features.words == 1) ++below;
    return below < page_.count() && is_stamp(below);
  }

  const CompiledRules& rules_;
  const Page& page_;
  std::vector<double> scores_;
  std::vector<double> evidence_;
};

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
  const Sequence sequence(rules, page);
  const std::vector<bool> path = sequence.cheapest_path();
  std::vector<bool> boilerplate = path;
  sequence.spare_blocks_without_evidence(boilerplate);
  sequence.spare_title(boilerplate);
  sequence.spare_stamped_title(boilerplate);
  if (page.trace != nullptr) sequence.trace(path, boilerplate, *page.trace);
  for (Position i = 0; i < page.count(); ++i) {
    if (boilerplate[i]) page.drop(i, Stage::sequence, rule);
  }
}

}  // namespace cleanscrape
