#include "pipeline/compose.h"

#include <algorithm>
#include <utility>

namespace cleanscrape {
namespace {

/// Walks over the article's pieces: slices of the page, and what changes wrote between them.
class Composer {
 public:
  Composer(const Document& page, const std::vector<Change>& second, std::deque<std::string>& texts)
      : page_(page), second_(second), texts_(texts) {}

  std::vector<Change> run(const std::vector<Change>& first) {
    std::size_t at = 0;
    for (const Change& change : first) {
      add_slice({at, change.begin});
      add_change(change);
      at = change.end;
    }
    add_slice({at, page_.page().size()});
    return std::move(result_);
  }

 private:
  /// A slice of the page that the first changes left alone: parts of it may go now.
  void add_slice(TextRange slice) {
    const std::size_t begin = article_offset_;
    const std::size_t end = begin + slice.size_bytes();
    article_offset_ = end;
    for (; next_ < second_.size() && second_[next_].begin < end; ++next_) {
      const Change& change = second_[next_];
      Change part = change;
      part.begin = slice.begin + std::max(change.begin, begin) - begin;
      part.end = slice.begin + std::min(change.end, end) - begin;
      if (change.begin < begin) part.with = {};
      part.first_line = line_of(part.begin);
      if (part.begin < part.end) result_.push_back(part);
      if (change.end > end) return;
    }
  }

  /// A first change: what it wrote may be changed now.
  void add_change(Change change) {
    const std::size_t begin = article_offset_;
    const std::size_t end = begin + change.with.size();
    article_offset_ = end;
    std::string text;
    std::size_t at = begin;
    bool touched = false;
    for (; next_ < second_.size() && second_[next_].begin < end; ++next_) {
      const Change& later = second_[next_];
      touched = true;
      if (later.begin > at) text += change.with.substr(at - begin, later.begin - at);
      if (later.begin >= begin) text += later.with;
      at = std::min(later.end, end);
      if (later.end > end) break;
    }
    if (touched) {
      text += change.with.substr(at - begin);
      change.with = texts_.emplace_back(std::move(text));
    }
    result_.push_back(change);
  }

  [[nodiscard]] std::uint32_t line_of(std::size_t offset) const {
    const auto lines = page_.lines();
    const auto behind = std::upper_bound(lines.begin(), lines.end(), offset, [](std::size_t at, const Line& line) { return at < line.text.begin; });
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(behind - lines.begin(), 1));
  }

  const Document& page_;
  const std::vector<Change>& second_;
  std::deque<std::string>& texts_;
  std::vector<Change> result_;
  std::size_t next_ = 0;            ///< of `second_`: the first one that reaches beyond what was walked over
  std::size_t article_offset_ = 0;  ///< behind the pieces walked over
};

}  // namespace

void compose_changes(const Document& page, const std::vector<Change>& of_article, std::vector<Change>& changes, std::deque<std::string>& texts) {
  changes = Composer(page, of_article, texts).run(changes);
}

}  // namespace cleanscrape
