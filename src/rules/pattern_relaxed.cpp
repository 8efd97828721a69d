#include "rules/pattern_relaxed.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <vector>

#include "rules/pattern_shape.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Copies of what is repeated that are left at most.
constexpr unsigned kMaxCopies = 12;
/// A repetition stays where less is saved, in bytes of pattern. RE2's program is as large: a byte of literal text is an instruction.
constexpr std::size_t kMinSavedBytes = 100;
/// So does one of a group that stands less often: where it matches, the length of what it holds could not tell how often.
constexpr unsigned kMinGroupCopies = 4;
/// A piece of one byte, as `.`, may be a class of all characters.
constexpr std::size_t kMinPieceBytes = 8;

/// The bounds of "{m,n}" or "{m,}" at the start of the text, and its size.
struct Count {
  unsigned min = 0;
  unsigned max = std::numeric_limits<unsigned>::max();
  std::size_t size_bytes = 0;
};

std::optional<Count> read_count(std::string_view text) {
  Count count;
  const char* const end = text.data() + text.size();
  const auto min = std::from_chars(text.data() + 1, end, count.min);
  if (min.ec != std::errc{} || min.ptr == end || *min.ptr != ',') return std::nullopt;
  const auto max = std::from_chars(min.ptr + 1, end, count.max);  // leaves it alone where no number follows
  if (max.ptr == end || *max.ptr != '}') return std::nullopt;
  count.size_bytes = static_cast<std::size_t>(max.ptr + 1 - text.data());
  return count;
}

/// Size of the escape at the start of the text: of "\p{…}", "\pL", "\x{…}", "\x41" and "\d".
std::size_t escape_size(std::string_view text) {
  const bool is_long = text.size() > 2 && std::string_view("pPx").find(text[1]) != std::string_view::npos;
  if (!is_long) return std::min<std::size_t>(2, text.size());
  if (text[2] == '{') return std::min(text.find('}'), text.size() - 1) + 1;
  return std::min<std::size_t>(text[1] == 'x' ? 4 : 3, text.size());
}

/// Size of the bracketed class at the start of the text.
std::size_t class_size(std::string_view text) {
  std::size_t at = text.starts_with("[^") ? 2 : 1;
  if (at < text.size() && text[at] == ']') ++at;
  while (at < text.size() && text[at] != ']') {
    if (text[at] == '\\') {
      at += escape_size(text.substr(at));
    } else if (text.substr(at).starts_with("[:")) {
      at = std::min(text.find(":]", at), text.size() - 2) + 2;
    } else {
      ++at;
    }
  }
  return std::min(at + 1, text.size());
}

bool is_open(const Count& count) { return count.max == std::numeric_limits<unsigned>::max(); }

/// Bytes of pattern that are saved where the count is open and repeats a piece of this size.
std::size_t saved_bytes(const Count& count, std::size_t piece_bytes) {
  const std::size_t copies = is_open(count) ? count.min : count.max;
  return (copies - std::min<std::size_t>(copies, std::clamp(count.min, 1U, kMaxCopies))) * std::max(piece_bytes, kMinPieceBytes);
}

std::string open_count(const Count& count) {
  if (count.min == 0) return "*";
  return count.min == 1 ? "+" : fmt::format("{{{},}}", std::min(count.min, kMaxCopies));
}

/// Size of the piece at the start of the text that is copied as it stands.
std::size_t piece_size(std::string_view text) {
  if (text[0] == '\\') return escape_size(text);
  if (text[0] == '[') return class_size(text);
  const std::size_t count_end = text[0] == '{' ? text.find_first_not_of("0123456789,", 1) : std::string_view::npos;
  if (count_end != std::string_view::npos && text[count_end] == '}') return count_end + 1;
  return decode_at(text, 0).size_bytes;
}

