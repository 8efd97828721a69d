#include "rules/compiled_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "rules/image.h"
#include "rules/impl.h"
#include "rules/late_rules.h"
#include "rules/match_state.h"
#include "rules/reporter.h"
#include "text/utf8.h"

namespace cleanscrape {

CompiledRules::Impl::Impl(const RuleImage& compiled, std::vector<std::unique_ptr<const re2::RE2>> programs)
    : image(compiled), tables(compiled.patterns, std::move(programs), compiled.tokens) {
  for (const FlatStopwords& list : image.stopwords) tables.stopwords.push_back({list.language, StopwordSet(list.table)});
  for (const StopwordList& list : tables.stopwords) {
    if (list.language == "en") english = list.words;
  }
}

CompiledRules::CompiledRules(std::unique_ptr<Impl> impl) : impl_(std::move(impl)), rules_(impl_->image.rules) {}
void CompiledRules::Impl::switch_on(std::vector<bool> which) {
  enabled = std::move(which);
  decisions.fill(kNoRule);
  duplicate_rules.clear();
  for (RuleIndex i = 0; i < image.rules.size(); ++i) {
    const Rule& rule = image.rules[i];
    if (!enabled[i]) continue;
    if (rule.decision && decisions[static_cast<std::size_t>(*rule.decision)] == kNoRule) decisions[static_cast<std::size_t>(*rule.decision)] = i;
    if (rule.action == Action::drop && rule.when.duplicate) duplicate_rules.push_back(i);
  }
  late_rules = cleanscrape::late_rules(image, enabled);
}

CompiledRules::~CompiledRules() = default;

Result<std::shared_ptr<const CompiledRules>> CompiledRules::compile_sources(std::span<const RuleSource> sources, const RuleOptions& options,
                                                                            Diagnostics* warnings) {
  Diagnostics errors;
  auto arena = std::make_unique<FlatArena>();
  ImageMaker maker(sources, *arena, errors);
  if (warnings != nullptr) warnings->insert(warnings->end(), maker.warnings().begin(), maker.warnings().end());
  return finish(maker, std::move(arena), options, errors);
}

std::shared_ptr<const CompiledRules> CompiledRules::extend(const BaseImage& base, std::span<const RuleSource> own,
                                                           const RuleOptions& options, Diagnostics* warnings) {
  Diagnostics errors;
  auto arena = std::make_unique<FlatArena>();
  ImageMaker maker(base, own, *arena, errors);
  if (!maker.is_complete()) return nullptr;
  const auto rules = finish(maker, std::move(arena), options, errors);
  if (!rules) return nullptr;
  if (warnings != nullptr) warnings->insert(warnings->end(), maker.warnings().begin(), maker.warnings().end());
  return *rules;
}

Result<std::shared_ptr<const CompiledRules>> CompiledRules::finish(ImageMaker& maker, std::unique_ptr<FlatArena> arena,
                                                                   const RuleOptions& options, Diagnostics& errors) {
  std::vector<bool> enabled;
  switch_rules(maker.image().rules, options, enabled, errors);
  if (!errors.empty()) {
    sort_diagnostics(errors);
    return errors;
  }
  auto impl = std::make_unique<Impl>(maker.image(), std::move(maker.linked().programs));
  impl->switch_on(std::move(enabled));
  impl->fingerprint = fingerprint_of(impl->image.sources_fingerprint, options);
  impl->arena = std::move(arena);
  return std::shared_ptr<const CompiledRules>(std::make_shared<CompiledRules>(std::move(impl)));
}

std::span<const Site> CompiledRules::sites() const { return impl_->image.sites; }
const ModelParameters& CompiledRules::model() const { return impl_->image.model; }
const PhraseTable& CompiledRules::model_phrases() const { return impl_->image.model_phrases; }
const StopwordSet& CompiledRules::english_stopwords() const { return impl_->english; }
RuleIndex CompiledRules::decision(Decision decision) const {
  return impl_->decisions[static_cast<std::size_t>(decision)];
}
std::span<const RuleIndex> CompiledRules::duplicate_rules() const { return impl_->duplicate_rules; }
std::span<const LateRule> CompiledRules::late_rules() const { return impl_->late_rules; }
bool CompiledRules::is_enabled(RuleIndex rule) const { return impl_->enabled[rule]; }
std::uint64_t CompiledRules::fingerprint() const { return impl_->fingerprint; }

Matcher CompiledRules::Impl::matcher() const { return {image.rules, image.tests, image.signatures, image.match, tables, enabled}; }

void CompiledRules::match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch& scratch,
                          std::vector<RuleIndex>& hits) const {
  const Matcher matcher = impl_->matcher();
  const auto before = static_cast<std::ptrdiff_t>(hits.size());
  matcher.collect(block, scratch.state());
  matcher.add_rules(block, &active_sites, scratch.state(), hits);
  for (const LateRule& late : impl_->late_rules) {
    if (matcher.is_active(late.rule, active_sites) && matcher.conditions_hold(late.rule, block, scratch.state())) hits.push_back(late.rule);
  }
  std::sort(hits.begin() + before, hits.end());
}

