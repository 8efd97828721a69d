#include "rules/pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "rules/literal_search.h"
#include "rules/pattern_starts.h"
#include "text/fold_case.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// The longest pattern of a hand-written pack has some 500 bytes.
constexpr std::size_t kMaxPatternBytes = 8192;
/// RE2 instructions; a counted repetition of a counted repetition grows without looking long.
constexpr int kMaxProgramSize = 50'000;

/// Code points of the longest view in which a relaxed program looks for places: an open count may look through all that is left for each of them.
constexpr std::uint32_t kMaxFindRelaxed = 2000;

/// Of a character that begins in the last byte of a start.
constexpr std::size_t kMaxTailBytes = 3;

re2::RE2::Options pattern_options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

std::unique_ptr<const re2::RE2> compile(std::string_view source) { return std::make_unique<const re2::RE2>(source, pattern_options()); }

}  // namespace

Pattern make_pattern(std::string_view source, FlatArena& arena) {
  const PatternShape shape = shape_of(source);
  std::vector<FlatArray<FlatText>> more_atoms;
  const auto add = [&arena](const std::vector<std::string>& texts) {
    std::vector<FlatText> added;
    added.reserve(texts.size());
    for (const std::string& text : texts) added.emplace_back(arena.add_text(text));
    return arena.add(added);
  };
  for (const auto& atoms : shape.more_atoms) more_atoms.emplace_back(add(atoms));
  const RelaxedPattern relaxed = relax_counts(source, shape.min_code_points);
  return {arena.add_text(source),
          arena.add_text(relaxed.text),
          arena.add(relaxed.checks),
          relaxed.max_exact_code_points,
          shape.views_fold ? 1U : 0U,
          relaxed.has_groups ? 1U : 0U,
          shape,
          add(shape.atoms),
          shape.min_atoms,
          add(shape.starts),
          arena.add(more_atoms),
          add(shape.views)};
}

CheckedPattern check_pattern(std::string_view source) {
  CheckedPattern checked;
  if (source.size() > kMaxPatternBytes) {
    checked.error = PatternError{fmt::format("the pattern has more than {} bytes", kMaxPatternBytes), {}};
    return checked;
  }
  checked.program = compile(source);
  const re2::RE2& re = *checked.program;
  checked.program_size = static_cast<std::size_t>(std::max(0, re.ProgramSize()));
  if (!re.ok()) {
    checked.error = PatternError{fmt::format("bad pattern: {}", re.error()), re.error_arg()};
  } else if (re.ProgramSize() > kMaxProgramSize) {
    checked.error = PatternError{"the pattern is too large: lower its repetition counts", {}};
  } else if (re.Match("", 0, 0, re2::RE2::UNANCHORED, nullptr, 0)) {
    checked.error = PatternError{"the pattern matches the empty string", {}};
  }
  return checked;
}

Patterns::Patterns(std::span<const Pattern> patterns, std::vector<std::unique_ptr<const re2::RE2>> programs)
    : patterns_(patterns),
      programs_(std::make_unique<std::atomic<const re2::RE2*>[]>(patterns.size())),
      relaxed_programs_(std::make_unique<std::atomic<const re2::RE2*>[]>(patterns.size())) {
  for (std::size_t i = 0; i < programs.size(); ++i) programs_[i] = programs[i].release();
}

Patterns::~Patterns() {
  for (const Programs* programs : {&programs_, &relaxed_programs_}) {
    for (std::size_t i = 0; *programs && i < patterns_.size(); ++i) delete (*programs)[i].load(std::memory_order_acquire);
  }
}

const re2::RE2& Patterns::program(std::atomic<const re2::RE2*>& slot, std::string_view source) {
  if (const re2::RE2* known = slot.load(std::memory_order_acquire)) return *known;
  auto compiled = compile(source);
  const re2::RE2* first = nullptr;
  // Another thread may have been faster; then its program is taken.
  if (slot.compare_exchange_strong(first, compiled.get(), std::memory_order_acq_rel)) return *compiled.release();
  return *first;
}

/// Does not look at views whose beginning folds to something else.
bool Patterns::may_start(const Pattern& pattern, std::string_view view) {
  const auto& starts = pattern.starts;
  if (starts.empty() || view.empty()) return true;
  const char first = fold_ascii(view[0]);
  const auto less = [](std::string_view a, std::string_view b) { return a < b; };
  const auto* start = std::lower_bound(starts.begin(), starts.end(), std::string_view(&first, 1), less);
  for (; start != starts.end() && start->view()[0] == first; ++start) {
    if (equals_folded(view.substr(0, start->size()), *start)) return true;
  }
  const std::string_view beginning = view.substr(0, PatternStarts::kMaxBytes + kMaxTailBytes);
  const auto is_beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return std::any_of(beginning.begin(), beginning.end(), is_beyond_ascii) && folds_beyond_ascii(beginning);
}

