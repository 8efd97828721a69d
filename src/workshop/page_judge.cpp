#include "workshop/page_judge.h"

#include <fmt/format.h>

#include "engine/engine.h"
#include "pipeline/changes.h"
#include "text/view.h"

namespace cleanscrape {
namespace {

/// The range without what the changes take away; `first` is the first change that ends behind the range's begin.
std::string rest_of(std::string_view page, TextRange range, std::span<const Change> changes) {
  std::string rest;
  std::size_t at = range.begin;
  for (const Change& change : changes) {
    if (change.begin >= range.end && !(change.begin == range.end && change.begin == change.end)) break;
    if (change.begin > at) rest += page.substr(at, change.begin - at);
    if (change.begin >= range.begin) rest += change.with;
    at = std::max(at, change.end);
  }
  if (at < range.end) rest += page.substr(at, range.end - at);
  return rest;
}

}  // namespace

const std::vector<JudgedLine>& PageJudge::judge(std::string_view page, std::span<const SiteIndex> sites) {
  JudgeOptions options;
  options.named_sites.assign(sites.begin(), sites.end());
  page_.document.segment(page, rules_->english_stopwords());
  cleanscrape::judge(*rules_, options, scratch_, page_);
  find_changes(*rules_, page_, changes_);
  read_lines();
  return lines_;
}

void PageJudge::read_lines() {
  lines_.clear();
  const std::string_view page = page_.document.page();
  std::size_t next = 0;
  for (const Line& line : page_.document.lines()) {
    JudgedLine judged{LineFate::blank, line.text.of(page), {}, nullptr};
    while (next < changes_.size() && changes_[next].end <= line.text.begin) ++next;
    if (!line.is_blank()) {
      const bool touched = next < changes_.size() && changes_[next].begin < line.text.end;
      judged.fate = touched ? LineFate::changed : LineFate::kept;
      if (touched) {
        judged.change = &changes_[next];
        judged.rest = rest_of(page, line.text, std::span(changes_).subspan(next));
        if (is_blank(judged.rest, {0, judged.rest.size()})) judged.fate = LineFate::dropped;
      }
    }
    lines_.push_back(std::move(judged));
  }
}

std::string describe(const Change& change) {
  if (change.rule().empty()) return std::string(change.stage());
  return fmt::format("{} {} {}:{}", change.stage(), change.rule(), change.rule_file(), change.rule_line());
}

}  // namespace cleanscrape
