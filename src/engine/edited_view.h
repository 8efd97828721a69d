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
  EditedView(const Document& document, const Block& block, const std::vector<Edit>& edits) {
    std::vector<TextRange> lines;
    document.source_ranges(block, lines);
    ViewMaker maker;
    view_ = maker.make(document.page(), lines);
    source_ = maker.map_offsets(document.page(), lines);
    for (const Edit& edit : edits) {
      if (edit.range.begin >= block.range.begin && edit.range.end <= block.range.end) redo(edit);
    }
  }

  [[nodiscard]] const std::string& text() const { return view_; }

  /// Replaces a range of the view. False, with nothing done, where the range touches text that an earlier edit wrote.
  bool apply(const ViewEdit& edit, RuleIndex rule, Stage stage, std::vector<Edit>& edits) {
    const TextRange range = edit.with.empty() ? with_spaces(edit.range) : edit.range;
    const auto first = source_.begin() + static_cast<std::ptrdiff_t>(range.begin);
    const auto last = source_.begin() + static_cast<std::ptrdiff_t>(range.end);
    if (std::find(first, last + 1, kWritten) != last + 1) return false;
    edits.push_back({{*first, *last}, edit.with, rule, stage});
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

}  // namespace cleanscrape
