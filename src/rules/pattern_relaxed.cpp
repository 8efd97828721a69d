#include "rules/pattern_relaxed.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <vector>

namespace cleanscrape {
namespace {

/// Copies of what is repeated that are left at most.
constexpr unsigned kMaxCopies = 3;
/// A repetition whose bounds are nearer to each other stays.
constexpr unsigned kMinSpan = 2;

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

/// Size of the escape at the start of the text, with the braces of `\p{…}` and `\x{…}`.
std::size_t escape_size(std::string_view text) {
  const bool has_braces = text.size() > 2 && text[2] == '{' && std::string_view("pPx").find(text[1]) != std::string_view::npos;
  return std::min(has_braces ? text.find('}') : 1, text.size() - 1) + 1;
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

bool has_many_copies(const Count& count) {
  const bool is_open = count.max == std::numeric_limits<unsigned>::max();
  return is_open ? count.min > kMaxCopies : count.max >= count.min + kMinSpan;
}

std::string open_count(const Count& count) {
  if (count.min == 0) return "*";
  return count.min == 1 ? "+" : fmt::format("{{{},}}", std::min(count.min, kMaxCopies));
}

/// Size of the piece at the start of the text that is copied as it stands.
std::size_t piece_size(std::string_view text) {
  if (text[0] == '\\') return escape_size(text);
  return text[0] == '[' ? class_size(text) : 1;
}

/// A relaxed pattern while it is written, and what it saves.
class Relaxing {
 public:
  void add(std::string_view piece) {
    if (piece == "(") groups_.push_back(text_.size());
    const bool ends_group = piece == ")" && !groups_.empty();
    last_piece_ = ends_group ? groups_.back() : text_.size();
    if (ends_group) groups_.pop_back();
    text_ += piece;
  }

  void add_count(const Count& count) {
    const bool is_open = count.max == std::numeric_limits<unsigned>::max();
    const std::size_t copies = is_open ? count.min : count.max;
    const std::size_t left = std::clamp<std::size_t>(count.min, 1, kMaxCopies);
    saved_ += (copies - std::min(copies, left)) * std::max(text_.size() - last_piece_, kMinPieceBytes);
    text_ += open_count(count);
  }

  [[nodiscard]] bool is_worth_it() const { return saved_ >= text_.size(); }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  /// A piece of one byte, as `.`, may be a class of all characters.
  static constexpr std::size_t kMinPieceBytes = 8;

  std::string text_;
  std::vector<std::size_t> groups_;  ///< where those that are open begin
  std::size_t last_piece_ = 0;       ///< where that begins which a count repeats
  std::size_t saved_ = 0;            ///< bytes of pattern, for RE2's instructions: a byte of literal text is one
};

}  // namespace

std::string relax_counts(std::string_view pattern) {
  if (pattern.find("\\Q") != std::string_view::npos) return {};  // what looks like an operator there is text
  Relaxing relaxed;
  for (std::string_view rest = pattern; !rest.empty();) {
    const auto count = rest[0] == '{' ? read_count(rest) : std::nullopt;
    if (count && has_many_copies(*count)) {
      relaxed.add_count(*count);
      rest.remove_prefix(count->size_bytes);
    } else {
      const std::size_t size = piece_size(rest);
      relaxed.add(rest.substr(0, size));
      rest.remove_prefix(size);
    }
  }
  return relaxed.is_worth_it() ? relaxed.text() : std::string();
}

}  // namespace cleanscrape
