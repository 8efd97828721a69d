#include "rules/pattern_class.h"

#include <charconv>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// More single characters than this are too many variants of a literal.
constexpr std::size_t kMaxMembers = 8;
/// The digits.
constexpr std::size_t kMaxFew = 10;

constexpr std::string_view kEscapedClasses = "dDwWsSpP";

/// What an item of a class adds, and whether it says for each ASCII character if it is in.
struct ClassItem {
  CharSet set;
  bool is_certain = true;
  bool is_range = false;
  std::optional<char32_t> single;  ///< one character, which may begin a range, or the last of a range
};

/// RE2's `\d`, `\w`, `\s` know only ASCII.
CharSet perl_class(char letter) {
  CharSet set;
  if (letter != 's') set.add_range('0', '9');
  if (letter == 'w') {
    set.add_range('a', 'z');
    set.add_range('A', 'Z');
    set.add('_');
  }
  if (letter == 's') {
    for (const char c : {' ', '\t', '\n', '\f', '\r'}) set.add(static_cast<unsigned char>(c));
  }
  return set;
}

/// `\pL`, `\p{Hangul}`: taken for everything; most such classes are of one script, which remainders cannot tell apart.
std::optional<ClassItem> parse_property(PatternCursor& cursor) {
  if (cursor.take("{")) {
    const bool is_hangul = cursor.sees("Hangul}");
    if (!cursor.skip_behind('}')) return std::nullopt;
    if (is_hangul) {
      ClassItem item;
      item.set.add_all_beyond_ascii();
      return item;
    }
  } else if (cursor.at_end()) {
    return std::nullopt;
  } else {
    cursor.take_character();
  }
  return ClassItem{CharSet::everything(), false, false, std::nullopt};
}

std::optional<char32_t> parse_hex(PatternCursor& cursor) {
  const bool has_braces = cursor.take("{");
  const std::size_t digits = has_braces ? cursor.rest.find('}') : 2;
  if (digits == std::string_view::npos || digits > cursor.rest.size()) return std::nullopt;
  std::uint32_t value = 0;
  const char* end = cursor.rest.data() + digits;
  if (std::from_chars(cursor.rest.data(), end, value, 16).ptr != end) return std::nullopt;
  cursor.rest.remove_prefix(digits);
  if (has_braces) cursor.take("}");
  return static_cast<char32_t>(value);
}

