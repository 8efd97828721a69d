#include "rules/pattern_texts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/sorted.h"
#include "text/fold_case.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// More are no list of labels.
constexpr std::size_t kMaxWholeTexts = 512;
constexpr std::uint32_t kMaxRepeats = 3;

/// Stand for the anchors in a text; no view holds such characters.
constexpr char kStartMark = '\x02';
constexpr char kEndMark = '\x03';

bool is_mark(char byte) { return byte == kStartMark || byte == kEndMark; }

}  // namespace

PatternTexts PatternTexts::one_of(const std::vector<char32_t>& characters, CaseFold fold) {
  PatternTexts one({});
  for (const char32_t character : characters) {
    std::string text;
    append_utf8(text, character);
    std::string folded;
    fold_case(text, folded);
    if (is_mark(text.front()) || (fold == CaseFold::yes && folds_beyond_ascii(text))) return unknown();
    const bool is_letter = text.front() != folded.front() || (character >= U'a' && character <= U'z') || character >= 0x80;
    one.has_folded_ = one.has_folded_ || (is_letter && fold == CaseFold::yes);
    one.has_exact_ = one.has_exact_ || (is_letter && fold == CaseFold::no);
    one.texts_.push_back(fold == CaseFold::yes ? folded : text);
  }
  make_sorted_set(one.texts_);
  return one;
}

PatternTexts PatternTexts::start_anchor() { return PatternTexts({std::string(1, kStartMark)}); }
PatternTexts PatternTexts::end_anchor() { return PatternTexts({std::string(1, kEndMark)}); }

void PatternTexts::forget() { *this = unknown(); }

void PatternTexts::combine_folding(const PatternTexts& other) {
  has_folded_ = has_folded_ || other.has_folded_;
  has_exact_ = has_exact_ || other.has_exact_;
  if (has_folded_ && has_exact_) forget();
}

void PatternTexts::limit() {
  make_sorted_set(texts_);
  if (texts_.size() > kMaxWholeTexts) forget();
}

void PatternTexts::append(const PatternTexts& next) {
  if (texts_.size() * next.texts_.size() > kMaxWholeTexts) return forget();
  std::vector<std::string> longer;
  for (const std::string& head : texts_) {
    for (const std::string& tail : next.texts_) longer.push_back(head + tail);
  }
  texts_ = std::move(longer);
  limit();
  combine_folding(next);
}

void PatternTexts::alternate(const PatternTexts& other) {
  if (texts_.empty() || other.texts_.empty()) return forget();
  texts_.insert(texts_.end(), other.texts_.begin(), other.texts_.end());
  limit();
  combine_folding(other);
}

void PatternTexts::repeat(std::uint32_t min, std::uint32_t max) {
  if (max > kMaxRepeats) return forget();
  const PatternTexts one = *this;
  PatternTexts repeated = empty_text();
  PatternTexts all = unknown();
  for (std::uint32_t count = 0; count <= max; ++count) {
    if (count == min) all = repeated;
    if (count > min) all.alternate(repeated);
    repeated.append(one);
  }
  *this = std::move(all);
}

std::vector<std::string> PatternTexts::whole_views() const {
  std::vector<std::string> views;
  for (const std::string_view text : texts_) {
    if (text.size() < 3 || text.front() != kStartMark || text.back() != kEndMark) return {};
    const std::string_view view = text.substr(1, text.size() - 2);
    if (std::any_of(view.begin(), view.end(), is_mark)) return {};
    views.emplace_back(view);
  }
  make_sorted_set(views);
  return views;
}

}  // namespace cleanscrape
