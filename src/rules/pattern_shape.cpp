#include "rules/pattern_shape.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "rules/pattern_class.h"
#include "rules/pattern_literals.h"
#include "rules/pattern_starts.h"
#include "rules/pattern_texts.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::uint32_t kUnbounded = PatternBounds::kUnbounded;
constexpr int kMaxDepth = 200;

std::uint32_t add(std::uint32_t a, std::uint32_t b) {
  return a == kUnbounded || b == kUnbounded || a > kUnbounded - b ? kUnbounded : a + b;
}

std::uint32_t multiply(std::uint32_t a, std::uint32_t b) {
  if (a == 0 || b == 0) return 0;
  return a == kUnbounded || b == kUnbounded || a > kUnbounded / b ? kUnbounded : a * b;
}

/// The shape of a piece of a pattern while it is put together.
struct Piece : PatternBounds {
  Piece(std::uint32_t code_points, const CharSet& set, PatternLiterals in, PatternStarts at) : literals(std::move(in)), starts(std::move(at)) {
    min_code_points = max_code_points = code_points;
    first = last = all = set;
  }
  PatternLiterals literals;
  PatternStarts starts;
  PatternTexts texts = PatternTexts::empty_text();
  /// Of a piece within that is repeated: what occurs in each of so many copies. None: nothing is known.
  std::vector<std::string> in_copies;
  std::uint32_t min_copies = 1;
};

Piece nothing() { return {0, {}, PatternLiterals::empty_text(), PatternStarts::empty_text()}; }

bool has_only_digits(const CharSet& set) {
  CharSet digits;
  digits.add_range('0', '9');
  CharSet both = digits;
  both.add(set);
  return both == digits;
}

Piece one_of(const ParsedChars& chars, CaseFold fold) {
  Piece piece{1, chars.set, PatternLiterals::one_of(chars.few), PatternStarts::one_of(chars.few)};
  piece.texts = PatternTexts::one_of(chars.members, fold);
  piece.needs_digit = has_only_digits(chars.set);
  return piece;
}

/// Matches no character, but not everywhere.
Piece word_boundary() {
  Piece piece = nothing();
  piece.texts = PatternTexts::unknown();
  return piece;
}

Piece start_anchor() {
  Piece piece = nothing();
  piece.at_start = true;
  piece.texts = PatternTexts::start_anchor();
  return piece;
}

Piece end_anchor() {
  Piece piece = nothing();
  piece.at_end = true;
  piece.texts = PatternTexts::end_anchor();
  return piece;
}

/// `b` behind `a`.
void append(Piece& a, const Piece& b) {
  a.literals.append(b.literals);
  if (b.min_code_points > 0 && !b.literals.is_exact()) a.literals.also_require(b.starts.known());
  a.starts.append(b.starts);
  a.texts.append(b.texts);
  if (b.min_copies > a.min_copies) {
    a.in_copies = b.in_copies;
    a.min_copies = b.min_copies;
  }
  a.needs_digit = a.needs_digit || b.needs_digit;
  a.at_start = a.at_start || (a.max_code_points == 0 && b.at_start);
  a.at_end = b.at_end || (b.max_code_points == 0 && a.at_end);
  if (a.min_code_points == 0) a.first.add(b.first);
  if (b.min_code_points > 0) a.last = {};
  a.last.add(b.last);
  a.all.add(b.all);
  a.min_code_points = add(a.min_code_points, b.min_code_points);
  a.max_code_points = add(a.max_code_points, b.max_code_points);
}

/// `b` or `a`.
void alternate(Piece& a, const Piece& b) {
  a.literals.alternate(b.literals);
  a.starts.alternate(b.starts);
  a.texts.alternate(b.texts);
  a.in_copies.clear();
  a.min_copies = 1;
  a.needs_digit = a.needs_digit && b.needs_digit;
  a.min_code_points = std::min(a.min_code_points, b.min_code_points);
  a.max_code_points = std::max(a.max_code_points, b.max_code_points);
  a.at_start = a.at_start && b.at_start;
  a.at_end = a.at_end && b.at_end;
  a.first.add(b.first);
  a.last.add(b.last);
  a.all.add(b.all);
}

struct Repeats {
  std::uint32_t min = 1;
  std::uint32_t max = 1;
};

Piece repetition(const Piece& one, Repeats repeats) {
  Piece many = one;
  many.literals.repeat(repeats.min, repeats.max);
  many.starts.repeat(repeats.min, repeats.max);
  many.texts.repeat(repeats.min, repeats.max);
  if (repeats.min != 1) {
    many.in_copies = repeats.min > 1 ? one.literals.required() : std::vector<std::string>{};
    many.min_copies = many.in_copies.empty() ? 1 : repeats.min;
  }
  many.needs_digit = one.needs_digit && repeats.min > 0;
  many.min_code_points = multiply(one.min_code_points, repeats.min);
  many.max_code_points = multiply(one.max_code_points, repeats.max);
  many.at_start = one.at_start && repeats.min > 0;
  many.at_end = one.at_end && repeats.min > 0;
  return many;
}

/// Recursive descent over RE2's syntax. Gives up, by `nullopt`, at what it does not know.
class ShapeParser {
 public:
  explicit ShapeParser(std::string_view pattern) : cursor_{pattern} {}

