#include "pipeline/settled.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "document/layout.h"
#include "text/view.h"

namespace cleanscrape {
namespace {

/// The article's lines, in order.
class ArticleLines {
 public:
  struct Line {
    LineText text;  ///< lives until `forget`
    std::size_t page_line = kNone;  ///< the line of the page that no change touches, where it is one
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  ArticleLines(const Document& page, std::span<const Change> changes) : page_(page), changes_(changes) {}

  std::optional<Line> next() {
    if (piece_.empty()) {
      if (const std::size_t line = untouched_line(); line != kNone) return take_untouched(line);
      next_piece();
    }
    if (piece_.empty()) return std::nullopt;
    std::string_view text = take_line();
    const bool has_feed = text.ends_with('\n');
    if (has_feed) text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
    return Line{line_text(text)};
  }

  /// The lines of the page that come next and that no change touches: from `begin` to before `end`.
  struct Untouched {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] Untouched untouched() {
    if (!piece_.empty()) return {};
    const std::size_t begin = untouched_line();
    if (begin == kNone) return {};
    const auto lines = page_.lines();
    if (next_ == changes_.size()) return {begin, lines.size()};
    const auto behind = std::upper_bound(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end(), changes_[next_].begin,
                                         [](std::size_t offset, const ::cleanscrape::Line& line) { return offset < line.text.begin; });
    std::size_t end = static_cast<std::size_t>(behind - lines.begin()) - 1;
    while (end > begin && is_touched(end - 1)) --end;
    return {begin, end};
  }

  /// The article goes on with this line of the page, which no change touches, or behind the last one.
  void skip_to(std::size_t line) {
    line_ = line;
    at_ = line < page_.lines().size() ? page_.lines()[line].text.begin : page_.page().size();
  }

  /// The lines so far are not needed any more.
  void forget() { joined_.clear(); }

 private:
  /// The line of the page that begins where the article goes on, if no change touches it.
  std::size_t untouched_line() {
    const auto lines = page_.lines();
    while (line_ < lines.size() && lines[line_].text.begin < at_) ++line_;
    const bool begins_here = line_ < lines.size() && lines[line_].text.begin == at_;
    if (!begins_here) return kNone;
    return is_touched(line_) ? kNone : line_;
  }

  /// Whether the next change touches the line or one before it.
  [[nodiscard]] bool is_touched(std::size_t line) const {
    const std::size_t end = page_.end_of_line(line);
    const std::size_t change = next_ < changes_.size() ? changes_[next_].begin : kNone;
    return change < end || (change == end && end == page_.page().size());  // the page's last line may go on in what a change wrote
  }

  Line take_untouched(std::size_t line) {
    const ::cleanscrape::Line& taken = page_.lines()[line];
    at_ = page_.end_of_line(line);
    return {{taken.text.of(page_.page()), taken.visible.of(page_.page())}, line};
  }

  /// Up to and with the next line feed: a slice of a piece, or pieces put together.
  std::string_view take_line() {
    std::string_view part = take_part();
    if (part.ends_with('\n')) return part;
    next_piece();
    if (piece_.empty()) return part;
    std::string& line = joined_.emplace_back(part);
    while (!line.ends_with('\n') && !piece_.empty()) {
      line += take_part();
      if (piece_.empty() && !line.ends_with('\n')) next_piece();
    }
    return line;
  }

  std::string_view take_part() {
    const void* feed = std::memchr(piece_.data(), '\n', piece_.size());
    const std::size_t size = feed == nullptr ? piece_.size() : static_cast<std::size_t>(static_cast<const char*>(feed) - piece_.data()) + 1;
    const std::string_view part = piece_.substr(0, size);
    piece_.remove_prefix(size);
    return part;
  }

  /// The next piece that is not empty: a slice of one line of the page, or what a change wrote; empty at the end.
  void next_piece() {
    const std::string_view page = page_.page();
    while (piece_.empty() && at_ < page.size()) {
      const std::size_t end = next_ < changes_.size() ? changes_[next_].begin : page.size();
      if (at_ < end) {
        piece_ = page.substr(at_, std::min(end, end_of_line_at(at_)) - at_);
        at_ += piece_.size();
      } else {
        piece_ = changes_[next_].with;
        at_ = changes_[next_++].end;
      }
    }
    if (piece_.empty() && next_ < changes_.size()) piece_ = changes_[next_++].with;
  }

  std::size_t end_of_line_at(std::size_t offset) {
    while (line_ + 1 < page_.lines().size() && page_.lines()[line_ + 1].text.begin <= offset) ++line_;
    return page_.end_of_line(line_);
  }

  const Document& page_;
  std::span<const Change> changes_;
  std::size_t next_ = 0;  ///< change
  std::size_t at_ = 0;    ///< behind the slices and changes so far
  std::size_t line_ = 0;  ///< of the page: at or before `at_`
  std::string_view piece_;
  std::deque<std::string> joined_;
};

/// Whether a collapsed line may show another piece now that one is gone: the pieces are told apart before any is taken away.
bool may_fall_apart(const Page& page, BlockIndex index) {
  const Stage stage = page.verdicts[index].stage;
  return (stage == Stage::replace || stage == Stage::collapsed) && page.document.block(index).features.letters_in(ScriptGroup::hangul) > 0;
}

/// Holds the article's runs of lines against the blocks that stay, one after the other.
class BlockComparison {
 public:
  BlockComparison(const Page& page, const JoinContext& context) : page_(page), context_(context) { skip_dropped(); }

