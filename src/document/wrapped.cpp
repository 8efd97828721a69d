#include <algorithm>
#include <string>

#include "document/layout.h"
#include "text/fold_case.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Browsers and mailers wrap between these columns; shorter lines are poems and menus, longer ones whole paragraphs.
constexpr std::size_t kMinWrapColumns = 55;
constexpr std::size_t kMaxWrapColumns = 100;
/// The wrap column is that of the widest of so many lines before and behind.
constexpr std::size_t kWindowLines = 6;
/// A fragment is joined to a line only where one of them is a piece of text, not a label.
constexpr std::size_t kMinTextColumns = 30;
constexpr std::size_t kMinLongTextColumns = 40;

/// A line as the tests for joining see it.
struct LineShape {
  std::string_view text;               ///< visible part
  std::size_t indent_columns = 0;      ///< code points before it
  std::size_t columns = 0;             ///< indentation and visible part
  std::size_t first_word_columns = 0;  ///< of its first word
  bool space_behind = false;           ///< ends in a space that is not visible
  bool hangul = false;                 ///< mostly Hangul
};

bool is_mostly_hangul(std::string_view text) {
  std::size_t hangul = 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    const CharClass kind = classify(c.code_point);
    letters += kind.kind == CharKind::letter ? 1U : 0U;
    hangul += kind.kind == CharKind::letter && kind.script == ScriptGroup::hangul ? 1U : 0U;
    i += c.size_bytes;
  }
  return hangul * 2 > letters;
}

std::string_view visible_part(std::string_view line) { return trim(line, {0, line.size()}).of(line); }

LineShape shape_of(std::string_view line) {
  const TextRange visible = trim(line, {0, line.size()});
  LineShape shape;
  const bool is_plain = is_ascii(line.substr(0, visible.end));
  const auto columns_of = [is_plain](std::string_view text) { return is_plain ? text.size() : count_code_points(text); };
  shape.text = visible.of(line);
  shape.indent_columns = columns_of(line.substr(0, visible.begin));
  shape.columns = shape.indent_columns + columns_of(shape.text);
  shape.first_word_columns = columns_of(shape.text.substr(0, std::min(shape.text.find(' '), shape.text.size())));
  shape.space_behind = visible.end < line.size();
  shape.hangul = !is_plain && is_mostly_hangul(shape.text);
  return shape;
}

bool starts_lower(std::string_view text) {
  const CharClass c = classify(decode_at(text, 0).code_point);
  return c.kind == CharKind::letter && !c.upper && c.script == ScriptGroup::latin;
}

/// The punctuation that follows a link inside a sentence, when the dump put the link on a line of its own.
bool continues_sentence(std::string_view text) {
  constexpr std::u32string_view kMarks = U",.;:)!?”’]";
  return !text.starts_with("...") && kMarks.find(decode_at(text, 0).code_point) != std::u32string_view::npos;
}

char32_t last_char(std::string_view text) {
  std::size_t start = text.size() - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return decode_at(text, start).code_point;
}

/// Whether a line that ends so is broken off: behind a comma, an opening bracket or quotation mark.
bool is_open_end(std::string_view text) {
  constexpr std::u32string_view kMarks = U",(“‘[";
  return kMarks.find(last_char(text)) != std::u32string_view::npos;
}

bool ends_in_stopword(std::string_view text, const StopwordSet& english) {
  const std::size_t space = text.rfind(' ');
  const std::string_view word = space == std::string_view::npos ? text : text.substr(space + 1);
  return english.contains(word);
}

/// Fields and buttons as text browsers draw them.
bool has_form_marks(std::string_view text) {
  return text.find("__") != std::string_view::npos || text.find('[') != std::string_view::npos || text.find("( )") != std::string_view::npos;
}

bool is_dash_or_bullet_only(std::string_view text) { return text.size() <= 3; }

class Joiner {
 public:
  Joiner(std::span<const std::string_view> lines, const JoinContext& context) : context_(context) {
    shapes_.reserve(lines.size());
    for (const std::string_view line : lines) shapes_.push_back(shape_of(line));
  }

