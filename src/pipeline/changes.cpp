#include "pipeline/changes.h"

#include <algorithm>

#include "text/view.h"

namespace cleanscrape {
namespace {

enum class LineState : std::uint8_t { blank, kept, dropped };

class ChangeFinder {
 public:
  ChangeFinder(const CompiledRules& rules, const Page& page, std::vector<Change>& changes)
      : rules_(rules), page_(page), lines_(page.document.lines()), changes_(changes) {}

  void run() {
    if (anything_dropped()) {
      mark_lines();
      add_gaps();
    }
    add_edits();
    std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.begin < b.begin; });
    keep_final_newline_absent();
  }

 private:
  [[nodiscard]] bool anything_dropped() const {
    return std::any_of(page_.verdicts.begin(), page_.verdicts.end(), [](const Verdict& v) { return v.dropped; });
  }

  void mark_lines() {
    states_.assign(lines_.size(), LineState::blank);
    owner_.assign(lines_.size(), 0);
    for (BlockIndex i = 0; i < page_.document.size(); ++i) {
      const Block& block = page_.document.block(i);
      for (std::uint32_t line = block.first_line; line < block.first_line + block.line_count; ++line) {
        owner_[line] = i;
        states_[line] = page_.verdicts[i].dropped ? LineState::dropped : LineState::kept;
      }
    }
  }

  /// A gap: the lines between two kept ones, or between one and an end of the page.
  void add_gaps() {
    for (std::size_t begin = 0; begin < lines_.size();) {
      if (states_[begin] == LineState::kept) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < lines_.size() && states_[end] != LineState::kept) ++end;
      if (std::find(at(begin), at(end), LineState::dropped) != at(end)) cut_gap(begin, end);
      begin = end;
    }
  }

  [[nodiscard]] std::vector<LineState>::const_iterator at(std::size_t line) const {
    return states_.begin() + static_cast<std::ptrdiff_t>(line);
  }

  /// Drops the lines of a gap but for one run of blank ones.
  void cut_gap(std::size_t begin, std::size_t end) {
    const auto [blank_begin, blank_end] = blank_run_to_keep(begin, end);
    BlockIndex owner = owner_[static_cast<std::size_t>(std::find(at(begin), at(end), LineState::dropped) - states_.begin())];
    for (std::size_t line = begin; line < end;) {
      if (line == blank_begin && blank_begin < blank_end) {
        line = blank_end;
        continue;
      }
      if (states_[line] == LineState::dropped) owner = owner_[line];
      const std::size_t stop = line < blank_begin ? std::min(blank_begin, end) : end;
      std::size_t last = line + 1;
      while (last < stop && (states_[last] == LineState::blank || owner_[last] == owner)) ++last;
      add(lines_[line].text.begin, page_.document.end_of_line(last - 1), {}, page_.verdicts[owner].stage, page_.verdicts[owner].rule, line);
      line = last;
    }
  }

  /// At an end of the page the run that touches the end, which may be empty; elsewhere the longest.
  [[nodiscard]] std::pair<std::size_t, std::size_t> blank_run_to_keep(std::size_t begin, std::size_t end) const {
    if (begin == 0) return {begin, first_dropped(begin, end)};
    if (end == lines_.size()) {
      std::size_t first = end;
      while (first > begin && states_[first - 1] == LineState::blank) --first;
      return {first, end};
    }
    std::pair<std::size_t, std::size_t> best{begin, begin};
    for (std::size_t i = begin; i < end;) {
      std::size_t stop = i;
      while (stop < end && states_[stop] == LineState::blank) ++stop;
      if (stop - i > best.second - best.first) best = {i, stop};
      i = stop + 1;
    }
    return best;
  }

  [[nodiscard]] std::size_t first_dropped(std::size_t begin, std::size_t end) const {
    while (begin < end && states_[begin] != LineState::dropped) ++begin;
    return begin;
  }

  void add_edits() {
    const auto blocks = page_.document.blocks();
    std::size_t block = 0;
    for (const Edit& edit : page_.edits) {
      while (block < blocks.size() && blocks[block].range.end <= edit.range.begin) ++block;
      if (block < blocks.size() && page_.verdicts[block].dropped) continue;
      const std::uint32_t line = block < blocks.size() ? blocks[block].first_line : 0;
      add(edit.range.begin, block < blocks.size() ? end_of_edit(edit, blocks[block]) : edit.range.end, edit.with, edit.stage, edit.rule, line);
    }
  }

  /// A cut that began on a line above takes the white space behind the last line's text with it: it would end up behind another line's text.
  [[nodiscard]] std::size_t end_of_edit(const Edit& edit, const Block& block) const {
    if (!edit.with.empty()) return edit.range.end;
    for (std::uint32_t i = block.first_line + 1; i < block.first_line + block.line_count; ++i) {
      const TextRange text = lines_[i].text;
      const bool ends_here = edit.range.begin < text.begin && text.begin <= edit.range.end && edit.range.end <= text.end;
      if (ends_here && is_blank(page_.document.page(), {edit.range.end, text.end})) return text.end;
    }
    return edit.range.end;
  }

  /// Where the page's last line has no line end and goes, the line that is now the last one has none either.
  void keep_final_newline_absent() {
    const std::string_view page = page_.document.page();
    if (changes_.empty() || changes_.back().end != page.size() || page.ends_with('\n')) return;
    std::size_t first = changes_.size();
    while (first > 0 && changes_[first - 1].with.empty() && (first == changes_.size() || changes_[first - 1].end == changes_[first].begin)) --first;
    if (first == changes_.size()) return;
    std::size_t& begin = changes_[first].begin;
    if (begin == 0 || page[begin - 1] != '\n') return;
    const std::size_t line_end_bytes = page.substr(0, begin).ends_with("\r\n") ? 2 : 1;
    if (first > 0 && changes_[first - 1].end + line_end_bytes > begin) return;
    begin -= line_end_bytes;
  }

  void add(std::size_t begin, std::size_t end, std::string_view with, Stage stage, RuleIndex index, std::size_t line) {
    changes_.push_back({begin, end, with, index == kNoRule ? nullptr : &rules_.rules()[index], static_cast<std::uint32_t>(line + 1), stage});
  }

  const CompiledRules& rules_;
  const Page& page_;
  std::span<const Line> lines_;
  std::vector<Change>& changes_;
  std::vector<LineState> states_;
  std::vector<BlockIndex> owner_;  ///< the block that a line belongs to
};

}  // namespace

std::string_view Change::stage() const { return to_string(decided_in); }
std::string_view Change::rule() const { return decided_by == nullptr ? std::string_view{} : std::string_view(decided_by->id); }
std::string_view Change::block_class() const { return decided_by == nullptr ? std::string_view{} : to_string(decided_by->block_class); }
std::string_view Change::rule_file() const { return decided_by == nullptr ? std::string_view{} : std::string_view(decided_by->file); }
std::uint32_t Change::rule_line() const { return decided_by == nullptr ? 0 : decided_by->line; }

void find_changes(const CompiledRules& rules, const Page& page, std::vector<Change>& changes) {
  changes.clear();
  ChangeFinder(rules, page, changes).run();
}

}  // namespace cleanscrape
