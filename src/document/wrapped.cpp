#include <algorithm>
#include <bit>
#include <cstdint>

#include "document/layout.h"
#include "text/byte_block.h"
#include "text/common_chars.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"
#include "text/view.h"

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

/// What one pass over a line tells.
struct LineMeasure {
  std::size_t code_points = 0;
  bool may_have_hangul = false;
};

template <class Bytes>
LineMeasure measure_line(std::string_view text) {
  LineMeasure measure;
  for (std::size_t begin = 0; begin < text.size(); begin += Bytes::kBytes) {
    const Bytes bytes(text.substr(begin));
    measure.code_points += bytes.size();
    if (bytes.beyond_ascii() == 0) continue;
    measure.code_points -= Bytes::count(bytes.in_range(0x80, 0xBF));
    measure.may_have_hangul |= (bytes.in_range(0xE1, 0xEF) & ~bytes.equal('\xE2')) != 0;  // no Hangul letter begins with 0xE2
  }
  return measure;
}

/// Whether more than half of the letters are Hangul.
template <class Bytes>
bool is_mostly_hangul(std::string_view text) {
  std::size_t hangul = 0;
  std::size_t letters = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const Bytes bytes(text.substr(begin));
    const CommonChars<Bytes> chars(bytes);
    const std::uint64_t rare = chars.others();
    const auto common = std::min(bytes.size(), static_cast<std::size_t>(std::countr_zero(rare)));
    hangul += Bytes::count(chars.hangul & bits_below(common));
    letters += Bytes::count((chars.hangul | bytes.ascii_letters()) & bits_below(common));
    begin += common;
    if (rare == 0) continue;
    const DecodedChar c = decode_at(text, begin);
    const CharClass kind = classify(c.code_point);
    letters += kind.kind == CharKind::letter ? 1U : 0U;
    hangul += kind.kind == CharKind::letter && kind.script == ScriptGroup::hangul ? 1U : 0U;
    begin += c.size_bytes;
  }
  return hangul * 2 > letters;
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

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

}  // namespace

LineText line_text(std::string_view line) { return {line, trim(line, {0, line.size()}).of(line)}; }

LineJoiner::Shape LineJoiner::shape_of(const LineText& line) {
  Shape shape;
  const LineMeasure measure = on_byte_blocks([&]<class Bytes>() { return measure_line<Bytes>(line.visible); });
  shape.text = line.visible;
  shape.indent_columns = count_code_points(line.indent());
  shape.text_columns = measure.code_points;
  shape.space_behind = line.indent().size() + line.visible.size() < line.all.size();
  shape.hangul = measure.may_have_hangul && on_byte_blocks([&]<class Bytes>() { return is_mostly_hangul<Bytes>(line.visible); });
  return shape;
}

void LineJoiner::join(std::span<const LineText> run, const JoinContext& context, std::vector<std::uint32_t>& counts) {
  if (run.size() == 1) return counts.push_back(1);
  shapes_.clear();
  for (const LineText& line : run) shapes_.push_back(shape_of(line));
  std::uint32_t count = 1;
  block_columns_ = shapes_[0].text_columns;
  for (std::size_t i = 1; i < shapes_.size(); ++i) {
    if (joins(i, count, context)) {
      ++count;
      block_columns_ += 1 + shapes_[i].text_columns;
    } else {
      counts.push_back(count);
      count = 1;
      block_columns_ = shapes_[i].text_columns;
    }
  }
  counts.push_back(count);
}

bool LineJoiner::joins(std::size_t i, std::uint32_t count, const JoinContext& context) const {
  const Shape& first = shapes_[i - 1];
  const Shape& second = shapes_[i];
  if (first.hangul != second.hangul || first.text == second.text || is_dash_or_bullet_only(first.text)) return false;
  if (starts_list_item(second.text)) return false;
  if (continues_sentence(second.text)) return true;
  if (context.hard_wrapped && was_wrapped(i, count)) return true;
  return is_fragment(first, second, context);
}

bool LineJoiner::was_wrapped(std::size_t i, std::uint32_t count) const {
  const Shape& first = shapes_[i - 1];
  const Shape& second = shapes_[i];
  if (first.columns() < kMinWrapColumns || first.columns() > kMaxWrapColumns) return false;
  std::size_t wrap_columns = 0;
  const std::size_t window_end = std::min(shapes_.size(), i + kWindowLines);
  for (std::size_t k = i - std::min(i, kWindowLines); k < window_end; ++k) wrap_columns = std::max(wrap_columns, shapes_[k].columns());
  if (wrap_columns > kMaxWrapColumns || first.columns() + 1 + count_code_points(first_word(second.text)) <= wrap_columns) return false;
  return !(count > 1 && second.indent_columns > first.indent_columns + 1 && ends_sentence(first.text));
}

bool LineJoiner::is_fragment(const Shape& first, const Shape& second, const JoinContext& context) const {
  const bool has_text = std::max(block_columns_, second.text_columns) >= kMinTextColumns;
  const char32_t last = last_char(first.text);
  if (ends_sentence(first.text) || ((last == ':' || last == '|') && first.columns() < kMinTextColumns)) return false;
  const bool first_is_text = block_columns_ >= kMinTextColumns && first.text.find(' ') != std::string_view::npos;
  const bool second_is_text = second.text_columns >= 2 * kMinTextColumns && std::count(second.text.begin(), second.text.end(), ' ') >= 6;
  if (starts_lower(second.text) && (first_is_text || second_is_text)) return true;
  if (is_open_end(first.text) && has_text) return true;
  if (block_columns_ < kMinLongTextColumns) return false;
  if (ends_in_stopword(first.text, context.english)) return true;
  if (has_form_marks(first.text)) return false;
  return (first.space_behind && std::count(first.text.begin(), first.text.end(), ' ') >= 3) ||
         (second.indent_columns > 0 && first.indent_columns == 0);
}

void HardWrapMeter::add(const LineText& line) {
  if (!wide_.empty() && !line.is_blank()) {
    ++wide_lines_;
    if (starts_lower(line.visible) && !ends_sentence(wide_)) ++continued_lines_;
  }
  const bool is_wide = line.all.size() >= kMinWrapColumns && line.all.size() <= kMaxWrapColumns * 2;
  wide_ = is_wide ? line.visible : std::string_view();
}

bool HardWrapMeter::is_hard_wrapped() const {
  constexpr std::size_t kMinContinued = 2;
  constexpr std::size_t kMinShareInverse = 4;  // of the lines of a usual width that another line follows
  return continued_lines_ >= kMinContinued && continued_lines_ * kMinShareInverse >= wide_lines_;
}

}  // namespace cleanscrape