  [[nodiscard]] bool matches(std::span<const LineText> run) {
    counts_.clear();
    joiner_.join(run, context_, counts_);
    for (const std::uint32_t count : counts_) {
      if (next_ == page_.document.size() || may_fall_apart(page_, next_) || !is_block(run.first(count))) return false;
      run = run.subspan(count);
      ++next_;
      skip_dropped();
    }
    return true;
  }

  /// The same for runs of lines of the page that were joined there as they are here, and the blank lines between them.
  [[nodiscard]] bool matches_lines(std::size_t first, std::size_t end) {
    const auto blocks = page_.document.blocks();
    while (next_ > 0 && blocks[next_ - 1].first_line >= first) --next_;  // a block that was dropped and still stands there
    if (next_ < blocks.size() && blocks[next_].first_line < first) return false;
    for (; next_ < blocks.size() && blocks[next_].first_line < end; ++next_) {
      if (page_.verdicts[next_].dropped || may_fall_apart(page_, next_)) return false;
    }
    skip_dropped();
    return true;
  }

  [[nodiscard]] bool at_end() const { return next_ == page_.document.size(); }

 private:
  void skip_dropped() {
    while (next_ < page_.document.size() && page_.verdicts[next_].dropped) ++next_;
  }

  /// Whether the lines make the view of the next block.
  [[nodiscard]] bool is_block(std::span<const LineText> lines) {
    const Block& block = page_.document.block(next_);
    if (lines.size() == 1 && block.view_is_slice && block.view == lines[0].visible) return true;
    text_.clear();
    ranges_.clear();
    for (const LineText& line : lines) {
      ranges_.push_back({text_.size(), text_.size() + line.visible.size()});
      text_ += line.visible;
      text_ += '\n';
    }
    return view_maker_.make(text_, ranges_) == block.view;
  }

  const Page& page_;
  const JoinContext& context_;
  BlockIndex next_ = 0;
  LineJoiner joiner_;
  std::vector<std::uint32_t> counts_;
  std::string text_;
  std::vector<TextRange> ranges_;
  ViewMaker view_maker_;
};

bool is_hard_wrapped(const Document& page, std::span<const Change> changes) {
  HardWrapMeter meter;
  ArticleLines lines(page, changes);
  for (;;) {
    const auto [begin, end] = lines.untouched();
    for (std::size_t i = begin; i < end; ++i) meter.add({page.lines()[i].text.of(page.page()), page.lines()[i].visible.of(page.page())});
    if (begin < end) lines.skip_to(end);
    const auto line = lines.next();
    if (!line) return meter.is_hard_wrapped();
    meter.add(line->text);
    if (line->text.is_blank()) lines.forget();
  }
}

/// Lines of the article between blank ones.
class Run {
 public:
  explicit Run(const Document& page) : page_(page) {}

  void add(const ArticleLines::Line& line) {
    if (lines_.empty()) first_ = line.page_line;
    is_slice_ = (lines_.empty() || is_slice_) && line.page_line != ArticleLines::kNone && line.page_line == first_ + lines_.size();
    lines_.push_back(line.text);
  }
  void clear() { lines_.clear(); }
  [[nodiscard]] bool empty() const { return lines_.empty(); }
  [[nodiscard]] std::span<const LineText> lines() const { return lines_; }
  [[nodiscard]] std::size_t first_line() const { return first_; }
  [[nodiscard]] std::size_t end_line() const { return first_ + lines_.size(); }

  /// Whether it is a run of the page, all of it, as it stood there.
  [[nodiscard]] bool is_run_of_page() const {
    const auto lines = page_.lines();
    return is_slice_ && (first_ == 0 || lines[first_ - 1].is_blank()) && (end_line() == lines.size() || lines[end_line()].is_blank());
  }

 private:
  const Document& page_;
  std::vector<LineText> lines_;
  std::size_t first_ = 0;
  bool is_slice_ = false;
};

/// Where the last run ends of those that begin with the first of the lines and that are whole: a blank line stands behind it, or nothing.
std::size_t end_of_runs(std::span<const ::cleanscrape::Line> lines, std::size_t begin, std::size_t end) {
  if (begin > 0 && !lines[begin - 1].is_blank()) return begin;
  if (end == lines.size()) return end;
  while (end > begin && !lines[end - 1].is_blank()) --end;
  return end;
}

}  // namespace

bool has_same_blocks(const Page& page, std::span<const Change> changes, const StopwordSet& english) {
  const JoinContext context{is_hard_wrapped(page.document, changes), english};
  const bool joins_alike = context.hard_wrapped == page.document.is_hard_wrapped();
  BlockComparison blocks(page, context);
  ArticleLines lines(page.document, changes);
  Run run(page.document);
  for (;;) {
    if (joins_alike && run.empty()) {
      const auto [begin, untouched_end] = lines.untouched();
      const std::size_t end = end_of_runs(page.document.lines(), begin, untouched_end);
      if (begin < end && !blocks.matches_lines(begin, end)) return false;
      if (begin < end) lines.skip_to(end);
    }
    const auto line = lines.next();
    if (line && !line->text.is_blank()) {
      run.add(*line);
      continue;
    }
    if (!run.empty()) {
      const bool matches = joins_alike && run.is_run_of_page() ? blocks.matches_lines(run.first_line(), run.end_line()) : blocks.matches(run.lines());
      if (!matches) return false;
    }
    if (!line) return blocks.at_end();
    run.clear();
    lines.forget();
  }
}

}  // namespace cleanscrape
