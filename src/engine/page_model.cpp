#include "engine/page_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory_resource>
#include <unordered_set>

#include "engine/chain.h"
#include "engine/model_care.h"
#include "engine/model_title.h"

namespace cleanscrape {
namespace {

/// A block that a rule dropped, or that stands behind the start of the comments: no path through the article holds it.
constexpr double kOut = -30.0;
constexpr double kBiasStep = 0.5;
constexpr double kMaxBias = 8.0;

/// Measures the blocks of the round that may be marked as furniture: a label or a heading is short and begins with a word that begins one, the
/// other marks are rules. Whether they are enough for the gate; it looks at no others.
bool may_open_gate(const CompiledRules& rules, ModelMeter& meter, Page& page) {
  constexpr std::uint32_t kMaxHeadingWords = 9;  // a number in front is no word of the model
  std::pmr::monotonic_buffer_resource memory;
  std::pmr::unordered_set<std::uint64_t> labels(&memory);
  std::size_t found = 0;
  const double enough = rules.model().values[model_key("gate_min_marks")];
  for (Position i = 0; i < page.count() && static_cast<double>(labels.size() + found) < enough; ++i) {
    const Block& block = page.at(i);
    const auto hits = page.hits_of(page.alive[i]);
    const bool is_short = block.features.words <= kMaxHeadingWords || block.features.letters <= rules.model_phrases().max_phrase_bytes();
    if (!(is_short && meter.may_be_phrase(block)) && !meter.has_furniture_mark(hits)) continue;
    const ModelBlock& measured = page.model_blocks.measure(meter, i, block, hits);
    if (measured.label) labels.insert(measured.fold);
    found += measured.is_marked() ? 1U : 0U;
  }
  return static_cast<double>(labels.size() + found) >= enough;
}

/// The decision on one round's blocks.
class PageDecision {
 public:
  PageDecision(const CompiledRules& rules, const Page& page, std::span<const ModelBlock> blocks, const std::vector<BlockLayout>& layout)
      : model_(rules.model()), page_(page), blocks_(blocks),
        measured_(blocks, layout, model_, page.trace == nullptr ? ModelPage::Measures::summed_up : ModelPage::Measures::kept) {}

  /// Whether the page shows enough furniture, and enough prose to tell it from, for the model to speak.
  [[nodiscard]] bool gate_is_open() const {
    return static_cast<double>(measured_.furniture_marks()) >= value(model_key("gate_min_marks")) &&
           prose_of_main() >= value(model_key("gate_min_main_words")) &&
           static_cast<double>(suspects()) >= value(model_key("gate_min_suspects"));
  }

  /// How sure the path is of the words that it decides on: the mean probability of the better side, from its margin. Of `run`'s path.
  [[nodiscard]] double confidence() const {
    const std::vector<double> margins = path_margins(path_scores(bias_), costs());
    double sure_words = 0.0;
    double words = 0.0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (scores_[i] <= ModelCare::kImpossibleScore) continue;
      words += blocks_[i].words;
      sure_words += blocks_[i].words / (1.0 + std::exp(-std::abs(margins[i])));
    }
    return words > 0.0 ? sure_words / words : 1.0;
  }

  /// Whether the model decides on this page; the careful rules alone do otherwise.
  [[nodiscard]] bool speaks() const {
    const double bound = value(model_key("min_confidence"));
    return gate_is_open() && (bound <= 0.0 || confidence() >= bound);
  }

  /// For each position whether it belongs to the article.
  std::vector<bool> run() {
    find_scores();
    std::vector<bool> kept = best_path(0.0);
    const double floor = value(model_key("floor_share")) * prose_of_main();
    if (forget_passed_heading(kept)) kept = best_path(0.0);
    for (double bias = kBiasStep; bias <= kMaxBias && prose_of(kept) < floor; bias += kBiasStep) {
      kept = best_path(bias);
      bias_ = bias;
    }
    for (Position i = 0; i < page_.count(); ++i) {
      if (scores_[i] <= ModelCare::kImpossibleScore) kept[i] = false;
    }
    note_reasons(kept, ModelReason::path);
    ModelCare(model_, blocks_, measured_.main_run(), scores_).apply(kept);
    note_reasons(kept, ModelReason::care);
    find_title(blocks_, scores_, {value(model_key("title_min_overlap")), value(model_key("title_reach_blocks"))}, kept);
    note_reasons(kept, ModelReason::title);
    return kept;
  }

