#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_range.h"
#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"
#include "rules/model.h"
#include "rules/rule.h"
#include "text/features.h"
#include "text/phrase_table.h"

namespace cleanscrape {

/// What a rule sees of a block.
struct BlockView {
  std::string_view text;  ///< the folded view
  const Features& features;
};

/// Reusable memory of one thread for matching; see `CompiledRules::match`.
class MatchScratch {
 public:
  MatchScratch();
  ~MatchScratch();
  MatchScratch(MatchScratch&&) noexcept;
  MatchScratch& operator=(MatchScratch&&) noexcept;
  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// An edit of a `replace` rule: bytes of the view and what they become.
struct ViewEdit {
  TextRange range;
  std::string_view with;  ///< lives as long as the rules
};

/// Which kind of token a pattern of the `[tokens]` table finds.
enum class TokenKind : std::uint8_t { link, email, time };

/// A rule that can only be tried on every block, and whose hits matter on few pages: where its site is active, and where other rules have hits,
/// for a mark those that ask for it, else those near which it must stand.
struct LateRule {
  RuleIndex rule = kNoRule;
  bool is_mark = false;
  bool is_on_anchor = false;  ///< it can hit only blocks that one of `wanted_with` hits
  std::vector<std::uint64_t> wanted_with;  ///< see `has_bit`: one of these must have a hit; empty: it matters on every page
};

struct BaseImage;
class ImageMaker;

/// Rules, sites, word lists and the model of all loaded packs: compiled once, immutable, shared by threads.
class CompiledRules {
 public:
  /// All errors of all sources, or the rules. Warnings go to `warnings` where it is not null. Where the sources are the packs in the
  /// program and others, only the others are compiled, if that comes to the same.
  static Result<std::shared_ptr<const CompiledRules>> compile(std::span<const RuleSource> sources, const RuleOptions& options,
                                                              Diagnostics* warnings = nullptr);
  /// The same for the packs in the program, which were compiled when it was built.
  static Result<std::shared_ptr<const CompiledRules>> builtin(const RuleOptions& options, Diagnostics* warnings = nullptr);
  /// The same for the packs in the program and `own` ones.
  static Result<std::shared_ptr<const CompiledRules>> builtin_with(std::span<const RuleSource> own, const RuleOptions& options,
                                                                   Diagnostics* warnings = nullptr);
  /// As `compile`, and certainly from the sources.
  static Result<std::shared_ptr<const CompiledRules>> compile_sources(std::span<const RuleSource> sources, const RuleOptions& options,
                                                                      Diagnostics* warnings = nullptr);
  /// The packs of the base, which must stay, and `own` ones. Null on any mistake, and where all sources must be compiled together.
  static std::shared_ptr<const CompiledRules> extend(const BaseImage& base, std::span<const RuleSource> own, const RuleOptions& options,
                                                     Diagnostics* warnings = nullptr);
  ~CompiledRules();

  [[nodiscard]] std::span<const Rule> rules() const { return rules_; }
  [[nodiscard]] std::span<const Site> sites() const;
  [[nodiscard]] const ModelParameters& model() const;
  /// The lists of `[model.words]`; kinds are `ModelWord`.
  [[nodiscard]] const PhraseTable& model_phrases() const;
  [[nodiscard]] const StopwordSet& english_stopwords() const;
  /// The enabled rule that switches the decision on; the one with the smallest id of several, kNoRule without one.
  [[nodiscard]] RuleIndex decision(Decision decision) const;
  /// The enabled rules that drop copies, in the order of their ids.
  [[nodiscard]] std::span<const RuleIndex> duplicate_rules() const;
  /// Whether the rule may act: its file, overrides and options leave it on.
  [[nodiscard]] bool is_enabled(RuleIndex rule) const;
  /// Hash of everything that can change a verdict: all sources and options.
  [[nodiscard]] std::uint64_t fingerprint() const;

  /// Appends to `hits`, in index order, the enabled rules whose conditions on the block alone hold: all block
  /// conditions of `when`, none of `unless`. Rules of a site are included only if `active_sites[site]`.
  /// Thread-safe with one scratch per thread. Does not allocate once the scratch has grown.
  void match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch& scratch, std::vector<RuleIndex>& hits) const;

  /// Appends one number `site * 64 + signature` for every site signature pattern that matches the view.
  void match_signatures(const BlockView& block, MatchScratch& scratch, std::vector<std::uint32_t>& hits) const;

  /// Mark of a rule that belongs to sites: whether it holds has not been tried.
  static constexpr RuleIndex kUntried = 0x80000000U;
  /// The same two for a page whose sites are not known yet. Of a rule that belongs to sites only the trigger is seen: behind the others it
  /// is appended with `kUntried`; late rules are not tried. Short views are remembered in the scratch.
  void match_all(const BlockView& block, MatchScratch& scratch, std::vector<RuleIndex>& hits, std::vector<std::uint32_t>& signatures) const;

  /// The enabled rules that `match_all` leaves out, by index.
  [[nodiscard]] std::span<const LateRule> late_rules() const;

  /// Whether the conditions of the rule on the block alone hold.
  [[nodiscard]] bool conditions_hold(RuleIndex rule, const BlockView& block, MatchScratch& scratch) const;

  /// Appends the edits that the `replace` rule makes on the view, in order, not overlapping.
  void edits(RuleIndex rule, std::string_view view, std::vector<ViewEdit>& edits) const;

  /// Whether the view holds such a token (`[tokens]`); the share of its visible code points that such tokens cover.
  [[nodiscard]] bool has_token(TokenKind kind, const BlockView& block) const;
  [[nodiscard]] double token_share(TokenKind kind, const BlockView& block) const;

  /// For `explain --why-kept`: why the rule does not hold on this block, as "needs words >= 12, has 9"; empty if its block
  /// conditions hold. `progress` is set to the number of conditions that hold.
  [[nodiscard]] std::string why_not(RuleIndex rule, const BlockView& block, std::uint32_t& progress) const;

  /// Whether the rule can be among the hits of a block; see `cleanscrape::is_matched`.
  [[nodiscard]] bool is_matched(RuleIndex rule) const;

  /// Whether the rule has a condition on the block alone; one that is matched and has none hits every block.
  [[nodiscard]] bool looks_at_block(RuleIndex rule) const;

  struct Impl;
  explicit CompiledRules(std::unique_ptr<Impl> impl);
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  static Result<std::shared_ptr<const CompiledRules>> finish(ImageMaker& maker, std::unique_ptr<FlatArena> arena,
                                                             const RuleOptions& options, Diagnostics& errors);
  std::unique_ptr<Impl> impl_;
  std::span<const Rule> rules_;  ///< of the image
};

}  // namespace cleanscrape
