#include "engine/model_care.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>

namespace cleanscrape {
namespace {

bool is_plain_sentence(const ModelBlock& b) {
  if (!b.sentence || b.words < 5 || 5 * b.function_words < b.words) return false;
  if (b.promotion_words > 1 || (b.promotion_words == 1 && b.words < 8)) return false;
  return !b.bullet && !b.copyright && !b.form && !b.credit_line && !b.time && !b.link;
}

/// Whether the block has a sign of a line beside the article.
bool has_line_mark(const ModelBlock& b) { return b.time || b.link || b.credit_line || b.credit || b.image; }

/// The number that a numbered item opens with; 0 where it opens with none.
std::uint32_t item_number(const ModelBlock& b) {
  std::uint32_t number = 0;
  if (b.numbered) std::from_chars(b.view.data(), b.view.data() + b.view.size(), number);
  return number;
}

/// Whether both blocks are items of one list: the same bullet, or one number and the next.
bool continues_list(const ModelBlock& last, const ModelBlock& next) {
  if (last.bullet && next.bullet) return last.view.front() == next.view.front();
  return item_number(last) > 0 && item_number(next) == item_number(last) + 1;
}

/// The run of blocks from `begin` on for which `belongs` holds.
template <class Predicate>
std::size_t end_of_run(std::size_t begin, std::size_t limit, Predicate belongs) {
  std::size_t end = begin;
  while (end < limit && belongs(end)) ++end;
  return end;
}

/// What a line opens with, up to a colon or full stop: who speaks ("Q.", "CHAIR:"); empty for numbers and where there is no such mark.
std::string_view speaker(std::string_view view) {
  constexpr std::size_t kMaxBytes = 24;
  const std::size_t mark = view.substr(0, kMaxBytes).find_first_of(".:");
  if (mark == std::string_view::npos || mark + 1 >= view.size() || view[mark + 1] != ' ') return {};
  const std::string_view name = view.substr(0, mark + 1);
  return name.find_first_of("0123456789") == std::string_view::npos ? name : std::string_view{};
}

}  // namespace

void ModelCare::apply(std::vector<bool>& kept) const {
  if (value(model_key("protect_main")) > 0.5) keep_main(kept);
  keep_next_sentences(kept);
  keep_gaps(kept);
  keep_lists(kept);
  keep_next_items(kept);
  keep_stretches(kept);
  keep_speakers(kept);
}

bool ModelCare::follows(std::size_t i) const {
  return i > 0 && is_possible(i - 1) && is_possible(i);
}

/// Paragraphs of prose inside the main run.
void ModelCare::keep_main(std::vector<bool>& kept) const {
  for (std::size_t i = main_.begin; i < main_.end; ++i) {
    if (blocks_[i].is_prose() && blocks_[i].sentence && is_possible(i)) kept[i] = true;
  }
}

/// Sentences right behind what is kept.
void ModelCare::keep_next_sentences(std::vector<bool>& kept) const {
  constexpr std::size_t kReachBlocks = 2;
  std::size_t last = blocks_.size();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (kept[i]) {
      if (blocks_[i].is_prose() || blocks_[i].sentence) last = i;
    } else if (last < i && i - 1 - last <= kReachBlocks && is_possible(i) && is_plain_sentence(blocks_[i])) {
      kept[i] = true;
      last = i;
    }
  }
}

/// Few blocks between sentences of the article, unless much speaks against one.
void ModelCare::keep_gaps(std::vector<bool>& kept) const {
  const auto is_text = [&](std::size_t i) { return kept[i] && (blocks_[i].is_prose() || blocks_[i].sentence); };
  std::size_t first = 0;
  std::size_t last = blocks_.size();
  while (first < last && !is_text(first)) ++first;
  while (last > first && !is_text(last - 1)) --last;
  for (std::size_t begin = first; begin < last; ++begin) {
    const std::size_t end = end_of_run(begin, last, [&](std::size_t i) { return !kept[i]; });
    if (static_cast<double>(end - begin) <= value(model_key("gap_max_blocks"))) {
      for (std::size_t i = begin; i < end; ++i) kept[i] = scores_[i] > value(model_key("gap_min_score"));
    }
    if (is_plain_gap(begin, end)) std::fill(kept.begin() + static_cast<std::ptrdiff_t>(begin), kept.begin() + static_cast<std::ptrdiff_t>(end), true);
    begin = end;
  }
}

