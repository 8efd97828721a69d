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
      : page_(page), view_(view), source_(ViewMaker().map_offsets(page, lines)) {}

  [[nodiscard]] const std::string& text() const { return view_; }

  /// Replaces a range of the view. False, with nothing done, where the range touches text that an earlier edit wrote.
  bool apply(const ViewEdit& edit, RuleIndex rule, std::vector<Edit>& edits) {
    const TextRange core = edit.with.empty() ? without_spaces(edit.range) : edit.range;
    const TextRange range = edit.with.empty() ? with_spaces(core) : edit.range;
    const auto first = source_.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto last = source_.begin() + static_cast<std::ptrdiff_t>(range.end);
    if (std::find(first, last + 1, kWritten) != last + 1) return false;
    const TextRange lines = edit.with.empty() ? whole_lines({source_[core.begin], source_[core.end]}) : TextRange{};
    edits.push_back({lines.empty() ? TextRange{*first, *last} : lines, edit.with, rule});
    view_.replace(range.begin, range.size_bytes(), edit.with);
    const auto gap = source_.erase(first, last);
    source_.insert(gap, edit.with.size(), kWritten);
    return true;
  }

 private:
  /// The range without the spaces at its ends, unless it holds nothing else.
  [[nodiscard]] TextRange without_spaces(TextRange range) const {
    const TextRange whole = range;
    while (!range.empty() && view_[range.begin] == ' ') ++range.begin;
    while (!range.empty() && view_[range.end - 1] == ' ') --range.end;
    return range.empty() ? whole : range;
  }

  /// A piece that is cut out takes a space with it, so that none is doubled or left at an end; a line end only where it takes the line.
  [[nodiscard]] TextRange with_spaces(TextRange range) const {
    const bool at_end = range.end == view_.size();
    const bool space_before = range.begin > 0 && view_[range.begin - 1] == ' ';
    const bool space_behind = !at_end && view_[range.end] == ' ';
    const bool at_line_start = range.begin == 0 || (space_before && is_line_end(range.begin - 1));
    if (space_behind && (at_line_start || (space_before && !is_line_end(range.end)))) {
      ++range.end;
    } else if (space_before && (space_behind || at_end)) {
      --range.begin;
    }
    return range;
  }

  /// The lines of the page that the range covers, with their line ends; empty where something else is visible in them.
  [[nodiscard]] TextRange whole_lines(TextRange range) const {
    const std::size_t feed_before = range.begin == 0 ? std::string_view::npos : page_.rfind('\n', range.begin - 1);
    const std::size_t begin = feed_before == std::string_view::npos ? 0 : feed_before + 1;
    const std::size_t end = std::min(page_.find('\n', range.end), page_.size());
    if (!is_blank(page_, {begin, range.begin}) || !is_blank(page_, {range.end, end})) return {};
    return {begin, std::min(end + 1, page_.size())};
  }

  /// Whether the space at `index` of the view stands for a line end of the page.
  [[nodiscard]] bool is_line_end(std::size_t index) const {
    const std::size_t begin = source_[index];
    const std::size_t end = source_[index + 1];
    return begin != kWritten && end != kWritten && page_.substr(begin, end - begin).find('\n') != std::string_view::npos;
  }

  std::string_view page_;
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

/// In page order. An edit of a later pass may span what an earlier one took away: only the outer one is left.
void keep_outer_edits(std::vector<Edit>& edits) {
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end > b.range.end;
  });
  std::size_t end = 0;
  std::erase_if(edits, [&](const Edit& edit) {
    if (edit.range.begin < end) return true;
    end = edit.range.end;
    return false;
  });
}

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
  keep_outer_edits(page.edits);
}

}  // namespace cleanscrape
