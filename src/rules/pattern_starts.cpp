#include "rules/pattern_starts.h"

#include <algorithm>

#include "base/sorted.h"
#include "text/fold_case.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxStarts = 512;

}  // namespace

PatternStarts PatternStarts::one_of(const std::vector<char32_t>& characters) {
  if (characters.empty()) return PatternStarts(false, {""});
  PatternStarts starts(true, {});
  for (const char32_t character : characters) {
    std::string text;
    std::string folded;
    append_utf8(text, character);
    fold_case(text, folded);
    starts.texts_.push_back(std::move(folded));
  }
  make_sorted_set(starts.texts_);
  return starts;
}

void PatternStarts::append(const PatternStarts& next) {
  if (!is_exact_) return;
  const auto is_enough = [](const std::string& text) { return text.size() >= kMaxBytes; };
  const bool is_too_much = texts_.size() * next.texts_.size() > kMaxStarts;
  is_exact_ = next.is_exact_ && !is_too_much && !std::all_of(texts_.begin(), texts_.end(), is_enough);
  std::vector<std::string> longer;
  for (const std::string& head : texts_) {
    if (is_too_much && !head.empty()) {
      longer.push_back(head);
      continue;
    }
    for (const std::string& tail : next.texts_) longer.push_back(head + tail);
  }
  texts_ = std::move(longer);
  make_sorted_set(texts_);
  if (texts_.size() > kMaxStarts) *this = PatternStarts(false, {""});
}

void PatternStarts::alternate(const PatternStarts& other) {
  is_exact_ = is_exact_ && other.is_exact_;
  texts_.insert(texts_.end(), other.texts_.begin(), other.texts_.end());
  make_sorted_set(texts_);
  if (texts_.size() > kMaxStarts) *this = PatternStarts(false, {""});
}

void PatternStarts::repeat(std::uint32_t min, std::uint32_t max) {
  if (max > 1) is_exact_ = false;
  if (min > 0) return;
  texts_.emplace_back();
  make_sorted_set(texts_);
}

std::vector<std::string> PatternStarts::known() const {
  std::vector<std::string> cut;
  for (const std::string& text : texts_) cut.push_back(text.substr(0, kMaxBytes));
  make_sorted_set(cut);
  std::vector<std::string> shortest;
  for (const std::string& text : cut) {
    if (text.empty()) return {};
    if (shortest.empty() || !text.starts_with(shortest.back())) shortest.push_back(text);
  }
  return shortest;
}

}  // namespace cleanscrape