  void run(std::vector<std::uint32_t>& counts) {
    std::uint32_t count = 1;
    block_columns_ = shapes_[0].columns - shapes_[0].indent_columns;
    for (std::size_t i = 1; i < shapes_.size(); ++i) {
      if (joins(i, count)) {
        ++count;
        block_columns_ += 1 + shapes_[i].columns - shapes_[i].indent_columns;
      } else {
        counts.push_back(count);
        count = 1;
        block_columns_ = shapes_[i].columns - shapes_[i].indent_columns;
      }
    }
    counts.push_back(count);
  }

 private:
  /// Whether line `i` belongs to the block of `count` lines that ends with line `i - 1`.
  [[nodiscard]] bool joins(std::size_t i, std::uint32_t count) const {
    const LineShape& first = shapes_[i - 1];
    const LineShape& second = shapes_[i];
    if (first.hangul != second.hangul || first.text == second.text || is_dash_or_bullet_only(first.text)) return false;
    if (starts_list_item(second.text)) return false;
    if (continues_sentence(second.text)) return true;
    if (context_.hard_wrapped && was_wrapped(i, count)) return true;
    return is_fragment(first, second);
  }

  /// Whether a writer with a fixed column broke the line: the second line's first word did not fit behind the first line.
  [[nodiscard]] bool was_wrapped(std::size_t i, std::uint32_t count) const {
    const LineShape& first = shapes_[i - 1];
    const LineShape& second = shapes_[i];
    if (first.columns < kMinWrapColumns || first.columns > kMaxWrapColumns) return false;
    std::size_t wrap_columns = 0;
    const std::size_t window_end = std::min(shapes_.size(), i + kWindowLines);
    for (std::size_t k = i - std::min(i, kWindowLines); k < window_end; ++k) wrap_columns = std::max(wrap_columns, shapes_[k].columns);
    if (wrap_columns > kMaxWrapColumns || first.columns + 1 + second.first_word_columns <= wrap_columns) return false;
    return !(count > 1 && second.indent_columns > first.indent_columns + 1 && ends_sentence(first.text));
  }

  /// Whether the second line goes on with the sentence of the first, as where a dump puts inline links on lines of their own.
  [[nodiscard]] bool is_fragment(const LineShape& first, const LineShape& second) const {
    const std::size_t second_columns = second.columns - second.indent_columns;
    const bool has_text = std::max(block_columns_, second_columns) >= kMinTextColumns;
    const char32_t last = last_char(first.text);
    if (ends_sentence(first.text) || ((last == ':' || last == '|') && first.columns < kMinTextColumns)) return false;
    const bool first_is_text = block_columns_ >= kMinTextColumns && first.text.find(' ') != std::string_view::npos;
    const bool second_is_text = second_columns >= 2 * kMinTextColumns && std::count(second.text.begin(), second.text.end(), ' ') >= 6;
    if (starts_lower(second.text) && (first_is_text || second_is_text)) return true;
    if (is_open_end(first.text) && has_text) return true;
    if (block_columns_ < kMinLongTextColumns) return false;
    if (ends_in_stopword(first.text, context_.english)) return true;
    if (has_form_marks(first.text)) return false;
    return (first.space_behind && std::count(first.text.begin(), first.text.end(), ' ') >= 3) ||
           (second.indent_columns > 0 && first.indent_columns == 0);
  }

  const JoinContext& context_;
  std::vector<LineShape> shapes_;
  std::size_t block_columns_ = 0;  ///< code points of the block so far
};

}  // namespace

void HardWrapMeter::add(std::string_view line, bool is_blank) {
  if (!wide_.empty() && !is_blank) {
    ++wide_lines_;
    if (starts_lower(visible_part(line)) && !ends_sentence(visible_part(wide_))) ++continued_lines_;
  }
  const bool is_wide = line.size() >= kMinWrapColumns && line.size() <= kMaxWrapColumns * 2;
  wide_ = is_wide && !is_blank ? line : std::string_view();
}

bool HardWrapMeter::is_hard_wrapped() const {
  constexpr std::size_t kMinContinued = 2;
  constexpr std::size_t kMinShareInverse = 4;  // of the lines of a usual width that another line follows
  return continued_lines_ >= kMinContinued && continued_lines_ * kMinShareInverse >= wide_lines_;
}

void join_lines(std::span<const std::string_view> run, const JoinContext& context, std::vector<std::uint32_t>& counts) {
  if (run.size() == 1) return counts.push_back(1);
  Joiner(run, context).run(counts);
}

}  // namespace cleanscrape
