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

  /// The lines so far are not needed any more.
  void forget() { joined_.clear(); }

 private:
  /// The line of the page that begins where the article goes on, if no change touches it.
  std::size_t untouched_line() {
    const auto lines = page_.lines();
    while (line_ < lines.size() && lines[line_].text.begin < at_) ++line_;
    const bool begins_here = line_ < lines.size() && lines[line_].text.begin == at_;
    if (!begins_here) return kNone;
    const std::size_t end = page_.end_of_line(line_);
    const std::size_t change = next_ < changes_.size() ? changes_[next_].begin : kNone;
    const bool is_touched = change < end || (change == end && end == page_.page().size());  // the page's last line may go on in what a change wrote
    return is_touched ? kNone : line_;
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

  /// The same for a run of lines of the page that were joined there as they are here.
  [[nodiscard]] bool matches_lines(std::size_t first, std::size_t end) {
    const auto blocks = page_.document.blocks();
    for (; first < end; first += blocks[next_++].line_count, skip_dropped()) {
      if (next_ == blocks.size() || may_fall_apart(page_, next_) || blocks[next_].first_line != first) return false;
    }
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
  while (const auto line = lines.next()) {
    meter.add(line->text);
    if (line->text.is_blank()) lines.forget();
  }
  return meter.is_hard_wrapped();
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

}  // namespace

bool has_same_blocks(const Page& page, std::span<const Change> changes, const StopwordSet& english) {
  const JoinContext context{is_hard_wrapped(page.document, changes), english};
  const bool joins_alike = context.hard_wrapped == page.document.is_hard_wrapped();
  BlockComparison blocks(page, context);
  ArticleLines lines(page.document, changes);
  Run run(page.document);
  for (;;) {
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
