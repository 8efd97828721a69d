#include "pipeline/settled.h"

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
    std::string_view text;  ///< without its line end; lives until `forget`
    bool blank = false;
  };

  ArticleLines(std::string_view page, std::span<const Change> changes) : page_(page), changes_(changes) { next_piece(); }

  std::optional<Line> next() {
    if (piece_.empty()) return std::nullopt;
    std::string_view text = take_line();
    const bool has_feed = text.ends_with('\n');
    if (has_feed) text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
    return Line{text, is_blank(text, {0, text.size()})};
  }

  /// The lines so far are not needed any more.
  void forget() { joined_.clear(); }

 private:
  /// Up to and with the next line feed: a slice of a piece, or pieces put together.
  std::string_view take_line() {
    std::string_view part = take_part();
    if (part.ends_with('\n') || piece_.empty()) return part;
    std::string& line = joined_.emplace_back(part);
    while (!line.ends_with('\n') && !piece_.empty()) line += take_part();
    return line;
  }

  std::string_view take_part() {
    const void* feed = std::memchr(piece_.data(), '\n', piece_.size());
    const std::size_t size = feed == nullptr ? piece_.size() : static_cast<std::size_t>(static_cast<const char*>(feed) - piece_.data()) + 1;
    const std::string_view part = piece_.substr(0, size);
    piece_.remove_prefix(size);
    if (piece_.empty()) next_piece();
    return part;
  }

  /// The next piece that is not empty: a slice of the page, or what a change wrote; empty at the end.
  void next_piece() {
    while (piece_.empty() && at_ < page_.size()) {
      const std::size_t end = next_ < changes_.size() ? changes_[next_].begin : page_.size();
      if (at_ < end) {
        piece_ = page_.substr(at_, end - at_);
        at_ = end;
      } else {
        piece_ = changes_[next_].with;
        at_ = changes_[next_++].end;
      }
    }
    if (piece_.empty() && next_ < changes_.size()) piece_ = changes_[next_++].with;
  }

  std::string_view page_;
  std::span<const Change> changes_;
  std::size_t next_ = 0;  ///< change
  std::size_t at_ = 0;    ///< behind the slices and changes so far
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

  [[nodiscard]] bool matches(std::span<const std::string_view> run) {
    counts_.clear();
    join_lines(run, context_, counts_);
    for (const std::uint32_t count : counts_) {
      if (next_ == page_.document.size() || may_fall_apart(page_, next_) || !is_block(run.first(count))) return false;
      run = run.subspan(count);
      ++next_;
      skip_dropped();
    }
    return true;
  }

  [[nodiscard]] bool at_end() const { return next_ == page_.document.size(); }

 private:
  void skip_dropped() {
    while (next_ < page_.document.size() && page_.verdicts[next_].dropped) ++next_;
  }

  /// Whether the lines make the view of the next block.
  [[nodiscard]] bool is_block(std::span<const std::string_view> lines) {
    const Block& block = page_.document.block(next_);
    if (lines.size() == 1 && block.view_is_slice && block.view == trim(lines[0], {0, lines[0].size()}).of(lines[0])) return true;
    text_.clear();
    ranges_.clear();
    for (const std::string_view line : lines) {
      const TextRange visible = trim(line, {0, line.size()});
      ranges_.push_back({text_.size(), text_.size() + visible.size_bytes()});
      text_ += visible.of(line);
      text_ += '\n';
    }
    return view_maker_.make(text_, ranges_) == block.view;
  }

  const Page& page_;
  const JoinContext& context_;
  BlockIndex next_ = 0;
  std::vector<std::uint32_t> counts_;
  std::string text_;
  std::vector<TextRange> ranges_;
  ViewMaker view_maker_;
};

bool is_hard_wrapped(std::string_view page, std::span<const Change> changes) {
  HardWrapMeter meter;
  ArticleLines lines(page, changes);
  while (const auto line = lines.next()) {
    meter.add(line->text, line->blank);
    if (line->blank) lines.forget();
  }
  return meter.is_hard_wrapped();
}

}  // namespace

bool has_same_blocks(const Page& page, std::span<const Change> changes, const StopwordSet& english) {
  const std::string_view text = page.document.page();
  const JoinContext context{is_hard_wrapped(text, changes), english};
  BlockComparison blocks(page, context);
  ArticleLines lines(text, changes);
  std::vector<std::string_view> run;
  for (;;) {
    const auto line = lines.next();
    if (line && !line->blank) {
      run.push_back(line->text);
      continue;
    }
    if (!run.empty() && !blocks.matches(run)) return false;
    if (!line) return blocks.at_end();
    run.clear();
    lines.forget();
  }
}

}  // namespace cleanscrape