/// Behind a backslash.
std::optional<ClassItem> parse_escape(PatternCursor& cursor) {
  if (cursor.at_end()) return std::nullopt;
  const char letter = cursor.rest.front();
  ClassItem item;
  if (kEscapedClasses.find(letter) != std::string_view::npos) {
    cursor.rest.remove_prefix(1);
    if (letter == 'p' || letter == 'P') {
      auto property = parse_property(cursor);
      if (property && letter == 'P') property = ClassItem{CharSet::everything(), false, false, std::nullopt};
      return property;
    }
    const bool is_negated = letter < 'a';
    item.set = perl_class(static_cast<char>(letter | 0x20));
    if (is_negated) item.set.complement();
    return item;
  }
  constexpr std::string_view kControlNames = "afnrtv";
  constexpr std::string_view kControls = "\a\f\n\r\t\v";
  if (const std::size_t control = kControlNames.find(letter); control != std::string_view::npos) {
    cursor.rest.remove_prefix(1);
    item.single = static_cast<char32_t>(kControls[control]);
  } else if (cursor.take("x")) {
    item.single = parse_hex(cursor);
    if (!item.single) return std::nullopt;
  } else if ((letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
    return std::nullopt;  // \Q, \C and octal numbers: not worth the code
  } else {
    item.single = cursor.take_character();
  }
  item.set.add(*item.single);
  return item;
}

std::optional<ClassItem> parse_item(PatternCursor& cursor) {
  if (cursor.at_end()) return std::nullopt;
  if (cursor.take("\\")) return parse_escape(cursor);
  ClassItem item;
  item.single = cursor.take_character();
  item.set.add(*item.single);
  return item;
}

/// An item or a range of two.
std::optional<ClassItem> parse_range(PatternCursor& cursor) {
  if (cursor.sees("[:")) return std::nullopt;
  auto first = parse_item(cursor);
  if (!first || !first->single || !cursor.sees("-") || cursor.sees("-]")) return first;
  cursor.take("-");
  const auto last = parse_item(cursor);
  if (!last || !last->single) return std::nullopt;
  first->set.add_range(*first->single, *last->single);
  first->is_range = true;
  first->single = last->single;  // the highest, for case folding
  return first;
}

/// Both cases of ASCII letters; K and S have relatives beyond ASCII, and letters beyond may have any.
void add_cases(CharSet& set) {
  bool has_beyond_ascii = set.has_beyond_ascii();
  for (char32_t lower = 'a'; lower <= 'z'; ++lower) {
    const char32_t upper = lower - 0x20;
    if (!set.contains(lower) && !set.contains(upper)) continue;
    set.add(lower);
    set.add(upper);
    has_beyond_ascii = has_beyond_ascii || lower == 'k' || lower == 's';
  }
  if (!has_beyond_ascii) return;
  set.add_all_beyond_ascii();
  for (const char c : {'k', 'K', 's', 'S'}) set.add(static_cast<unsigned char>(c));
}

/// The characters of a certain set, if it holds nothing beyond ASCII and they are few.
std::vector<char32_t> few_of(const CharSet& set) {
  std::vector<char32_t> few;
  for (std::size_t bit = 0; bit < CharSet::kBits; ++bit) {
    if (!set.has_bit(bit)) continue;
    if (bit >= 0x80 || few.size() == kMaxFew) return {};
    few.push_back(static_cast<char32_t>(bit));
  }
  return few;
}

}  // namespace

bool PatternCursor::take(std::string_view text) {
  if (!sees(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

bool PatternCursor::skip_behind(char byte) {
  const std::size_t found = rest.find(byte);
  if (found == std::string_view::npos) return false;
  rest.remove_prefix(found + 1);
  return true;
}

std::optional<std::uint32_t> PatternCursor::take_number() {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (error != std::errc{}) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return value;
}

char32_t PatternCursor::take_character() {
  if (rest.empty()) return kReplacement;
  const DecodedChar decoded = decode_at(rest, 0);
  rest.remove_prefix(decoded.size_bytes);
  return decoded.code_point;
}

std::optional<ParsedChars> parse_class(PatternCursor& cursor, CaseFold fold) {
  ParsedChars chars;
  const bool is_negated = cursor.take("^");
  bool is_certain = true;
  bool has_only_members = !is_negated;
  for (bool is_first = true; is_first || !cursor.sees("]"); is_first = false) {
    if (cursor.at_end()) return std::nullopt;
    const auto item = parse_range(cursor);
    if (!item) return std::nullopt;
    chars.set.add(item->set);
    is_certain = is_certain && item->is_certain;
    has_only_members = has_only_members && item->single && !item->is_range;
    if (has_only_members) chars.members.push_back(*item->single);
  }
  cursor.take("]");
  if (!has_only_members || chars.members.size() > kMaxMembers) chars.members.clear();
  chars.few = chars.members;
  if (chars.few.empty() && is_certain && !is_negated) chars.few = few_of(chars.set);
  // What is taken away must be certain, and with the other case it is not.
  if (is_negated && (!is_certain || fold == CaseFold::yes)) return ParsedChars{CharSet::everything(), {}, {}};
  if (fold == CaseFold::yes) add_cases(chars.set);
  if (is_negated) chars.set.complement();
  return chars;
}

std::optional<ParsedChars> parse_character(PatternCursor& cursor, CaseFold fold) {
  const auto item = parse_item(cursor);
  if (!item) return std::nullopt;
  ParsedChars chars{item->set, {}, {}};
  if (item->single) chars.members.push_back(*item->single);
  chars.few = chars.members;
  if (chars.few.empty() && item->is_certain) chars.few = few_of(chars.set);
  if (fold == CaseFold::yes) add_cases(chars.set);
  return chars;
}

}  // namespace cleanscrape
