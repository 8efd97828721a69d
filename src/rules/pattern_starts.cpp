#include "rules/pattern_starts.h"

#include <algorithm>
#include <utility>

#include "base/sorted.h"
#include "text/fold_case.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxStarts = 512;

/// Adds each text of `tails` behind the head.
void add_longer(const std::string& head, const std::vector<std::string>& tails, std::vector<std::string>& longer) {
  for (const std::string& tail : tails) longer.push_back(head + tail);
}

void add_all(const std::vector<std::string>& from, std::vector<std::string>& to) { to.insert(to.end(), from.begin(), from.end()); }

}  // namespace

PatternStarts PatternStarts::one_of(const std::vector<char32_t>& characters) {
  if (characters.empty()) return unknown();
  PatternStarts starts({}, {});
  for (const char32_t character : characters) {
    std::string text;
    std::string folded;
    append_utf8(text, character);
    fold_case(text, folded);
    starts.whole_.push_back(std::move(folded));
  }
  starts.limit();
  return starts;
}

void PatternStarts::append(const PatternStarts& next) {
  const std::vector<std::string> heads = std::exchange(whole_, {});
  const bool is_too_much = heads.size() * (next.whole_.size() + next.begun_.size()) > kMaxStarts;
  for (const std::string& head : heads) {
    if (head.size() >= kMaxBytes || (is_too_much && !head.empty())) {
      begun_.push_back(head);
      continue;
    }
    add_longer(head, next.whole_, is_too_much ? begun_ : whole_);
    add_longer(head, next.begun_, begun_);
  }
  limit();
}

void PatternStarts::alternate(const PatternStarts& other) {
  add_all(other.whole_, whole_);
  add_all(other.begun_, begun_);
  limit();
}

void PatternStarts::repeat(std::uint32_t min, std::uint32_t max) {
  if (max > 1) add_all(std::exchange(whole_, {}), begun_);
  if (min == 0) whole_.emplace_back();
  limit();
}

void PatternStarts::limit() {
  make_sorted_set(whole_);
  make_sorted_set(begun_);
  if (whole_.size() + begun_.size() > kMaxStarts) *this = unknown();
}

std::vector<std::string> PatternStarts::known() const {
  std::vector<std::string> cut;
  for (const auto* texts : {&whole_, &begun_}) {
    for (const std::string& text : *texts) cut.push_back(text.substr(0, kMaxBytes));
  }
  make_sorted_set(cut);
  std::vector<std::string> shortest;
  for (const std::string& text : cut) {
    if (text.empty()) return {};
    if (shortest.empty() || !text.starts_with(shortest.back())) shortest.push_back(text);
  }
  return shortest;
}

}  // namespace cleanscrape
