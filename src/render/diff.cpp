#include "render/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace cleanscrape {
namespace {

constexpr std::size_t kContextLines = 3;

/// One line of the diff: kept (' '), removed ('-') or added ('+'); with its line end.
struct DiffLine {
  char mark = ' ';
  std::string_view text;
};

/// Text of the article between two offsets of the page.
std::string apply(std::string_view page, std::size_t begin, std::size_t end, std::span<const Change> changes) {
  std::string out;
  for (const Change& change : changes) {
    if (change.end <= begin) continue;
    if (change.begin >= end) break;
    out += page.substr(begin, std::max(begin, change.begin) - begin);
    out += change.with;
    begin = std::min(end, change.end);
  }
  out += page.substr(begin, end - begin);
  return out;
}

class DiffMaker {
 public:
  DiffMaker(std::string_view page, std::span<const Change> changes) : page_(page), changes_(changes) {}

  std::vector<DiffLine> run() {
    std::size_t change = 0;
    for (std::size_t begin = 0; begin < page_.size();) {
      const std::size_t end = std::min(page_.find('\n', begin), page_.size() - 1) + 1;
      while (change < changes_.size() && changes_[change].end <= begin) ++change;
      if (change == changes_.size() || changes_[change].begin >= end) {
        lines_.push_back({' ', page_.substr(begin, end - begin)});
      } else {
        add_changed(begin, end, changes_.subspan(change));
      }
      begin = end;
    }
    return std::move(lines_);
  }

  [[nodiscard]] const std::vector<std::unique_ptr<std::string>>& written() const { return written_; }

 private:
  /// `changes` start with the first one that ends behind `begin`.
  void add_changed(std::size_t begin, std::size_t end, std::span<const Change> changes) {
    lines_.push_back({'-', page_.substr(begin, end - begin)});
    std::string text = apply(page_, begin, end, changes);
    if (text.empty()) return;
    written_.push_back(std::make_unique<std::string>(std::move(text)));
    lines_.push_back({'+', *written_.back()});
  }

  std::string_view page_;
  std::span<const Change> changes_;
  std::vector<DiffLine> lines_;
  std::vector<std::unique_ptr<std::string>> written_;
};

std::string render_line(const DiffLine& line, bool color) {
  const std::string_view start = !color || line.mark == ' ' ? "" : line.mark == '-' ? "\x1b[31m" : "\x1b[32m";
  const std::string_view stop = start.empty() ? "" : "\x1b[0m";
  const bool has_end = line.text.ends_with('\n');
  const std::string_view text = has_end ? line.text.substr(0, line.text.size() - 1) : line.text;
  return fmt::format("{}{}{}{}\n{}", start, line.mark, text, stop, has_end ? "" : "\\ No newline at end of file\n");
}

std::string render_hunk(std::span<const DiffLine> lines, std::size_t old_line, std::size_t new_line, bool color) {
  std::size_t old_count = 0;
  std::size_t new_count = 0;
  std::string body;
  for (const DiffLine& line : lines) {
    old_count += line.mark != '+' ? 1 : 0;
    new_count += line.mark != '-' ? 1 : 0;
    body += render_line(line, color);
  }
  const std::string head = fmt::format("@@ -{},{} +{},{} @@", old_count == 0 ? old_line - 1 : old_line, old_count, new_count == 0 ? new_line - 1 : new_line, new_count);
  return (color ? "\x1b[36m" + head + "\x1b[0m" : head) + "\n" + body;
}

}  // namespace

std::string render_diff(std::string_view page, const Cleaned& cleaned, const ExplainStyle& style) {
  if (!cleaned.changed()) return {};
  DiffMaker maker(page, cleaned.changes());
  const std::vector<DiffLine> lines = maker.run();
  std::string out = fmt::format("--- a/{}\n+++ b/{}\n", style.name, style.name);
  std::size_t old_line = 1;
  std::size_t new_line = 1;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t change = i;
    while (change < lines.size() && lines[change].mark == ' ') ++change;
    if (change == lines.size()) break;
    const std::size_t begin = std::max(i, change - std::min(change, kContextLines));
    std::size_t end = change;
    for (std::size_t j = change; j < lines.size() && j <= end + 2 * kContextLines + 1; ++j) {
      if (lines[j].mark != ' ') end = j;
    }
    const std::size_t stop = std::min(lines.size(), end + 1 + kContextLines);
    old_line += begin - i;
    new_line += begin - i;
    out += render_hunk(std::span(lines).subspan(begin, stop - begin), old_line, new_line, style.color);
    for (std::size_t j = begin; j < stop; ++j) {
      old_line += lines[j].mark != '+' ? 1U : 0U;
      new_line += lines[j].mark != '-' ? 1U : 0U;
    }
    i = stop;
  }
  return out;
}

}  // namespace cleanscrape
