#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/model_block.h"
#include "engine/model_layout.h"
#include "rules/model.h"

namespace cleanscrape {

using BlockMeasures = std::array<float, kBlockMeasures.size()>;

/// A block's measures, each 0..1 or near it; see `kBlockMeasures` and `kContextMeasures`.
struct ModelMeasures {
  BlockMeasures block{};
  std::array<float, kContextMeasures.size()> context{};
};

/// A block of so many words of prose surely is text.
constexpr std::uint32_t kStrongProseWords = 15;

/// A run of blocks.
struct BlockRun {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What the page model measures of a whole page, and what that adds up to.
class ModelPage {
 public:
  enum class Measures : std::uint8_t { summed_up, kept };

  /// `layout` is as long as `blocks`. Of each block the weighted sum of its measures is kept; the measures themselves take some 300 bytes a block
  /// and are kept only where they are asked for.
  ModelPage(std::span<const ModelBlock> blocks, std::span<const BlockLayout> layout, const ModelParameters& model, Measures kept);

  /// Where a section of reader comments starts; the number of blocks where there is none. Blocks from there on are not measured.
  [[nodiscard]] std::size_t comment_start() const { return comment_start_; }
  /// The run of blocks with most prose: its words minus a cost for every other block (Kadane's maximum-sum run; the idea is BTE's, Finn 2001).
  [[nodiscard]] BlockRun main_run() const { return main_; }
  /// The first block that counts as standing behind the heading of a list; the number of measured blocks where there is none.
  [[nodiscard]] std::size_t heading_end() const { return heading_end_; }
  /// What standing behind such a heading adds to a block's log-odds.
  [[nodiscard]] double heading_odds(std::size_t block) const {
    return context_weights_[blocks_[block].is_prose() ? 1 : 0][context_measure("behind_heading")];
  }
  /// Evidence of furniture: different labels, and all labels, list headings, copyright lines and forms.
  [[nodiscard]] std::size_t furniture_marks() const;
  /// Log-odds that a block is of the article, by its measures alone.
  [[nodiscard]] const std::vector<double>& log_odds() const { return log_odds_; }
  /// Empty unless kept.
  [[nodiscard]] const std::vector<ModelMeasures>& measures() const { return measures_; }

 private:
  void find_comments();
  void find_style();
  void find_main();
  void measure_blocks();
  void measure_place();
  void measure_neighbours();
  void measure_overlap();
  void measure_layout();
  void measure_stretches();
  void measure_headings();
  [[nodiscard]] std::uint32_t main_indent_columns() const;
  /// At most once for each block and measure; 0 where it is not called.
  void set(std::size_t block, std::size_t measure, double value) {
    if (value == 0.0) return;
    const auto measured = static_cast<float>(value);
    log_odds_[block] += context_weights_[blocks_[block].is_prose() ? 1 : 0][measure] * measured;
    if (!measures_.empty()) measures_[block].context[measure] = measured;
  }

  std::span<const ModelBlock> blocks_;
  std::span<const BlockLayout> layout_;
  bool is_spaced_ = false;  ///< most of the prose stands between blank lines
  std::size_t comment_start_ = 0;
  std::size_t heading_end_ = 0;
  BlockRun main_;
  const ModelParameters& model_;
  std::array<std::array<double, kContextMeasures.size()>, 2> context_weights_;  ///< of a block that is no prose, and of one that is
  std::vector<double> log_odds_;
  std::vector<ModelMeasures> measures_;
};

}  // namespace cleanscrape