/// A view that folds beyond ASCII is not decided: RE2 knows more letters that are the same as `k` and `s`.
std::optional<bool> Patterns::is_one_of_views(const Pattern& pattern, std::string_view view, ViewFolding& folding) {
  if (pattern.views.empty() || (pattern.views_fold != 0 && folding.folds_beyond(view))) return std::nullopt;
  const std::string_view sought = pattern.views_fold != 0 ? folding.folded(view) : view;
  return std::binary_search(pattern.views.begin(), pattern.views.end(), sought,
                            [](std::string_view a, std::string_view b) { return a < b; });
}

/// Few texts are looked for right away: the filter of pairs pays off for many.
bool Patterns::holds_some(const FlatArray<FlatText>& atoms, std::uint64_t min_count, std::string_view view, ViewFolding& folding) {
  constexpr std::size_t kFew = 3;
  const std::string_view folded = folding.folded(view);
  const PairFilter* pairs = atoms.size() <= kFew ? nullptr : &folding.pairs(view);
  for (const std::string_view atom : atoms) {
    if (pairs != nullptr && !pairs->may_hold(atom)) continue;
    for (auto at = folded.find(atom); at != std::string_view::npos; at = folded.find(atom, at + 1)) {
      if (--min_count == 0) return true;
    }
  }
  return false;
}

bool Patterns::may_hold_atoms(const Pattern& pattern, std::string_view view, ViewFolding& folding) {
  if (!pattern.atoms.empty() && !holds_some(pattern.atoms, pattern.min_atoms, view, folding)) return false;
  return !pattern.bounds.excludes_a_character(view) && may_hold_more(pattern, view, folding);
}

bool Patterns::may_hold_more(const Pattern& pattern, std::string_view view, ViewFolding& folding) {
  return std::all_of(pattern.more_atoms.begin(), pattern.more_atoms.end(),
                     [&](const FlatArray<FlatText>& atoms) { return holds_some(atoms, 1, view, folding); });
}

std::optional<bool> Patterns::run_relaxed(PatternIndex pattern, std::string_view view, std::size_t offset, std::uint32_t code_points, int wanted_groups, Groups& groups) const {
  const Pattern& known = patterns_[pattern];
  if (known.relaxed.empty() || is_compiled(pattern)) return std::nullopt;
  const re2::RE2& re = program(relaxed_programs_[pattern], known.relaxed);
  if (!re.ok()) return std::nullopt;
  const bool is_exact = code_points <= known.max_exact_code_points;
  const int group_count = is_exact ? wanted_groups : re.NumberOfCapturingGroups() + 1;
  if (!re.Match(view, offset, view.size(), re2::RE2::UNANCHORED, groups.data(), group_count)) return false;
  const auto passes = [&groups](const CountCheck& check) {
    const re2::StringPiece& group = groups[check.group];
    const std::size_t held = count_code_points({group.data(), group.size()});
    return group.data() == nullptr || (held >= check.min_code_points && held <= check.max_code_points);
  };
  const bool is_certain = is_exact || std::all_of(known.checks.begin(), known.checks.end(), passes);
  return is_certain ? std::optional(true) : std::nullopt;
}

bool Patterns::runs_on(PatternIndex pattern, std::string_view view, std::uint32_t code_points) const {
  Groups groups;
  if (const auto runs = run_relaxed(pattern, view, 0, code_points, 0, groups)) return *runs;
  return program(programs_[pattern], patterns_[pattern].source).Match(view, 0, view.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

/// What a group of the pattern holds, in a repetition, may depend on the count: only patterns without groups are looked for with the relaxed program.
std::optional<Patterns::Match> Patterns::find(PatternIndex pattern, std::string_view view, std::uint32_t code_points, std::size_t offset) const {
  const auto range = [&view](const re2::StringPiece& piece) {
    const auto begin = static_cast<std::size_t>(piece.data() - view.data());
    return TextRange{begin, begin + piece.size()};
  };
  Groups groups;
  if (patterns_[pattern].has_groups == 0 && code_points <= kMaxFindRelaxed) {
    const auto runs = run_relaxed(pattern, view, offset, code_points, 1, groups);
    if (runs == false) return std::nullopt;
    if (runs == true) return Match{range(groups[0]), range(groups[0])};
  }
  const re2::RE2& re = program(programs_[pattern], patterns_[pattern].source);
  const int count = re.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!re.Match(view, offset, view.size(), re2::RE2::UNANCHORED, groups.data(), count)) return std::nullopt;
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
