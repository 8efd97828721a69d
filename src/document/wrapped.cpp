#include <algorithm>

#include "document/layout.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Browsers and mailers wrap between these columns; shorter lines are poems and menus, longer ones whole paragraphs.
constexpr std::size_t kMinWrapColumns = 58;
constexpr std::size_t kMaxWrapColumns = 132;

/// A line as the wrap test sees it.
struct LineShape {
  std::size_t columns = 0;             ///< code points from the line's start, indentation included
  std::size_t first_word_columns = 0;  ///< of its first word
  std::size_t indent_columns = 0;
};

LineShape shape_of(std::string_view page, const Line& line) {
  const TextRange visible = trim(page, line.text);
  const std::string_view text = visible.of(page);
  LineShape shape;
  shape.indent_columns = count_code_points(page.substr(line.text.begin, visible.begin - line.text.begin));
  shape.columns = shape.indent_columns + count_code_points(text);
  shape.first_word_columns = count_code_points(text.substr(0, std::min(text.find(' '), text.size())));
  return shape;
}

bool starts_lower(std::string_view text) {
  const CharClass c = classify(decode_at(text, 0).code_point);
  return c.kind == CharKind::letter && !c.upper && c.script == ScriptGroup::latin;
}

/// Whether a writer at `wrap_columns` broke the line between the two: the second one's first word did not fit behind the first.
bool was_wrapped(const LineShape& first, const LineShape& second, std::size_t wrap_columns) {
  return first.columns <= wrap_columns && first.columns + 1 + second.first_word_columns > wrap_columns;
}

}  // namespace

std::uint32_t paragraph_lines(std::string_view page, std::span<const Line> lines, std::uint32_t first) {
  const LineShape first_shape = shape_of(page, lines[first]);
  if (first_shape.columns < kMinWrapColumns / 2 || first_shape.columns > kMaxWrapColumns) return 1;
  std::size_t wrap_columns = first_shape.columns;
  std::uint32_t count = 1;
  LineShape last = first_shape;
  for (std::uint32_t i = first + 1; i < lines.size() && !lines[i].blank; ++i, ++count) {
    const LineShape next = shape_of(page, lines[i]);
    const std::string_view text = trim(page, lines[i].text).of(page);
    if (next.columns > kMaxWrapColumns || starts_list_item(text)) break;
    if (count > 1 && next.indent_columns > last.indent_columns + 1) break;
    wrap_columns = std::max({wrap_columns, next.columns});
    if (wrap_columns < kMinWrapColumns || !was_wrapped(last, next, wrap_columns)) break;
    const bool last_ends = ends_sentence(trim(page, lines[i - 1].text).of(page));
    const bool is_short = next.columns < kMinWrapColumns;
    if (count == 1 && (starts_lower(text) ? last_ends && is_short : last_ends || is_short)) break;
    last = next;
  }
  return count;
}

}  // namespace cleanscrape
