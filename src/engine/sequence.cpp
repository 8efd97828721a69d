#include "engine/sequence.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/chain.h"
#include "engine/prose.h"

namespace cleanscrape {
namespace {

/// Marks the positions with a dropped line at most `reach` away and no paragraph of prose between.
void mark_near_drops(const Page& page, Position reach, std::vector<bool>& near) {
  Position distance = reach + 1;
  const auto step = [&](Position i) {
    const bool is_prose = page.prose[page.alive[i]] > 0;
    distance = page.verdict_at(i).dropped ? 0 : is_prose ? reach + 1 : std::min(distance + 1, reach + 1);
    if (distance <= reach) near[i] = true;
  };
  for (Position i = 0; i < page.count(); ++i) step(i);
  distance = reach + 1;
  for (Position i = page.count(); i-- > 0;) step(i);
}

/// Marks the lines at the page's start and end before anything that no rule speaks against, if they end no sentence and a rule dropped
/// anything on the page.
void mark_page_edges(const Page& page, std::vector<bool>& near) {
  const auto is_dropped = [&](BlockIndex block) { return page.verdicts[block].dropped; };
  if (std::none_of(page.alive.begin(), page.alive.end(), is_dropped)) return;
  const auto goes_on = [&](Position i) {
    const bool is_against = page.verdict_at(i).dropped || (page.verdict_at(i).score_words < 0.0 && page.prose[page.alive[i]] == 0);
    if (is_against && !page.at(i).features.ends_sentence) near[i] = true;
    return is_against;
  };
  for (Position i = 0; i < page.count() && goes_on(i);) ++i;
  for (Position i = page.count(); i > 0 && goes_on(i - 1);) --i;
}

/// What score rules say of each position. Weak ones count where another rule speaks against the same line or rules dropped lines near it;
/// at the page's start and end any dropped line of the page is near enough, and on a page without a paragraph of prose they count everywhere.
std::vector<double> count_scores(const Page& page, const ModelParameters& model) {
  const bool has_prose = std::any_of(page.alive.begin(), page.alive.end(), [&](BlockIndex block) { return page.prose[block] > 0; });
  std::vector<bool> near(page.count(), !has_prose);
  mark_near_drops(page, static_cast<Position>(model.values[model_key("weak_reach_blocks")]), near);
  mark_page_edges(page, near);
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
      if (boilerplate[begin]) spare_edges(begin, end, boilerplate);
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

  /// A line above the first paragraph with its date, byline or share bar below is the title, and so is what stands right above it: one of
  /// the two may be a name. Without such a line a label in that place is the title, if nothing stays right above it or between it and the text.
  void spare_stamped_title(std::vector<bool>& boilerplate) const {
    constexpr Position kNearTitle = 8;
    const auto goes = [&](Position i) { return boilerplate[i] || page_.verdict_at(i).dropped; };
    Position first = 0;
    while (first < page_.count() && (goes(first) || page_.prose[page_.alive[first]] == 0)) ++first;
    if (first == page_.count()) return;
    const auto reach = static_cast<Position>(value(model_key("heading_reach_blocks")));
    const Position begin = first - std::min(first, reach);
    for (Position i = first; i-- > begin;) {
      if (!may_be_title(i) || !heads_stamp(i)) continue;
      boilerplate[i] = false;
      if (i > 0 && may_be_title(i - 1)) boilerplate[i - 1] = false;
      return;
    }
    for (Position i = first; i-- > begin && goes(i);) {
      if (!may_be_label_title(i) || !heads_stamp(i)) continue;
      const auto above = std::max(begin, i - std::min(i, kNearTitle));
      boilerplate[i] = false;
      for (Position other = above; other < i; ++other) boilerplate[i] = boilerplate[i] || !goes(other);
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

  /// Right below what stays, weak evidence is not enough for a sentence, a line with English words before others or one behind a colon.
  void spare_edges(Position begin, Position end, std::vector<bool>& boilerplate) const {
    const bool behind_colon = begin > 0 && page_.at(begin - 1).view.ends_with(':');
    const auto goes_on = [&](Position i) { return begin > 0 && has_weak_evidence(i) && (behind_colon || is_text_like(i)); };
    for (Position i = begin; i < end && (!has_evidence(i) || goes_on(i)); ++i) boilerplate[i] = false;
    for (Position i = end; i > begin && !has_evidence(i - 1); --i) boilerplate[i - 1] = false;
  }

  /// Whether only weak rules speak against the line.
  [[nodiscard]] bool has_weak_evidence(Position i) const {
    const Verdict& verdict = page_.verdict_at(i);
    return !verdict.dropped && verdict.weak_words < 0.0 && verdict.score_words >= verdict.weak_words;
  }

  [[nodiscard]] bool is_text_like(Position i) const {
    constexpr std::uint32_t kMinForeignWords = 3;  // fewer behind an English name are a label
    const Features& f = page_.at(i).features;
    return f.ends_sentence || (f.latin_words >= 2 && f.words >= f.latin_words + kMinForeignWords);
  }

  [[nodiscard]] bool has_evidence(Position i) const { return page_.verdict_at(i).dropped || scores_[i] < 0.0; }

  [[nodiscard]] static bool is_title_like(const Block& block) {
    return block.features.words >= 4 && block.features.words <= 25 && !block.features.ends_sentence;
  }

  [[nodiscard]] bool may_be_title(Position i) const {
    return !has_evidence(i) && page_.at(i).features.words >= 2 && !page_.at(i).features.list_item;
  }

  /// A word of menus that may be the name of a column: "Letters to the editor".
  [[nodiscard]] bool may_be_label_title(Position i) const {
    const Block& block = page_.at(i);
    return !page_.verdict_at(i).dropped && !has_weak_evidence(i) && !is_stamp(i) && block.features.latin_words >= 1 && !block.features.list_item;
  }

  /// Whether the line says when or by whom the article was published, or how to share it.
  [[nodiscard]] bool is_stamp(Position i) const {
    constexpr std::array kClasses{BlockClass::date, BlockClass::byline, BlockClass::share, BlockClass::credit};
    const auto hits = page_.hits_of(page_.alive[i]);
    return has_evidence(i) && std::any_of(hits.begin(), hits.end(), [&](RuleIndex hit) {
      const Rule& rule = rules_.rules()[hit];
      return (rule.action == Action::drop || rule.action == Action::score) && std::find(kClasses.begin(), kClasses.end(), rule.block_class) != kClasses.end();
    });
  }

  /// Whether a stamp stands below, with at most two lines between that go or are a single word.
  [[nodiscard]] bool heads_stamp(Position i) const {
    const Position end = std::min(page_.count(), i + 4);
    for (Position below = i + 1; below < end; ++below) {
      if (is_stamp(below)) return true;
      if (!has_evidence(below) && page_.at(below).features.words != 1) return false;
    }
    return false;
  }

  const CompiledRules& rules_;
  const Page& page_;
  std::vector<double> scores_;
  std::vector<double> evidence_;
};

/// Whether anything that counts speaks for boilerplate; if nothing does, the cheapest path calls everything content. Weak rules count only
/// where lines were dropped, or nothing is prose.
bool has_evidence_against(const Page& page) {
  bool has_weak = false;
  bool has_prose = false;
  for (const BlockIndex block : page.alive) {
    const Verdict& verdict = page.verdicts[block];
    if (verdict.dropped || verdict.score_words < verdict.weak_words) return true;
    has_weak = has_weak || verdict.score_words < 0.0;
    has_prose = has_prose || page.prose[block] > 0;
  }
  return has_weak && !has_prose;
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
