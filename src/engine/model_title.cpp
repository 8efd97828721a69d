#include "engine/model_title.h"

#include <algorithm>
#include <unordered_set>

namespace cleanscrape {
namespace {

constexpr std::size_t kNearBlocks = 4;
constexpr std::size_t kFarBlocks = 40;
constexpr double kNearMinOverlap = 0.4;
constexpr double kDroppedScore = -15.0;

bool may_be_title(const ModelBlock& b) {
  if (b.words < 3 || b.words > 25 || b.content.size() < 2) return false;
  if (b.label || b.heading || b.form || b.copyright || b.credit_line || b.bullet || b.time || b.promotion_words >= 2) return false;
  return !(b.date && b.words < 8);
}

class TitleFinder {
 public:
  TitleFinder(std::span<const ModelBlock> blocks, const std::vector<double>& scores, const TitleBounds& bounds, std::vector<bool>& kept)
      : blocks_(blocks), scores_(scores), bounds_(bounds), kept_(kept) {}

  void run() {
    first_ = find([&](std::size_t i) { return kept_[i]; });
    const std::size_t body = find([&](std::size_t i) { return kept_[i] && blocks_[i].is_prose(); });
    if (body == blocks_.size()) return;
    find_topic(body);
    for (std::size_t i = first_; i < body; ++i) {
      if (kept_[i] && may_be_title(blocks_[i]) && !blocks_[i].sentence && overlap(i) >= bounds_.min_overlap) return;
    }
    keep_all_like(best_of(candidates()));
    if (!kept_before(body)) keep_nearest();
  }

 private:
  /// Of the words of lines that may be asked for, those that the article's prose has too.
  void find_topic(std::size_t body) {
    std::unordered_set<std::uint64_t> asked;
    const auto ask = [&](std::size_t i) { asked.insert(blocks_[i].content.begin(), blocks_[i].content.end()); };
    for (const std::size_t i : blocks_above(kFarBlocks)) {
      if (may_be_title(blocks_[i])) ask(i);
    }
    for (std::size_t i = first_; i < body; ++i) {
      if (kept_[i] && may_be_title(blocks_[i])) ask(i);
    }
    for (std::size_t i = 0; i < blocks_.size() && !asked.empty(); ++i) {
      if (!kept_[i] || !blocks_[i].is_prose()) continue;
      for (const std::uint64_t word : blocks_[i].content) {
        if (asked.erase(word) != 0) topic_.insert(word);
      }
    }
  }

  template <class Predicate>
  [[nodiscard]] std::size_t find(Predicate wanted) const {
    std::size_t i = 0;
    while (i < blocks_.size() && !wanted(i)) ++i;
    return i;
  }

  [[nodiscard]] double overlap(std::size_t i) const {
    const auto& content = blocks_[i].content;
    const auto shared = std::count_if(content.begin(), content.end(), [&](std::uint64_t word) { return topic_.contains(word); });
    return content.empty() ? 0.0 : static_cast<double>(shared) / static_cast<double>(content.size());
  }

  /// The last `count` blocks above the article that no rule dropped, from the top.
  [[nodiscard]] std::vector<std::size_t> blocks_above(std::size_t count) const {
    std::vector<std::size_t> above;
    for (std::size_t i = first_; i-- > 0 && above.size() < count;) {
      if (scores_[i] > kDroppedScore) above.push_back(i);
    }
    std::reverse(above.begin(), above.end());
    return above;
  }

  /// Lines near the article that fit it, and if none fits well the best one further up.
  [[nodiscard]] std::vector<std::size_t> candidates() const {
    std::vector<std::size_t> taken;
    for (const std::size_t i : blocks_above(kNearBlocks)) {
      if (may_be_title(blocks_[i]) && blocks_[i].words >= 5 && (overlap(i) >= kNearMinOverlap || scores_[i] >= 0.0)) taken.push_back(i);
    }
    if (std::any_of(taken.begin(), taken.end(), [&](std::size_t i) { return overlap(i) >= bounds_.min_overlap; })) return taken;
    double best = 0.0;
    std::size_t best_block = blocks_.size();
    for (const std::size_t i : blocks_above(kFarBlocks)) {
      if (!may_be_title(blocks_[i]) || overlap(i) < bounds_.min_overlap) continue;
      const double fit = overlap(i) * std::min(12U, blocks_[i].words);
      if (fit >= best) best = fit, best_block = i;
    }
    if (best_block < blocks_.size()) taken.push_back(best_block);
    return taken;
  }

  /// How well a line fits the article as its title.
  [[nodiscard]] double fit(std::size_t i) const { return overlap(i) * std::min(12U, blocks_[i].words); }

  /// The one that fits best, of equals the lowest, and the one right below it.
  [[nodiscard]] std::vector<std::size_t> best_of(std::vector<std::size_t> taken) const {
    if (taken.empty()) return taken;
    std::size_t best = taken.front();
    for (const std::size_t i : taken) best = fit(i) >= fit(best) ? i : best;
    std::erase_if(taken, [&](std::size_t i) { return i < best || i > best + 1; });
    return taken;
  }

  [[nodiscard]] bool kept_before(std::size_t body) const {
    return std::find(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(body), true) != kept_.begin() + static_cast<std::ptrdiff_t>(body);
  }

  /// The last line above the article that may be its title, whatever its words.
  void keep_nearest() {
    const std::vector<std::size_t> above = blocks_above(static_cast<std::size_t>(bounds_.reach_blocks));
    const auto title = std::find_if(above.rbegin(), above.rend(), [&](std::size_t i) { return may_be_title(blocks_[i]) && !blocks_[i].link; });
    if (title != above.rend()) kept_[*title] = true;
  }

  void keep_all_like(const std::vector<std::size_t>& taken) {
    for (const std::size_t i : blocks_above(kFarBlocks)) {
      if (std::any_of(taken.begin(), taken.end(), [&](std::size_t t) { return blocks_[t].fold == blocks_[i].fold; })) kept_[i] = true;
    }
  }

  std::span<const ModelBlock> blocks_;
  const std::vector<double>& scores_;
  TitleBounds bounds_;
  std::vector<bool>& kept_;
  std::size_t first_ = 0;
  std::unordered_set<std::uint64_t> topic_;
};

}  // namespace

void find_title(std::span<const ModelBlock> blocks, const std::vector<double>& scores, const TitleBounds& bounds, std::vector<bool>& kept) {
  TitleFinder(blocks, scores, bounds, kept).run();
}

}  // namespace cleanscrape