/// Whether a group begins at the start of the text that is counted: "(" and "(?P<name>", not "(?:" and "(?i)".
bool is_capturing(std::string_view text) { return text.starts_with("(") && (!text.starts_with("(?") || text.starts_with("(?P<")); }

/// "(?i)", not "(?i:…)".
bool is_flags(std::string_view group) { return group.starts_with("(?") && group.ends_with(')') && group.find_first_of(":<") == std::string_view::npos; }

/// "\Q" makes text of what looks like an operator, "\1" may be an octal number of more digits, "\C" is a byte.
bool has_odd_escape(std::string_view pattern) {
  for (std::size_t at = pattern.find('\\'); at != std::string_view::npos && at + 1 < pattern.size(); at = pattern.find('\\', at + 2)) {
    if (std::string_view("QC0123456789").find(pattern[at + 1]) != std::string_view::npos) return true;
  }
  return false;
}

/// A relaxed pattern while it is written, and what it saves.
class Relaxing {
 public:
  explicit Relaxing(std::uint32_t min_code_points) : min_code_points_(min_code_points) {}

  /// Adds the piece at the start of what is left of the pattern.
  void add(std::string_view rest, std::size_t size_bytes) {
    const bool is_repetition = rest[0] == '*' || rest[0] == '+' || (rest[0] == '{' && size_bytes > 1);  // else it is a bracket of the text
    if (is_repetition) repeat_last_piece();
    const bool goes_on = is_repetition || rest[0] == '?';  // "?" also makes a repetition lazy
    const bool ends_covered = goes_on && !covers_.empty() && covers_.back().end == text_.size();
    if (is_capturing(rest)) own_groups_.push_back(text_.size());
    if (rest[0] == ')' && !groups_.empty()) {
      last_ = groups_.back();
      groups_.pop_back();
    } else if (!goes_on) {
      last_ = {text_.size(), covers_.size()};
    }
    if (rest[0] == '(') groups_.push_back(last_);
    text_ += rest.substr(0, size_bytes);
    if (ends_covered) covers_.back().end = text_.size();
  }

  /// Adds the count, open upward, if it is worth it.
  bool add_open(const Count& count) {
    const std::string_view piece = last_piece();
    const bool is_group = piece.starts_with('(');
    const std::size_t saved = saved_bytes(count, piece.size());
    if (saved < kMinSavedBytes || (is_group && count.max < kMinGroupCopies)) return false;
    const std::uint32_t piece_code_points = is_group ? std::max(1U, shape_of(piece).min_code_points) : 1;
    repeat_last_piece();
    if (covers_.size() == last_.covers_before) covers_.push_back({last_.begin, text_.size()});
    cover(covers_.back(), count, piece_code_points, is_group);
    text_ += open_count(count);
    covers_.back().end = text_.size();
    saved_bytes_ += saved;
    max_exact_ = std::min(max_exact_, max_exact(count, piece_code_points));
    return true;
  }

  /// Empty where too little is saved.
  [[nodiscard]] RelaxedPattern result() const {
    const bool has_many_groups = own_groups_.size() + covers_.size() >= RelaxedPattern::kMaxGroups;
    if (is_odd_ || has_many_groups || saved_bytes_ < text_.size()) return {};
    RelaxedPattern relaxed;
    relaxed.max_exact_code_points = max_exact_;
    relaxed.has_groups = !own_groups_.empty();
    write_groups(relaxed);
    return relaxed;
  }

 private:
  struct Piece {
    std::size_t begin = 0;          ///< in the text
    std::size_t covers_before = 0;  ///< that begin before it
  };
  /// A repetition that stands in a match once at most, with all counts in it that were opened: as long as what it holds is so long, they are kept.
  struct Cover {
    std::size_t begin = 0;  ///< in the text
    std::size_t end = 0;
    std::uint32_t min_code_points = 0;
    std::uint32_t max_code_points = RelaxedPattern::kUnbounded;
  };

  [[nodiscard]] std::string_view last_piece() const { return std::string_view(text_).substr(last_.begin); }

