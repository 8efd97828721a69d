#include <algorithm>
#include <limits>
#include <string>

#include "engine/line_rules.h"

namespace cleanscrape {
namespace {

/// An edited block is edited again until no replace rule matches; this bounds rules that feed each other.
constexpr int kMaxPasses = 4;
/// Source offset of bytes that a rule wrote: they come from nowhere in the page.
constexpr std::size_t kWritten = std::numeric_limits<std::size_t>::max();

/// A block's view while it is edited, with the page offset that each of its bytes comes from.
class EditedView {
 public:
  EditedView(std::string_view page, const std::vector<TextRange>& lines, std::string_view view)
      : view_(view), source_(ViewMaker().map_offsets(page, lines)) {}

  [[nodiscard]] const std::string& text() const { return view_; }

  /// Replaces a range of the view. False, with nothing done, where the range touches text that an earlier edit wrote.
  bool apply(const ViewEdit& edit, RuleIndex rule, std::vector<Edit>& edits) {
    const TextRange range = edit.with.empty() ? with_spaces(edit.range) : edit.range;
    const auto first = source_.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto last = source_.begin() + static_cast<std::ptrdiff_t>(range.end);
    if (std::find(first, last + 1, kWritten) != last + 1) return false;
    edits.push_back({{*first, *last}, edit.with, rule});
    view_.replace(range.begin, range.size_bytes(), edit.with);
    const auto gap = source_.erase(first, last);
    source_.insert(gap, edit.with.size(), kWritten);
    return true;
  }

 private:
  /// A piece that is cut out takes a space with it, so that none is doubled or left at an end.
  [[nodiscard]] TextRange with_spaces(TextRange range) const {
    const bool at_end = range.end == view_.size();
    const bool space_before = range.begin == 0 || view_[range.begin - 1] == ' ';
    if (space_before && !at_end && view_[range.end] == ' ') ++range.end;
    if (at_end && range.begin > 0 && view_[range.begin - 1] == ' ') --range.begin;
    return range;
  }

  std::string view_;
  std::vector<std::size_t> source_;
};

/// Applies the replace rules that hit one block.
class Replacer {
 public:
  Replacer(const CompiledRules& rules, MatchScratch& scratch, Page& page) : rules_(rules), scratch_(scratch), page_(page) {}

  void run(BlockIndex index, std::vector<RuleIndex>& hits) {
    const Block& block = page_.document.block(index);
    collect(block.view, hits);
    if (found_.empty()) return;
    std::vector<TextRange> lines;
    page_.document.source_ranges(block, lines);
    EditedView view(page_.document.page(), lines, block.view);
    for (int pass = 0; pass < kMaxPasses && !found_.empty(); ++pass) {
      if (!apply_all(index, view)) return;
      page_.document.set_view(index, view.text(), rules_.english_stopwords());
      hits.clear();
      rules_.match({block.view, block.features}, page_.active_sites, scratch_, hits);
      collect(block.view, hits);
    }
  }

 private:
  struct Found {
    ViewEdit edit;
    RuleIndex rule = kNoRule;
  };

  void collect(std::string_view view, const std::vector<RuleIndex>& hits) {
    found_.clear();
    for (const RuleIndex hit : hits) {
      const Rule& rule = rules_.rules()[hit];
      if (rule.action != Action::replace) continue;
      buffer_.clear();
      rules_.edits(hit, view, buffer_);
      for (const ViewEdit& edit : buffer_) {
        if (!edit.range.empty()) found_.push_back({edit, hit});
      }
    }
    keep_disjoint();
  }

  /// Of overlapping edits the one that starts first, then the longer one, then the rule with the smaller id.
  void keep_disjoint() {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      if (a.edit.range.begin != b.edit.range.begin) return a.edit.range.begin < b.edit.range.begin;
      if (a.edit.range.end != b.edit.range.end) return a.edit.range.end > b.edit.range.end;
      return a.rule < b.rule;
    });
    std::size_t end = 0;
    std::erase_if(found_, [&](const Found& found) {
      if (found.edit.range.begin < end) return true;
      end = found.edit.range.end;
      return false;
    });
  }

  /// From the last to the first, so that the offsets of those still to come hold.
  bool apply_all(BlockIndex index, EditedView& view) {
    bool changed = false;
    for (auto found = found_.rbegin(); found != found_.rend(); ++found) changed |= view.apply(found->edit, found->rule, page_.edits);
    if (!changed) return false;
    Verdict& verdict = page_.verdicts[index];
    verdict.stage = Stage::replace;
    verdict.rule = found_.front().rule;
    verdict.dropped = view.text().empty() || view.text() == " ";
    return !verdict.dropped;
  }

  const CompiledRules& rules_;
  MatchScratch& scratch_;
  Page& page_;
  std::vector<Found> found_;
  std::vector<ViewEdit> buffer_;
};

bool has_replace_rule(const CompiledRules& rules, std::span<const RuleIndex> hits) {
  return std::any_of(hits.begin(), hits.end(), [&](RuleIndex hit) { return rules.rules()[hit].action == Action::replace; });
}

}  // namespace

void apply_replace_rules(const CompiledRules& rules, MatchScratch& scratch, Page& page) {
  if (!has_replace_rule(rules, page.hits)) return;
  std::vector<RuleIndex> all_hits;
  std::vector<std::uint32_t> begins{0};
  std::vector<RuleIndex> hits;
  Replacer replacer(rules, scratch, page);
  for (BlockIndex block = 0; block < page.document.size(); ++block) {
    const auto old = page.hits_of(block);
    hits.assign(old.begin(), old.end());
    if (!page.held[block] && has_replace_rule(rules, hits)) replacer.run(block, hits);
    all_hits.insert(all_hits.end(), hits.begin(), hits.end());
    begins.push_back(static_cast<std::uint32_t>(all_hits.size()));
  }
  page.hits = std::move(all_hits);
  page.hits_begin = std::move(begins);
  std::sort(page.edits.begin(), page.edits.end(), [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
}

}  // namespace cleanscrape
