#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model_page.h"
#include "rules/rule.h"

namespace cleanscrape {

/// What the score sequence saw of a block. Evidence counts words of prose.
struct SequenceTrace {
  std::uint32_t round = 0;      ///< from 1; 0: the decision never saw the block
  double evidence_words = 0.0;  ///< that the block is text; below 0 for furniture
  double margin_words = 0.0;    ///< see `path_margins`; below 0: the best path calls it furniture
  std::vector<RuleIndex> score_rules;  ///< that held on it
  bool spared = false;          ///< the path calls it furniture, but nothing speaks against the block itself, so it stays
};

/// Why the page model called a block article or furniture.
enum class ModelReason : std::uint8_t {
  path,      ///< the best path
  rule,      ///< a rule had dropped it already
  held,      ///< a keep rule holds it
  comments,  ///< it stands in a section of reader comments
  care,      ///< it stands so near the article that it stays: see engine/model_care.h
  title,     ///< it stands above the article as its title
};

/// What the page model saw of a block, in log-odds: above 0 for article text.
struct ModelTrace {
  std::uint32_t round = 0;  ///< from 1; 0: the model never saw the block
  bool gate_open = false;   ///< the model decided in that round
  bool article = false;
  ModelReason because = ModelReason::path;
  bool is_prose = false;
  double log_odds = 0.0;     ///< the block's own: measures times weights, and `score_rules`
  double score_rules = 0.0;  ///< part of `log_odds` that score rules gave
  double margin = 0.0;       ///< with the neighbours'; see `path_margins`
  ModelMeasures measures;
};

/// The page model's view of the page in one round.
struct ModelRound {
  std::uint32_t round = 0;  ///< from 1
  std::uint32_t blocks = 0;
  bool gate_open = false;
  std::size_t marks = 0;     ///< signs of furniture: what `gate_min_marks` asks for
  std::size_t suspects = 0;  ///< what `gate_min_suspects` asks for
  double main_words = 0.0;   ///< prose of the main run: what `gate_min_main_words` asks for
  double confidence = 0.0;   ///< what `min_confidence` asks for
  double bias = 0.0;         ///< for text, added to every block so that the page does not come out empty
  std::optional<BlockRun> main_run;           ///< first and last block, of the document
  std::optional<std::uint32_t> comments_from;  ///< first block of the comments
};

/// What the decisions over the whole page saw, kept for `explain`. Where a decision saw a block in several rounds, the one in which it went is
/// kept; of a block that stays, the one in which it came nearest to going.
struct Trace {
  static constexpr std::uint32_t kAgain = 0xFFFFFFFF;
  static constexpr std::uint32_t kNoBlock = 0xFFFFFFFF;

  std::uint32_t rounds = 0;
  std::vector<std::uint32_t> dropped_in;  ///< per block: round, 0 where it stays, kAgain: when the article was cleaned once more
  std::vector<std::uint32_t> cut_at;      ///< per block that a cut took: the block where the cut began, kNoBlock for others
  std::vector<SequenceTrace> sequence;    ///< per block
  std::vector<ModelTrace> model;          ///< per block
  std::vector<ModelRound> model_rounds;
  std::vector<std::vector<RuleIndex>> score_rules;  ///< per block: those that hold in the round that goes on

  void start(std::size_t blocks) {
    rounds = 0;
    dropped_in.assign(blocks, 0);
    cut_at.assign(blocks, kNoBlock);
    sequence.assign(blocks, {});
    model.assign(blocks, {});
    model_rounds.clear();
  }
  void start_round(std::size_t blocks) {
    ++rounds;
    score_rules.assign(blocks, {});
  }
};

}  // namespace cleanscrape