  /// For a repetition: one cover holds all counts that were opened in the piece, for a group tells only of the last time.
  void repeat_last_piece() {
    is_odd_ = is_odd_ || is_flags(last_piece());
    if (covers_.size() <= last_.covers_before) return;
    Cover whole{last_.begin, text_.size()};
    for (std::size_t i = last_.covers_before; i < covers_.size(); ++i) {
      const bool has_min = covers_[i].min_code_points > 0;  // no length of the whole tells that
      whole.max_code_points = std::min(whole.max_code_points, has_min ? 0 : covers_[i].max_code_points);
    }
    covers_.resize(last_.covers_before);
    covers_.push_back(whole);
  }

  /// A copy has so many code points at least. A lower bound is only in question where not all of its copies are left.
  static void cover(Cover& cover, const Count& count, std::uint32_t piece_code_points, bool is_group) {
    const bool is_lowered = count.min > kMaxCopies;
    const std::uint32_t max = is_open(count) ? RelaxedPattern::kUnbounded : count.max * piece_code_points;
    cover.max_code_points = std::min(cover.max_code_points, is_lowered && is_group ? 0 : max);
    if (is_lowered && !is_group) cover.min_code_points = count.min;
  }

  /// The longest view, in code points, in which what the count repeats cannot stand more often than the count allows, nor less. Any way
  /// through the pattern takes `min_code_points_` at least, so a way with n copies takes n - min copies more than that.
  [[nodiscard]] std::uint32_t max_exact(const Count& count, std::uint32_t piece_code_points) const {
    if (count.min > kMaxCopies) return 0;
    const std::uint64_t least = std::uint64_t{count.min} * piece_code_points;
    const std::uint64_t most = std::uint64_t{count.max} * piece_code_points + (min_code_points_ > least ? min_code_points_ - least : 0);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(most, RelaxedPattern::kUnbounded));
  }

  /// Writes the text with a group around each cover.
  void write_groups(RelaxedPattern& relaxed) const {
    std::size_t copied = 0;
    for (const Cover& cover : covers_) {
      const auto is_before = [&](std::size_t own) { return own < cover.begin; };
      const auto own_before = std::count_if(own_groups_.begin(), own_groups_.end(), is_before);
      relaxed.checks.push_back({static_cast<std::uint32_t>(relaxed.checks.size() + 1 + static_cast<std::size_t>(own_before)), cover.min_code_points, cover.max_code_points});
      relaxed.text.append(text_, copied, cover.begin - copied).append("(").append(text_, cover.begin, cover.end - cover.begin).append(")");
      copied = cover.end;
    }
    relaxed.text.append(text_, copied);
  }

  std::uint32_t min_code_points_;
  std::string text_;
  std::vector<Piece> groups_;            ///< those that are open
  Piece last_;                           ///< what a count repeats
  std::vector<std::size_t> own_groups_;  ///< where the pattern's own capturing groups begin
  std::vector<Cover> covers_;            ///< none in another
  std::uint32_t max_exact_ = RelaxedPattern::kUnbounded;
  std::size_t saved_bytes_ = 0;
  bool is_odd_ = false;  ///< flags are repeated: RE2 takes that for what stands before them
};

}  // namespace

RelaxedPattern relax_counts(std::string_view pattern, std::uint32_t min_code_points) {
  if (has_odd_escape(pattern)) return {};
  Relaxing relaxed(min_code_points);
  for (std::string_view rest = pattern; !rest.empty();) {
    const auto count = rest[0] == '{' ? read_count(rest) : std::nullopt;
    const bool is_opened = count && relaxed.add_open(*count);
    const std::size_t size_bytes = is_opened ? count->size_bytes : piece_size(rest);
    if (!is_opened) relaxed.add(rest, size_bytes);
    rest.remove_prefix(size_bytes);
  }
  return relaxed.result();
}

}  // namespace cleanscrape
