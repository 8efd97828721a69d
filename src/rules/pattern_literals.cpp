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
/// Of texts that are so short, digits among punctuation, there may be more: none of them alone is rare.
constexpr std::size_t kShortTextBytes = 4;
constexpr std::size_t kMaxShortTexts = 512;
/// So many texts are taken even if fewer ones are as rare.
constexpr std::size_t kFewTexts = 16;
/// A single atom that must occur is sought for at most this many texts at once.
constexpr std::size_t kMaxRequired = 256;
/// Sets of texts beside the rarest: so many are noted, and so many told.
constexpr std::size_t kMaxKnownSets = 16;
constexpr std::size_t kMaxSets = 2;

bool has_empty(const std::vector<std::string>& texts) { return std::find(texts.begin(), texts.end(), "") != texts.end(); }

std::size_t longest(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes = std::max(bytes, text.size());
  return bytes;
}

/// Every text of `a` before every text of `b`; nothing if that is too much.
std::vector<std::string> product(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> texts;
  const std::size_t most = longest(a) + longest(b) <= kShortTextBytes ? kMaxShortTexts : kMaxTexts;
  if (a.size() * b.size() > most) return texts;
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

/// The texts without their first or last byte, each once; none where one of them has no such ASCII byte, or nothing else.
std::vector<std::string> without_end(const std::vector<std::string>& texts, bool of_first) {
  std::vector<std::string> shorter;
  for (const std::string& text : texts) {
    if (text.size() < 2 || static_cast<unsigned char>(of_first ? text.front() : text.back()) >= 0x80) return {};
    shorter.push_back(text.substr(of_first ? 1 : 0, text.size() - 1));
  }
  make_sorted_set(shorter);
  return shorter;
}

/// Without bytes at the ends that make many texts of one and none of them rarer: the digits before "readers".
std::vector<std::string> trimmed(std::vector<std::string> texts) {
  for (const bool of_first : {true, false}) {
    for (;;) {
      std::vector<std::string> shorter = without_end(texts, of_first);
      if (shorter.size() >= texts.size() || shorter.empty() || commonness(shorter) > commonness(texts)) break;
      texts = std::move(shorter);
    }
  }
  return texts;
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

std::vector<std::string> PatternLiterals::required() const {
  return has_empty(ends_) ? required_ : rarer(required_, shortest(trimmed(ends_)));
}

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
  if (!has_empty(ends_)) require(shortest(trimmed(ends_)));
  ends_.clear();
  is_exact_ = false;
}

void PatternLiterals::append(const PatternLiterals& next) {
  if (is_exact_ && ends_.size() == 1 && ends_.front().empty()) {
    *this = next;
    return;
  }
  std::vector<std::string> longer = product(ends_, next.begins());
  const bool is_few = is_exact_ && next.is_exact_ && longer.size() <= kFewTexts;
  const bool is_rarer = !longer.empty() && commonness(longer) < commonness(next.begins());
  if (next.is_exact_ && !longer.empty() && (is_few || is_rarer)) {
    ends_ = std::move(longer);
    return;
  }
  begins_ = begins();
  flush();
  if (is_rarer) require(shortest(trimmed(longer)));
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
  begins_ = begins();
  is_exact_ = false;  // the last one stands at the end
}

void PatternLiterals::forget() { *this = unknown(); }

}  // namespace cleanscrape
