#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "document/document.h"
#include "engine/verdict.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// A block's view while it is edited, with the page offset that each of its bytes comes from.
class EditedView {
 public:
  /// `edits` may hold earlier edits of this block; they are applied.
  EditedView(const Document& document, const Block& block, const std::vector<Edit>& edits) : page_(document.page()) {
    std::vector<TextRange> lines;
    document.source_ranges(block, lines);
    ViewMaker maker;
    view_ = maker.make(document.page(), lines);
    source_ = maker.map_offsets(document.page(), lines);
    for (const Edit& edit : edits) {
      if (edit.range.begin < block.range.end && edit.range.end > block.range.begin) redo(edit);
    }
  }

  [[nodiscard]] const std::string& text() const { return view_; }

  /// Replaces a range of the view. False, with nothing done, where the range touches text that an earlier edit wrote, or was only the space that
  /// an edit behind it took.
  bool apply(ViewEdit edit, RuleIndex rule, Stage stage, std::vector<Edit>& edits) {
    edit.range.end = std::min(edit.range.end, view_.size());
    if (edit.range.begin >= edit.range.end) return false;
    const TextRange core = edit.with.empty() ? without_spaces(edit.range) : edit.range;
    const TextRange range = edit.with.empty() ? with_spaces(core) : edit.range;
    const auto first = source_.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto last = source_.begin() + static_cast<std::ptrdiff_t>(range.end);
    if (std::find(first, last + 1, kWritten) != last + 1) return false;
    const TextRange lines = edit.with.empty() ? whole_lines({source_[core.begin], source_[core.end]}) : TextRange{};
    edits.push_back({lines.empty() ? TextRange{*first, edit.with.empty() ? source_end(range) : *last} : lines, edit.with, rule, stage});
    view_.replace(range.begin, range.size_bytes(), edit.with);
    const auto gap = source_.erase(first, last);
    source_.insert(gap, edit.with.size(), kWritten);
    return true;
  }

 private:
  /// Source offset of bytes that a rule wrote: they come from nowhere in the page.
  static constexpr std::size_t kWritten = std::numeric_limits<std::size_t>::max();

  void redo(const Edit& edit) {
    const auto from_edit = [&](std::size_t source) { return source != kWritten && source >= edit.range.begin && source < edit.range.end; };
    const auto first = std::find_if(source_.begin(), source_.end() - 1, from_edit);
    const auto last = std::find_if_not(first, source_.end() - 1, from_edit);
    const auto offset = static_cast<std::size_t>(first - source_.begin());
    view_.replace(offset, static_cast<std::size_t>(last - first), edit.with);
    source_.insert(source_.erase(first, last), edit.with.size(), kWritten);
  }

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

  /// Where a piece that is cut out ends on the page. Lines behind it may be gone from the view already, with the space that stood for the line
  /// end before them: the page keeps that one.
  [[nodiscard]] std::size_t source_end(TextRange range) {
    const std::size_t next = source_[range.end];
    if (range.empty() || view_[range.end - 1] == ' ') return next;
    const std::size_t feed = next_feed(source_[range.end - 1]);
    return std::min(next, feed > 0 && feed < page_.size() && page_[feed - 1] == '\r' ? feed - 1 : feed);
  }

  /// The first line feed at or behind the offset, else the page's end. Offsets that go down cost one pass over the page in all.
  [[nodiscard]] std::size_t next_feed(std::size_t offset) {
    if (offset < feed_from_) {
      feed_ = std::min(page_.substr(0, feed_from_).find('\n', offset), feed_);
    } else if (offset > feed_) {
      feed_ = std::min(page_.find('\n', offset), page_.size());
    }
    feed_from_ = offset;
    return feed_;
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
  std::size_t feed_from_ = page_.size();  ///< no line feed stands from here up to `feed_`
  std::size_t feed_ = page_.size();
};

}  // namespace cleanscrape