  std::optional<Piece> parse() {
    auto shape = parse_alternation(CaseFold::no, 0);
    return cursor_.at_end() ? shape : std::nullopt;
  }

 private:
  std::optional<Piece> parse_alternation(CaseFold fold, int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    std::optional<Piece> all;
    do {
      auto one = parse_sequence(fold, depth);
      if (!one) return std::nullopt;
      if (all) {
        alternate(*all, *one);
      } else {
        all = std::move(one);
      }
    } while (cursor_.take("|"));
    return all;
  }

  /// A flag group without colon changes `fold` for what follows in the group, also beyond `|`.
  std::optional<Piece> parse_sequence(CaseFold& fold, int depth) {
    Piece all = nothing();
    while (!cursor_.at_end() && !cursor_.sees("|") && !cursor_.sees(")")) {
      auto one = parse_atom(fold, depth);
      if (!one) return std::nullopt;
      for (auto repeats = parse_repeats(); repeats; repeats = parse_repeats()) one = repetition(*one, *repeats);
      append(all, *one);
    }
    return all;
  }

  std::optional<Piece> parse_atom(CaseFold& fold, int depth) {
    if (cursor_.take("^") || cursor_.take("\\A")) return start_anchor();
    if (cursor_.take("$") || cursor_.take("\\z")) return end_anchor();
    if (cursor_.take("\\b") || cursor_.take("\\B")) return word_boundary();
    if (cursor_.take(".")) return one_of({CharSet::everything(), {}, {}}, fold);
    if (cursor_.take("(")) return parse_group(fold, depth);
    const auto chars = cursor_.take("[") ? parse_class(cursor_, fold) : parse_character(cursor_, fold);
    if (!chars) return std::nullopt;
    return one_of(*chars, fold);
  }

  std::optional<Piece> parse_group(CaseFold& fold, int depth) {
    CaseFold inside = fold;
    if (cursor_.take("?P<")) {
      if (!cursor_.skip_behind('>')) return std::nullopt;
    } else if (cursor_.take("?")) {
      if (!parse_flags(inside)) return std::nullopt;
      if (cursor_.take(")")) {
        fold = inside;
        // RE2 repeats what stands before the flags.
        return parse_repeats() ? std::nullopt : std::optional(nothing());
      }
      if (!cursor_.take(":")) return std::nullopt;
    }
    const auto shape = parse_alternation(inside, depth + 1);
    return cursor_.take(")") ? shape : std::nullopt;
  }

  /// `i` and `s`; `m` gives `^` another meaning.
  bool parse_flags(CaseFold& fold) {
    bool is_off = false;
    while (!cursor_.at_end() && !cursor_.sees(")") && !cursor_.sees(":")) {
      if (cursor_.take("-")) {
        is_off = true;
      } else if (cursor_.take("i")) {
        fold = is_off ? CaseFold::no : CaseFold::yes;
      } else if (!cursor_.take("s") && !cursor_.take("U")) {
        return false;
      }
    }
    return true;
  }

  std::optional<Repeats> parse_repeats() {
    std::optional<Repeats> repeats;
    if (cursor_.take("*")) repeats = Repeats{0, kUnbounded};
    if (!repeats && cursor_.take("+")) repeats = Repeats{1, kUnbounded};
    if (!repeats && cursor_.take("?")) repeats = Repeats{0, 1};
    if (!repeats) repeats = parse_counts();
    if (repeats) cursor_.take("?");
    return repeats;
  }

  /// `{3}`, `{3,}`, `{3,5}`; anything else in braces is literal text.
  std::optional<Repeats> parse_counts() {
    PatternCursor ahead = cursor_;
    if (!ahead.take("{")) return std::nullopt;
    const auto min = ahead.take_number();
    if (!min) return std::nullopt;
    Repeats repeats{*min, *min};
    if (ahead.take(",")) repeats.max = ahead.take_number().value_or(kUnbounded);
    if (!ahead.take("}")) return std::nullopt;
    cursor_ = ahead;
    return repeats;
  }

  PatternCursor cursor_;
};

}  // namespace

PatternShape shape_of(std::string_view pattern) {
  const auto piece = ShapeParser(pattern).parse();
  if (!piece) return {};
  PatternShape shape{
      *piece, piece->literals.required(), 1, {}, piece->literals.also_required(), piece->texts.whole_views(), piece->texts.folds()};
  if (piece->in_copies == shape.atoms) shape.min_atoms = piece->min_copies;
  if (piece->at_start) shape.starts = piece->starts.known();
  return shape;
}

char32_t last_code_point(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return decode_at(text, begin).code_point;
}

bool PatternBounds::excludes(std::string_view text, std::uint32_t code_points) const {
  if (code_points < min_code_points) return true;
  if (at_start && at_end && code_points > max_code_points) return true;
  if (text.empty() || min_code_points == 0) return false;
  if (at_start && !first.contains(decode_at(text, 0).code_point)) return true;
  return at_end && !last.contains(last_code_point(text));
}

bool PatternBounds::excludes_a_character(std::string_view text) const {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (needs_digit && std::none_of(text.begin(), text.end(), is_digit)) return true;
  if (!at_start || !at_end) return false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (!all.contains(c.code_point)) return true;
    i += c.size_bytes;
  }
  return false;
}

}  // namespace cleanscrape
