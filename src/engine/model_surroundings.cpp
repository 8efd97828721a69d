#include <algorithm>
#include <cmath>
#include <map>

#include "engine/model_page.h"

namespace cleanscrape {
namespace {


double flag(bool value) { return value ? 1.0 : 0.0; }

}  // namespace

/// The indentation of most of the main run's prose.
std::uint32_t ModelPage::main_indent_columns() const {
  std::map<std::uint32_t, std::uint32_t> words;
  for (std::size_t i = main_.begin; i < main_.end; ++i) words[layout_[i].indent_columns] += blocks_[i].prose_words;
  const auto most = std::max_element(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == words.end() ? 0 : most->first;
}

void ModelPage::measure_layout() {
  const bool has_main = main_.begin < main_.end;
  const std::uint32_t indent_columns = main_indent_columns();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const BlockLayout& layout = layout_[i];
    set(i, context_measure("apart"), flag(is_spaced_ && layout.is_apart()));
    set(i, context_measure("glued"), flag(is_spaced_ && layout.is_glued()));
    set(i, context_measure("gap_before"), flag(is_spaced_ && layout.gap_before && !layout.gap_after));
    set(i, context_measure("gap_after"), flag(is_spaced_ && !layout.gap_before && layout.gap_after));
    set(i, context_measure("apart_unspaced"), flag(!is_spaced_ && layout.is_apart()));
    const bool deeper = has_main && layout.indent_columns > indent_columns;
    const bool shallower = has_main && layout.indent_columns < indent_columns;
    set(i, context_measure("deeper"), flag(deeper));
    set(i, context_measure("deeper_glued"), flag(deeper && layout.is_glued()));
    set(i, context_measure("deeper_apart"), flag(deeper && layout.is_apart()));
    set(i, context_measure("shallower"), flag(shallower));
    set(i, context_measure("shallower_glued"), flag(shallower && layout.is_glued()));
    set(i, context_measure("shallower_apart"), flag(shallower && layout.is_apart()));
  }
}

/// Stretches of prose, with at most two other blocks between paragraphs: a teaser or a box is a short one, the article the longest.
void ModelPage::measure_stretches() {
  constexpr std::size_t kMaxOtherBlocks = 2;
  constexpr double kLongStretchWords = 150.0;
  std::vector<double> words;
  std::vector<std::size_t> stretch_of(blocks_.size(), blocks_.size());
  std::size_t others = kMaxOtherBlocks + 1;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    others = blocks_[i].is_prose() ? others : others + 1;
    if (blocks_[i].is_prose()) {
      if (others > kMaxOtherBlocks) words.push_back(0.0);
      words.back() += blocks_[i].words;
      others = 0;
    }
    if (others <= kMaxOtherBlocks) stretch_of[i] = words.size() - 1;
  }
  const double longest = words.empty() ? 1.0 : *std::max_element(words.begin(), words.end());
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (stretch_of[i] == blocks_.size()) continue;
    set(i, context_measure("stretch_share"), words[stretch_of[i]] / longest);
    set(i, context_measure("stretch_words"), std::min(1.0, words[stretch_of[i]] / kLongStretchWords));
  }
}

void ModelPage::measure_headings() {
  const std::size_t n = blocks_.size();
  const auto is_strong = [&](std::size_t i) { return i < n && blocks_[i].prose_words >= kStrongProseWords; };
  for (std::size_t i = 0; i < n; ++i) {
    const bool heads = blocks_[i].is_short() && is_strong(i + 1);
    set(i, context_measure("heads_prose"), flag(heads));
    set(i, context_measure("between_prose"), flag(heads && i > 0 && is_strong(i - 1)));
  }
}

}  // namespace cleanscrape
