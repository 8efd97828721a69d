#pragma once

#include <vector>

#include "engine/model_page.h"
#include "rules/model.h"

namespace cleanscrape {

/// What the path of the page model leaves out and yet stays: text of an odd shape next to text that is sure. `scores` are log-odds, one per
/// position; blocks that no path may hold have scores of `kImpossibleScore` and below.
class ModelCare {
 public:
  ModelCare(const ModelParameters& model, std::span<const ModelBlock> blocks, BlockRun main, const std::vector<double>& scores)
      : model_(model), blocks_(blocks), main_(main), scores_(scores) {}

  /// Marks in `kept`, one per position, what stays as well.
  void apply(std::vector<bool>& kept) const;

  static constexpr double kImpossibleScore = -15.0;

 private:
  void keep_main(std::vector<bool>& kept) const;
  void keep_next_sentences(std::vector<bool>& kept) const;
  void keep_gaps(std::vector<bool>& kept) const;
  void keep_lists(std::vector<bool>& kept) const;
  void keep_next_items(std::vector<bool>& kept) const;
  void keep_speakers(std::vector<bool>& kept) const;
  void keep_stretches(std::vector<bool>& kept) const;
  void keep_stretch(std::size_t begin, std::size_t end, std::vector<bool>& kept) const;

  /// Whether nothing speaks against the lines as a whole.
  [[nodiscard]] bool is_plain_gap(std::size_t begin, std::size_t end) const;
  [[nodiscard]] double value(std::size_t key) const { return model_.values[key]; }
  [[nodiscard]] bool is_possible(std::size_t i) const { return scores_[i] > kImpossibleScore; }
  /// Whether no rule of this round dropped the block or the one before it. What went in earlier rounds is forgotten, as in a second cleaning.
  [[nodiscard]] bool follows(std::size_t i) const;

  const ModelParameters& model_;
  std::span<const ModelBlock> blocks_;
  BlockRun main_;
  const std::vector<double>& scores_;
};

}  // namespace cleanscrape