  /// Keeps what the decision saw; `kept` is what `run` returned.
  void trace_to(const std::vector<bool>& kept, Trace& trace) const {
    const bool is_open = speaks();
    trace_page(is_open, trace);
    const std::vector<double> margins = path_margins(path_scores(bias_), costs());
    for (Position i = 0; i < page_.count(); ++i) {
      ModelTrace& seen = trace.model[page_.alive[i]];
      const bool goes = is_open && !kept[i] && !page_.verdict_at(i).dropped;
      const bool nearer = seen.round == 0 || (is_open && (!seen.gate_open || margins[i] < seen.margin));
      if (!goes && !nearer) continue;
      seen = trace_of(i, kept[i]);
      seen.round = trace.rounds;
      seen.gate_open = is_open;
      seen.margin = margins[i];
    }
  }

 private:
  [[nodiscard]] double value(std::size_t key) const { return model_.values[key]; }

  /// What the path weighs. A block that a rule dropped stays out whatever the path says; to the path it is a bit of furniture, no wall: the
  /// article may go on behind it.
  [[nodiscard]] std::vector<double> path_scores(double bias) const {
    std::vector<double> path = scores_;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const bool dropped = i < measured_.comment_start() && page_.verdict_at(static_cast<Position>(i)).dropped;
      path[i] = dropped ? value(model_key("dropped_score")) : path[i] + bias;
    }
    return path;
  }