bool ModelCare::is_plain_gap(std::size_t begin, std::size_t end) const {
  const auto size = static_cast<double>(end - begin);
  if (size > value(model_key("plain_max_blocks"))) return false;
  double sum = 0.0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_possible(i) || blocks_[i].is_marked() || has_line_mark(blocks_[i])) return false;
    sum += scores_[i];
  }
  return sum > size * value(model_key("plain_min_mean"));
}

/// The next items of a list behind a sentence whose first items are kept.
void ModelCare::keep_next_items(std::vector<bool>& kept) const {
  bool announced = false;
  for (std::size_t i = 1; i < blocks_.size(); ++i) {
    const ModelBlock& last = blocks_[i - 1];
    const ModelBlock& item = blocks_[i];
    if (!continues_list(last, item)) {
      announced = kept[i - 1] && (last.sentence || last.view.ends_with(':'));
    } else if (announced && kept[i - 1] && follows(i) && scores_[i] > value(model_key("gap_min_score")) && !item.is_marked() && !has_line_mark(item)) {
      kept[i] = true;
    }
  }
}

/// The list that a kept line with a colon announces.
void ModelCare::keep_lists(std::vector<bool>& kept) const {
  for (std::size_t i = 0; i + 1 < blocks_.size(); ++i) {
    const ModelBlock& opener = blocks_[i];
    if (!kept[i] || opener.words < 2 || opener.heading || !opener.view.ends_with(':')) continue;
    const auto is_item = [&](std::size_t j) { return !kept[j] && follows(j) && !blocks_[j].is_marked() && blocks_[j].bullet == blocks_[i + 1].bullet; };
    const std::size_t end = end_of_run(i + 1, blocks_.size(), is_item);
    std::fill(kept.begin() + static_cast<std::ptrdiff_t>(i) + 1, kept.begin() + static_cast<std::ptrdiff_t>(end), true);
  }
}

/// Lines that open as several kept ones do: the next words of a speaker.
void ModelCare::keep_speakers(std::vector<bool>& kept) const {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (kept[i] && !blocks_[i].bullet) ++counts[speaker(blocks_[i].view)];
  }
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const std::string_view name = speaker(blocks_[i].view);
    if (!kept[i] && is_possible(i) && !name.empty() && counts.contains(name) && counts[name] >= 2) kept[i] = true;
  }
}

void ModelCare::keep_stretches(std::vector<bool>& kept) const {
  for (std::size_t begin = 0, end = 0; begin < blocks_.size(); begin = end) {
    end = end_of_run(begin + 1, blocks_.size(), [&](std::size_t i) { return follows(i); });
    keep_stretch(begin, end, kept);
  }
}

/// Few blocks between two places where furniture was dropped go or stay together.
void ModelCare::keep_stretch(std::size_t begin, std::size_t end, std::vector<bool>& kept) const {
  if (static_cast<double>(end - begin) > value(model_key("stretch_max_blocks"))) return;
  double all_words = 0.0;
  double kept_words = 0.0;
  for (std::size_t i = begin; i < end; ++i) {
    all_words += blocks_[i].words;
    kept_words += kept[i] ? blocks_[i].words : 0;
  }
  if (kept_words <= 0.0 || kept_words < value(model_key("stretch_min_share")) * all_words) return;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_possible(i) && !blocks_[i].is_marked()) kept[i] = true;
  }
}

}  // namespace cleanscrape
