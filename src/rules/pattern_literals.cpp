#include "rules/pattern_literals.h"

#include <algorithm>
#include <utility>

#include "base/sorted.h"
#include "rules/literal_search.h"
#include "text/fold_case.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxTexts = 64;
constexpr std::size_t kMaxTextBytes = 64;
/// A single atom that must occur is sought for at most this many texts at once.
constexpr std::size_t kMaxRequired = 256;
/// Sets of texts beside the rarest: so many are noted, and so many told.
constexpr std::size_t kMaxKnownSets = 16;
constexpr std::size_t kMaxSets = 2;

bool has_empty(const std::vector<std::string>& texts) { return std::find(texts.begin(), texts.end(), "") != texts.end(); }

/// Every text of `a` before every text of `b`; nothing if that is too much.
std::vector<std::string> product(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> texts;
  if (a.size() * b.size() > kMaxTexts) return texts;
  for (const std::string& head : a) {
    for (const std::string& tail : b) {
      if (head.size() + tail.size() > kMaxTextBytes) return {};
      texts.push_back(head + tail);
    }
  }
  make_sorted_set(texts);
  return texts;
}

/// Without the texts that hold another one of them: where they occur, the shorter does.
std::vector<std::string> shortest(const std::vector<std::string>& texts) {
  std::vector<std::string> kept;
  for (const std::string& text : texts) {
    const auto is_inside = [&text](const std::string& other) {
      return other.size() < text.size() && text.find(other) != std::string::npos;
    };
    if (std::none_of(texts.begin(), texts.end(), is_inside)) kept.push_back(text);
  }
  return kept;
}

/// Whether one of the texts occurs wherever one of the others does.
bool follows(const std::vector<std::string>& texts, const std::vector<std::string>& others) {
  const auto holds_one = [&](const std::string& other) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return other.find(text) != std::string::npos; });
  };
  return !others.empty() && std::all_of(others.begin(), others.end(), holds_one);
}

/// The set that is found less often by chance.
const std::vector<std::string>& rarer(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  return commonness(a) <= commonness(b) ? a : b;
}

}  // namespace

double commonness(const std::vector<std::string>& texts) {
  double sum = 0;
  for (const std::string& text : texts) sum += expected_share(text);
  return sum;
}

PatternLiterals PatternLiterals::one_of(const std::vector<char32_t>& characters) {
  if (characters.empty()) return unknown();
  PatternLiterals literals(true, {}, {});
  for (const char32_t character : characters) {
    std::string text;
    std::string folded;
    append_utf8(text, character);
    fold_case(text, folded);
    literals.ends_.push_back(std::move(folded));
  }
  make_sorted_set(literals.ends_);
  return literals;
}

std::vector<std::string> PatternLiterals::required() const { return has_empty(ends_) ? required_ : rarer(required_, shortest(ends_)); }

std::vector<std::vector<std::string>> PatternLiterals::also_required() const {
  PatternLiterals all = *this;
  all.flush();
  std::vector<std::vector<std::string>>& sets = all.also_required_;
  std::stable_sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) { return commonness(a) < commonness(b); });
  std::vector<std::vector<std::string>> told;
  for (const auto& texts : sets) {
    const bool says_more =
        !follows(texts, all.required_) && std::none_of(told.begin(), told.end(), [&](const auto& other) { return follows(texts, other); });
    if (says_more && told.size() < kMaxSets) told.push_back(texts);
  }
  return told;
}

void PatternLiterals::also_require(const std::vector<std::string>& texts) {
  if (!texts.empty() && texts.size() <= kMaxRequired && also_required_.size() < kMaxKnownSets) also_required_.push_back(texts);
}

/// Of these texts one must occur as well as of those so far: the rarer set is kept first.
void PatternLiterals::require(const std::vector<std::string>& texts) {
  if (texts.empty() || texts == required_) return;
  std::vector<std::string> other = texts;
  if (&rarer(required_, texts) == &texts) std::swap(required_, other);
  also_require(other);
}

/// What stands at the end so far becomes one of the candidates; nothing is known of the end any more.
void PatternLiterals::flush() {
  if (!has_empty(ends_)) require(shortest(ends_));
  ends_.clear();
  is_exact_ = false;
}

void PatternLiterals::append(const PatternLiterals& next) {
  std::vector<std::string> longer = next.is_exact_ ? product(ends_, next.ends_) : std::vector<std::string>{};
  if (!longer.empty()) {
    ends_ = std::move(longer);
    return;
  }
  flush();
  require(next.required_);
  for (const auto& texts : next.also_required_) also_require(texts);
  ends_ = next.ends_;
}

void PatternLiterals::alternate(const PatternLiterals& other) {
  std::vector<std::string> both = ends_;
  both.insert(both.end(), other.ends_.begin(), other.ends_.end());
  make_sorted_set(both);
  if (is_exact_ && other.is_exact_ && both.size() <= kMaxTexts) {
    ends_ = std::move(both);
    return;
  }
  std::vector<std::string> either = required();
  const std::vector<std::string> others = other.required();
  const bool is_known = !either.empty() && !others.empty() && either.size() + others.size() <= kMaxRequired;
  either.insert(either.end(), others.begin(), others.end());
  make_sorted_set(either);
  forget();
  if (is_known) required_ = shortest(either);
}

void PatternLiterals::repeat(std::uint32_t min, std::uint32_t max) {
  if (min == 1 && max == 1) return;
  if (min == 0 && max == 1 && is_exact_) {
    ends_.emplace_back();
    make_sorted_set(ends_);
    return;
  }
  if (min == 0) return forget();
  flush();
}

void PatternLiterals::forget() { *this = unknown(); }

}  // namespace cleanscrape
