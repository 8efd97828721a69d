#include "document/side_by_side.h"

#include <algorithm>
#include <cstdint>

#include "text/byte_block.h"
#include "text/columns.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::string_view kGap = "   ";
constexpr std::size_t kMinLeftColumns = 20;
constexpr std::size_t kMinRightColumns = 6;
constexpr std::size_t kMinLines = 4;
/// One line in so many goes on in lower case, on either side: text that is wrapped, not a table or a menu.
constexpr std::size_t kContinuedShareInverse = 3;
constexpr std::size_t kMinContinuedLines = 2;

/// A line's column starts are looked for in so many bytes, and so many are kept: nobody sets more columns.
constexpr std::size_t kMaxLineBytes = 1000;
constexpr std::size_t kMaxStarts = 8;

/// Where a column starts behind a gap.
struct Start {
  std::size_t columns = 0;  ///< of the terminal
  std::size_t offset = 0;   ///< in the line
};

/// Whether a gap is anywhere in the text.
template <class Bytes>
bool has_gap(std::string_view text) {
  static_assert(kGap.size() == 3);
  for (std::size_t i = 0; i < text.size(); i += Bytes::kBytes + 1 - kGap.size()) {
    const std::uint64_t spaces = Bytes(text.substr(i)).equal(' ');
    if ((spaces & (spaces >> 1U) & (spaces >> 2U)) != 0) return true;
  }
  return false;
}

bool holds_gap(std::string_view text) {
  return on_byte_blocks([=]<class Bytes>() { return has_gap<Bytes>(text); });
}

/// The starts behind the line's gaps that leave room for a text on both sides, from the left.
void find_starts(std::string_view line, std::vector<Start>& starts) {
  starts.clear();
  const std::string_view head = line.substr(0, kMaxLineBytes);
  const std::size_t first = std::min(head.find_first_not_of(' '), head.size());
  if (!holds_gap(head.substr(first))) return;
  std::size_t gap = head.find(kGap, first);
  while (gap != std::string_view::npos && starts.size() < kMaxStarts) {
    const std::size_t offset = head.find_first_not_of(' ', gap);
    if (offset == std::string_view::npos) return;
    const std::size_t columns = count_columns(head.substr(0, offset));
    if (columns >= kMinLeftColumns && line.size() - offset >= kMinRightColumns) starts.push_back({columns, offset});
    gap = head.find(kGap, offset);
  }
}

/// Whether a part of a line goes on with the text above it: several words, the first one in lower case.
bool goes_on(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  const std::size_t last = text.find_last_not_of(' ');
  if (begin == std::string_view::npos || text.substr(begin, last - begin).find(' ') == std::string_view::npos) return false;
  const CharClass first = classify(decode_at(text, begin).code_point);
  return first.kind == CharKind::letter && !first.upper && first.script == ScriptGroup::latin;
}

/// Lines that have a column start at the same place, one after the other.
struct Group {
  std::size_t columns = 0;
  std::size_t first_line = 0;
  std::size_t lines = 0;
  std::size_t continued = 0;  ///< lower-case beginnings on either side, below the first line

  [[nodiscard]] bool is_text() const {
    return lines >= kMinLines && continued >= kMinContinuedLines && continued * kContinuedShareInverse >= lines;
  }
};

/// Reads a page line by line and keeps the groups that are open.
class ColumnFinder {
 public:
  explicit ColumnFinder(std::vector<bool>& beside) : beside_(beside) {}

  void add(std::size_t line_number, std::string_view line) {
    find_starts(line, starts_);
    std::erase_if(groups_, [&](Group& group) { return !extend(group, line); });
    for (const Start& start : starts_) {
      const auto has_it = [&](const Group& group) { return group.columns == start.columns; };
      if (std::none_of(groups_.begin(), groups_.end(), has_it)) groups_.push_back({start.columns, line_number, 1, 0});
    }
  }

  /// Whether any line of the page stands beside another.
  bool finish() {
    for (const Group& group : groups_) close(group);
    return any_;
  }

 private:
  /// Takes the line in, or closes the group.
  bool extend(Group& group, std::string_view line) {
    const auto start = std::find_if(starts_.begin(), starts_.end(), [&](const Start& s) { return s.columns == group.columns; });
    if (start == starts_.end()) {
      close(group);
      return false;
    }
    ++group.lines;
    group.continued += (goes_on(line.substr(0, start->offset)) ? 1U : 0U) + (goes_on(line.substr(start->offset)) ? 1U : 0U);
    return true;
  }

  void close(const Group& group) {
    if (!group.is_text()) return;
    const auto begin = beside_.begin() + static_cast<std::ptrdiff_t>(group.first_line);
    std::fill(begin, begin + static_cast<std::ptrdiff_t>(group.lines), true);
    any_ = true;
  }

  std::vector<bool>& beside_;
  std::vector<Start> starts_;
  std::vector<Group> groups_;
  bool any_ = false;
};

}  // namespace

bool find_side_by_side(std::string_view page, std::span<const Line> lines, std::vector<bool>& beside) {
  beside.assign(lines.size(), false);
  if (!holds_gap(page)) return false;
  ColumnFinder finder(beside);
  for (std::size_t i = 0; i < lines.size(); ++i) finder.add(i, lines[i].text.of(page));
  return finder.finish();
}

}  // namespace cleanscrape
