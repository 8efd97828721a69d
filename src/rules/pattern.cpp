#include "rules/pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/fold_case.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// The longest pattern of a hand-written pack has some 500 bytes.
constexpr std::size_t kMaxPatternBytes = 8192;
/// RE2 instructions; a counted repetition of a counted repetition grows without looking long.
constexpr int kMaxProgramSize = 50'000;

re2::RE2::Options pattern_options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

}  // namespace

LazyPattern::LazyPattern(std::string source) : source_(std::move(source)), shape_(shape_of(source_)) {}

const re2::RE2& LazyPattern::compiled() const {
  std::call_once(once_, [this] { compiled_ = std::make_unique<re2::RE2>(source_, pattern_options()); });
  return *compiled_;
}

std::optional<PatternError> LazyPattern::validate() const {
  if (source_.size() > kMaxPatternBytes) return PatternError{fmt::format("the pattern has more than {} bytes", kMaxPatternBytes), {}};
  const re2::RE2& re = compiled();
  if (!re.ok()) return PatternError{fmt::format("bad pattern: {}", re.error()), re.error_arg()};
  if (re.ProgramSize() > kMaxProgramSize) return PatternError{"the pattern is too large: lower its repetition counts", {}};
  if (re.Match("", 0, 0, re2::RE2::UNANCHORED, nullptr, 0)) return PatternError{"the pattern matches the empty string", {}};
  return std::nullopt;
}

std::size_t LazyPattern::program_size() const { return static_cast<std::size_t>(std::max(0, compiled().ProgramSize())); }

bool LazyPattern::matches(std::string_view view, std::uint32_t code_points) const {
  return !shape_.excludes(view, code_points) && compiled().Match(view, 0, view.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

std::optional<LazyPattern::Match> LazyPattern::find(std::string_view view, std::size_t offset) const {
  re2::StringPiece groups[2];
  const re2::RE2& re = compiled();
  const int count = re.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!re.Match(view, offset, view.size(), re2::RE2::UNANCHORED, groups, count)) return std::nullopt;
  const auto range = [&view](const re2::StringPiece& piece) {
    const auto begin = static_cast<std::size_t>(piece.data() - view.data());
    return TextRange{begin, begin + piece.size()};
  };
  Match match{range(groups[0]), range(groups[0])};
  if (count == 2) match.part = groups[1].data() != nullptr ? range(groups[1]) : TextRange{match.whole.begin, match.whole.begin};
  return match;
}

bool mixes_ascii_class(std::string_view pattern) {
  if (is_ascii(pattern)) return false;
  bool has_class = false;
  bool has_letter = false;
  for (std::size_t i = 0; i < pattern.size();) {
    const DecodedChar c = decode_at(pattern, i);
    i += c.size_bytes;
    has_letter = has_letter || (c.code_point > 0x7F && classify(c.code_point).kind == CharKind::letter);
    if (c.code_point != '\\' || i == pattern.size()) continue;
    has_class = has_class || std::string_view("bBdDsSwW").find(pattern[i]) != std::string_view::npos;
    ++i;
  }
  return has_class && has_letter;
}

}  // namespace cleanscrape
