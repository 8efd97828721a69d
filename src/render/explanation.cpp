#include "render/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cleanscrape {

std::vector<BlockFate> fates_of(const Cleaned& cleaned) {
  const Page& page = cleaned.page();
  const std::span<const Change> changes = cleaned.changes();
  std::vector<BlockFate> fates(page.document.size());
  std::size_t first = 0;
  for (BlockIndex i = 0; i < fates.size(); ++i) {
    const TextRange range = page.document.block(i).range;
    while (first < changes.size() && changes[first].end <= range.begin) ++first;
    std::size_t last = first;
    while (last < changes.size() && changes[last].begin < range.end) ++last;
    if (page.verdicts[i].dropped) {
      fates[i].fate = Fate::dropped;
    } else if (first < last) {
      fates[i] = {Fate::changed, changes.subspan(first, last - first)};
    }
  }
  return fates;
}

PageWords count_page_words(const Cleaned& cleaned) {
  const auto count = [](std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
      const bool space = c == ' ' || (c >= '\t' && c <= '\r');
      if (inside && space) ++words;
      inside = !space;
    }
    return words + (inside ? 1 : 0);
  };
  std::string article;
  cleaned.append_to(article);
  return {count(cleaned.page().document.page()), count(article)};
}

std::string_view to_string(Fate fate) {
  switch (fate) {
    case Fate::kept: return "kept";
    case Fate::dropped: return "dropped";
    case Fate::changed: return "changed";
  }
  return "kept";
}

std::string_view to_string(ModelReason reason) {
  switch (reason) {
    case ModelReason::path: return "path";
    case ModelReason::rule: return "rule";
    case ModelReason::held: return "held";
    case ModelReason::comments: return "comments";
    case ModelReason::care: return "care";
    case ModelReason::title: return "title";
  }
  return "path";
}

bool is_furniture(const SequenceTrace& seen, const Verdict& verdict) {
  return seen.margin_words < 0.0 || (verdict.dropped && verdict.stage == Stage::sequence);
}

std::vector<Contribution> contributions_of(const ModelTrace& seen, const ModelParameters& model) {
  constexpr double kLeastLogOdds = 0.005;
  std::vector<Contribution> parts;
  const auto add = [&](std::string_view measure, double log_odds) {
    if (std::abs(log_odds) >= kLeastLogOdds) parts.push_back({measure, log_odds});
  };
  for (std::size_t i = 0; i < kBlockMeasures.size(); ++i) add(kBlockMeasures[i], model.weights[i] * static_cast<double>(seen.measures.block[i]));
  for (std::size_t i = 0; i < kContextMeasures.size(); ++i) {
    const double weight = model.context[i] + (seen.is_prose ? model.prose[i] : 0.0);
    add(kContextMeasures[i], weight * static_cast<double>(seen.measures.context[i]));
  }
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return std::abs(a.log_odds) > std::abs(b.log_odds); });
  return parts;
}

std::string place_of(const Rule& rule) { return fmt::format("{}:{}", rule.file, rule.line); }

}  // namespace cleanscrape