  /// Blocks that rules left, that are no prose, and that stand outside the main run of prose.
  [[nodiscard]] std::size_t suspects() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const bool in_main = measured_.main_run().begin <= i && i < measured_.main_run().end;
      if (!in_main && !blocks_[i].is_prose() && !page_.verdict_at(static_cast<Position>(i)).dropped) ++count;
    }
    return count;
  }

  [[nodiscard]] ChainCosts costs() const {
    return {value(model_key("stay_out")),     value(model_key("enter_body")),    value(model_key("leave_body")),
            value(model_key("stay_in_body")), value(model_key("start_in_body")), value(model_key("end_in_body"))};
  }

  /// For a trace: blocks that changed sides since the last call did so for this reason.
  void note_reasons(const std::vector<bool>& kept, ModelReason reason) {
    if (page_.trace == nullptr) return;
    reasons_.resize(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (reason == ModelReason::path || kept[i] != noted_[i]) reasons_[i] = reason;
    }
    noted_ = kept;
  }

  [[nodiscard]] ModelReason reason_of(Position i) const {
    if (page_.verdict_at(i).dropped) return ModelReason::rule;
    if (i >= measured_.comment_start()) return ModelReason::comments;
    return page_.held[page_.alive[i]] ? ModelReason::held : reasons_[i];
  }

  [[nodiscard]] ModelTrace trace_of(Position i, bool kept) const {
    ModelTrace seen;
    seen.article = kept;
    seen.because = reason_of(i);
    seen.is_prose = blocks_[i].is_prose();
    if (i >= measured_.comment_start()) return seen;
    seen.measures = measured_.measures()[i];
    seen.score_rules = value(model_key("score_weight")) * page_.verdict_at(i).score_words;
    seen.log_odds = measured_.log_odds()[i] + seen.score_rules;
    return seen;
  }

  void trace_page(bool is_open, Trace& trace) const {
    ModelRound round{trace.rounds, page_.count(), is_open, measured_.furniture_marks(), suspects(), prose_of_main(), confidence(), bias_, {}, {}};
    const BlockRun run = measured_.main_run();
    if (run.begin < run.end) round.main_run = BlockRun{page_.alive[run.begin], page_.alive[run.end - 1]};
    if (measured_.comment_start() < page_.count()) round.comments_from = page_.alive[measured_.comment_start()];
    trace.model_rounds.push_back(round);
  }

  /// A list that the article goes on behind is not its end: the list's heading no longer speaks against what stands between it and the last
  /// prose of the article. Whether a score changed.
  bool forget_passed_heading(const std::vector<bool>& kept) {
    std::size_t end = blocks_.size();
    for (double words = 0.0; end > measured_.heading_end() && words < value(model_key("heading_min_prose")); --end) {
      if (kept[end - 1] && scores_[end - 1] > ModelCare::kImpossibleScore) words += blocks_[end - 1].prose_words;
    }
    for (std::size_t i = measured_.heading_end(); i < end; ++i) scores_[i] -= measured_.heading_odds(i);
    return measured_.heading_end() < end;
  }

  void find_scores() {
    scores_.assign(blocks_.size(), kOut);
    for (std::size_t i = 0; i < measured_.comment_start(); ++i) {
      const Verdict& verdict = page_.verdict_at(static_cast<Position>(i));
      if (verdict.dropped) continue;
      scores_[i] = measured_.log_odds()[i] + value(model_key("score_weight")) * verdict.score_words;
      if (page_.held[page_.alive[i]]) scores_[i] -= kOut;
    }
  }

  [[nodiscard]] std::vector<bool> best_path(double bias) const {
    const double stay_out = value(model_key("stay_out"));
    const double enter = value(model_key("enter_body"));
    const double leave = value(model_key("leave_body"));
    const double stay_in = value(model_key("stay_in_body"));
    std::vector<std::array<bool, 2>> from_body(scores_.size());
    double out = 0.0;
    const std::vector<double> path = path_scores(bias);
    double body = value(model_key("start_in_body")) + (path.empty() ? 0.0 : path[0]);
    for (std::size_t i = 1; i < scores_.size(); ++i) {
      from_body[i] = {body + leave > out + stay_out, body + stay_in > out + enter};
      const double next_out = std::max(out + stay_out, body + leave);
      body = std::max(out + enter, body + stay_in) + path[i];
      out = next_out;
    }
    std::vector<bool> kept(scores_.size());
    bool in_body = body + value(model_key("end_in_body")) > out;
    for (std::size_t i = scores_.size(); i-- > 0;) {
      kept[i] = in_body;
      in_body = from_body[i][in_body ? 1 : 0];
    }
    return kept;
  }

  [[nodiscard]] double prose_of(const std::vector<bool>& kept) const {
    double words = 0.0;
    for (std::size_t i = 0; i < kept.size(); ++i) words += kept[i] ? blocks_[i].prose_words : 0;
    return words;
  }

  [[nodiscard]] double prose_of_main() const {
    double words = 0.0;
    for (std::size_t i = measured_.main_run().begin; i < measured_.main_run().end; ++i) words += blocks_[i].prose_words;
    return words;
  }

  const ModelParameters& model_;
  const Page& page_;
  std::span<const ModelBlock> blocks_;
  ModelPage measured_;
  std::vector<double> scores_;
  double bias_ = 0.0;
  std::vector<bool> noted_;  ///< see note_reasons
  std::vector<ModelReason> reasons_;
};

}  // namespace

void decide_page_model(const CompiledRules& rules, RuleIndex rule, Page& page) {
  if (rule == kNoRule || page.count() == 0 || page.model_is_silent) return;
  ModelMeter meter(rules, page.model_blocks.words());
  page.model_blocks.follow(page.alive);
  page.model_is_silent = page.trace == nullptr && !may_open_gate(rules, meter, page);
  if (page.model_is_silent) return;
  for (Position i = 0; i < page.count(); ++i) page.model_blocks.measure(meter, i, page.at(i), page.hits_of(page.alive[i]));
  std::vector<BlockLayout> layout;
  find_layout(page, layout);
  PageDecision decision(rules, page, page.model_blocks.in_order(), layout);
  const bool is_open = decision.gate_is_open();
  if (!is_open && page.trace == nullptr) return;
  const std::vector<bool> kept = decision.run();
  if (page.trace != nullptr) decision.trace_to(kept, *page.trace);
  if (!decision.speaks()) return;
  for (Position i = 0; i < page.count(); ++i) {
    if (!kept[i]) page.drop(i, Stage::model, rule);
  }
}

}  // namespace cleanscrape