void CompiledRules::match_signatures(const BlockView& block, MatchScratch& scratch, std::vector<std::uint32_t>& hits) const {
  const Matcher matcher = impl_->matcher();
  matcher.collect(block, scratch.state());
  matcher.add_signatures(block, scratch.state(), hits);
}

void CompiledRules::match_all(const BlockView& block, MatchScratch& scratch, std::vector<RuleIndex>& hits,
                              std::vector<std::uint32_t>& signatures) const {
  MatchScratch::State& state = scratch.state();
  state.cache.use_for(impl_->fingerprint);
  MatchCache::Found found;
  const bool is_view_all = !block.features.side_by_side;  // else the rules may see more than the view
  if (is_view_all && state.cache.find(block.text, found)) {
    hits.insert(hits.end(), found.rules.begin(), found.rules.end());
    signatures.insert(signatures.end(), found.signatures.begin(), found.signatures.end());
    return;
  }
  const std::size_t hits_before = hits.size();
  const std::size_t signatures_before = signatures.size();
  const Matcher matcher = impl_->matcher();
  matcher.collect(block, state);
  matcher.add_rules(block, nullptr, state, hits);
  matcher.add_signatures(block, state, signatures);
  if (is_view_all) state.cache.put(block.text, {std::span(hits).subspan(hits_before), std::span(signatures).subspan(signatures_before)});
}

bool CompiledRules::conditions_hold(RuleIndex rule, const BlockView& block, MatchScratch& scratch) const {
  return impl_->matcher().conditions_hold(rule, block, scratch.state());
}

void CompiledRules::edits(RuleIndex rule, std::string_view view, std::vector<ViewEdit>& edits) const {
  const auto& replacement = impl_->image.tests[rule].replacement;
  if (!replacement) return;
  const auto code_points = static_cast<std::uint32_t>(count_code_points(view));
  for (std::size_t offset = 0; offset < view.size();) {
    const auto match = impl_->tables.patterns.find(replacement->pattern, view, code_points, offset);
    if (!match) return;
    if (!match->part.empty()) edits.push_back({match->part, replacement->with});
    offset = std::max(match->whole.end, offset + 1);
  }
}

bool CompiledRules::has_token(TokenKind kind, const BlockView& block) const {
  ViewFolding folding;
  return impl_->tables.tokens.has(kind, block, folding);
}
double CompiledRules::token_share(TokenKind kind, const BlockView& block) const { return impl_->tables.tokens.share(kind, block); }

bool CompiledRules::is_matched(RuleIndex rule) const { return cleanscrape::is_matched(rules_[rule], impl_->image.tests[rule]); }

bool CompiledRules::looks_at_block(RuleIndex rule) const {
  return cleanscrape::looks_at_block(impl_->image.tests[rule]);
}

std::string CompiledRules::why_not(RuleIndex rule, const BlockView& block, std::uint32_t& progress) const {
  const RuleTests& tests = impl_->image.tests[rule];
  ViewFolding folding;
  ConditionContext context{block, impl_->tables, folding};
  std::string reason;
  progress = 0;
  const auto fail = [&reason](std::string failure) {
    if (reason.empty()) reason = std::move(failure);
  };
  for (const Condition& condition : tests.when) {
    holds(condition, context) ? void(++progress) : fail(describe_failure(condition, context));
  }
  for (const Condition& condition : tests.unless) {
    holds(condition, context) ? fail(fmt::format("stopped by unless {}", describe(condition, impl_->tables))) : void(++progress);
  }
  return reason;
}

}  // namespace cleanscrape
