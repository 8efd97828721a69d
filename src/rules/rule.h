#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "base/flat.h"
#include "text/script.h"

namespace cleanscrape {

using RuleIndex = std::uint32_t;
using SiteIndex = std::uint32_t;
inline constexpr RuleIndex kNoRule = std::numeric_limits<RuleIndex>::max();

enum class Action : std::uint8_t { keep, drop, replace, cut_after, cut_before, score, mark, decide };
/// The decisions over the whole page that a `decide` rule switches on.
enum class Decision : std::uint8_t { sequence, collapsed, page_model };
enum class RuleConfidence : std::uint8_t { low, medium, high };

/// What a rule is about; the names are in the rule language's table of classes.
enum class BlockClass : std::uint8_t {
  chrome, nav, widget, notice, summary, login, search, share, reaction, comment,
  copyright, contact, footer, byline, author, caption, credit, date, title, tag,
  related, ranking, promo, subscribe, paywall, ad, cookie, language, code,
  duplicate, boilerplate, content,
};

/// Inclusive bounds of a count.
struct CountRange {
  std::uint32_t min = 0;
  std::uint32_t max = std::numeric_limits<std::uint32_t>::max();
  [[nodiscard]] bool holds(std::uint32_t count) const { return min <= count && count <= max; }
};

/// Whether the bit of the rule is set: bit i % 64 of the word i / 64 stands for rule i.
[[nodiscard]] inline bool has_bit(std::span<const std::uint64_t> bits, RuleIndex rule) {
  return rule / 64 < bits.size() && ((bits[rule / 64] >> (rule % 64)) & 1U) != 0;
}

/// Other rules by id glob, by class, or both; resolved to indices when the set is compiled.
struct RuleSelector {
  FlatText rule_glob;                     ///< empty: any
  std::optional<BlockClass> block_class;  ///< empty: any
  FlatArray<RuleIndex> rules;             ///< sorted
  FlatArray<std::uint64_t> bits;          ///< the same, see `has_bit`

  [[nodiscard]] bool takes(RuleIndex rule) const { return has_bit({bits.begin(), bits.end()}, rule); }
};

enum class Side : std::uint8_t { before, after, either };
struct NearCondition {
  RuleSelector selector;
  std::uint32_t within_blocks = 1;
  Side side = Side::either;
};

enum class Region : std::uint8_t { head, body, tail };
/// Exactly one of the members is set.
struct RegionCondition {
  std::optional<Region> region;
  std::optional<std::uint32_t> first_blocks;
  std::optional<std::uint32_t> last_blocks;
  std::optional<RuleSelector> after;
  std::optional<RuleSelector> before;
};

struct RunCondition {
  std::uint32_t min_blocks = 3;
  std::uint32_t gap_blocks = 1;
};

enum class DuplicateUnit : std::uint8_t { line, sentence };
enum class KeptCopy : std::uint8_t { body, first, last };
struct DuplicateCondition {
  std::uint32_t min_code_points = 40;
  DuplicateUnit of = DuplicateUnit::line;
  bool fold_case = false;
  bool fold_quotes = false;
  bool fold_space = false;
  KeptCopy keep = KeptCopy::body;
};

/// Conditions that look beyond the block. For `when` all that are set must hold; for `unless` any that holds stops the rule.
struct PageConditions {
  FlatArray<NearCondition> near;
  std::optional<RegionCondition> region;
  std::optional<RunCondition> run;
  std::optional<std::uint32_t> repeat_min;
  std::optional<DuplicateCondition> duplicate;

  [[nodiscard]] bool any() const { return !near.empty() || region || run || repeat_min || duplicate; }
};

enum class CutExtent : std::uint8_t { list, page };
struct CutSpec {
  CutExtent extent = CutExtent::list;
  std::uint32_t min_prose_before_words = 60;
  std::uint32_t max_prose_after_words = 40;
  bool inclusive = true;
};

/// A rule as the engine uses it. Its conditions on the block alone are in the matcher, not here; whether it is switched on is said by
/// `CompiledRules::is_enabled`.
struct Rule {
  FlatText id;
  FlatText description;
  BlockClass block_class = BlockClass::chrome;
  Action action = Action::drop;
  RuleConfidence confidence = RuleConfidence::high;
  FlatArray<SiteIndex> sites;  ///< empty: every site
  std::uint32_t revision = 1;
  double score_words = 0.0;  ///< of `score` rules
  bool weak = false;         ///< of `score` rules: the sequence counts it only near what rules drop
  CutSpec cut;
  std::optional<Decision> decision;  ///< of `decide` rules
  PageConditions when;
  PageConditions unless;
  FlatText file;  ///< as given with the source
  std::uint32_t line = 0;
  bool enabled_by_packs = true;  ///< false: switched off by its file or by an override

  [[nodiscard]] bool has_page_conditions() const { return when.any() || unless.any(); }
};

/// A named site and the signature that shows it.
struct Site {
  FlatText id;
  FlatArray<FlatText> hosts;
  std::uint32_t min_signatures = 1;
  FlatText file;
  std::uint32_t line = 0;
};

[[nodiscard]] std::string_view to_string(Action action);
[[nodiscard]] std::string_view to_string(BlockClass block_class);
[[nodiscard]] std::string_view to_string(RuleConfidence confidence);
/// By name as in a rule file.
[[nodiscard]] std::optional<BlockClass> find_block_class(std::string_view name);
/// All of them, in the order of the enum.
[[nodiscard]] std::span<const std::string_view> block_class_names();

}  // namespace cleanscrape
