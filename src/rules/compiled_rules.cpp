#include "rules/compiled_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "rules/impl.h"
#include "rules/linker.h"
#include "rules/match_state.h"
#include "rules/pack.h"

namespace cleanscrape {
namespace {

std::uint64_t fold_in(std::string_view text, std::uint64_t hash) { return fingerprint(text, hash + text.size()); }

std::uint64_t fold_in_sorted(std::vector<std::string> texts, std::uint64_t hash) {
  std::sort(texts.begin(), texts.end());
  for (const std::string& text : texts) hash = fold_in(text, hash);
  return fold_in(fmt::format("{}", texts.size()), hash);
}

std::uint64_t fingerprint_of(std::span<const RuleSource> sources, const RuleOptions& options) {
  std::vector<std::string> texts;
  for (const RuleSource& source : sources) texts.push_back(source.text);
  std::uint64_t hash = fold_in_sorted(std::move(texts), 0);
  for (const auto* names : {&options.disable, &options.enable, &options.keep_classes}) hash = fold_in_sorted(*names, hash);
  return fold_in(fmt::format("{}", static_cast<int>(options.min_confidence)), hash);
}

TieredIndex index_signatures(const CompiledRules::Impl& impl) {
  std::vector<Trigger> triggers;
  for (std::uint32_t i = 0; i < impl.signatures.size(); ++i) {
    triggers.push_back(pattern_trigger(i, *impl.tables.patterns[impl.signatures[i].pattern]));
  }
  return TieredIndex(triggers, impl.signatures.size());
}

}  // namespace

CompiledRules::CompiledRules(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CompiledRules::~CompiledRules() = default;

Result<std::shared_ptr<const CompiledRules>> CompiledRules::compile(std::span<const RuleSource> sources, const RuleOptions& options,
                                                                    Diagnostics* warnings) {
  auto impl = std::make_unique<Impl>();
  Diagnostics errors;
  Diagnostics doubts;
  const std::vector<Pack> packs = parse_packs(sources, errors);
  Linker(packs, options, *impl, errors, doubts).link();
  sort_diagnostics(doubts);
  if (warnings != nullptr) warnings->insert(warnings->end(), doubts.begin(), doubts.end());
  if (!errors.empty()) {
    sort_diagnostics(errors);
    return errors;
  }
  impl->fingerprint = fingerprint_of(sources, options);
  impl->matcher = Matcher(impl->rules, impl->tests, impl->tables);
  impl->signature_index = index_signatures(*impl);
  return std::shared_ptr<const CompiledRules>(std::make_shared<CompiledRules>(std::move(impl)));
}

std::span<const Rule> CompiledRules::rules() const { return impl_->rules; }
std::span<const Site> CompiledRules::sites() const { return impl_->sites; }
const ModelParameters& CompiledRules::model() const { return impl_->model; }
const PhraseTable& CompiledRules::model_phrases() const { return impl_->model_phrases; }
const StopwordSet& CompiledRules::english_stopwords() const { return impl_->english; }
RuleIndex CompiledRules::decision(Decision decision) const {
  const auto switches_on = [&](const Rule& rule) { return rule.enabled && rule.decision == decision; };
  const auto found = std::find_if(impl_->rules.begin(), impl_->rules.end(), switches_on);
  return found == impl_->rules.end() ? kNoRule : static_cast<RuleIndex>(found - impl_->rules.begin());
}
std::uint64_t CompiledRules::fingerprint() const { return impl_->fingerprint; }

void CompiledRules::match(const BlockView& block, const std::vector<bool>& active_sites, MatchScratch& scratch,
                          std::vector<RuleIndex>& hits) const {
  impl_->matcher.match(block, active_sites, scratch.state(), hits);
}

void CompiledRules::match_signatures(const BlockView& block, MatchScratch& scratch, std::vector<std::uint32_t>& hits) const {
  if (impl_->signatures.empty()) return;
  MatchScratch::State& state = scratch.state();
  impl_->signature_index.collect(block, state);
  const std::size_t before = hits.size();
  for (const std::uint32_t i : state.candidates) {
    const SignaturePattern& signature = impl_->signatures[i];
    if (impl_->tables.patterns[signature.pattern]->matches(block.text, block.features.code_points)) hits.push_back(signature.number);
  }
  std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end());
}

void CompiledRules::edits(RuleIndex rule, std::string_view view, std::vector<ViewEdit>& edits) const {
  const auto& replacement = impl_->tests[rule].replacement;
  if (!replacement) return;
  const LazyPattern& pattern = *impl_->tables.patterns[replacement->pattern];
  for (std::size_t offset = 0; offset < view.size();) {
    const auto match = pattern.find(view, offset);
    if (!match) return;
    if (!match->part.empty()) edits.push_back({match->part, replacement->with});
    offset = std::max(match->whole.end, offset + 1);
  }
}

bool CompiledRules::has_token(TokenKind kind, const BlockView& block) const { return impl_->tables.tokens.has(kind, block); }
double CompiledRules::token_share(TokenKind kind, const BlockView& block) const { return impl_->tables.tokens.share(kind, block); }

std::string CompiledRules::why_not(RuleIndex rule, const BlockView& block, std::uint32_t& progress) const {
  const RuleTests& tests = impl_->tests[rule];
  std::string buffer;
  ConditionContext context{block, impl_->tables, buffer};
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

std::span<const RuleExample> rule_examples(const CompiledRules& rules) { return rules.impl().examples; }
std::span<const PageCase> page_cases(const CompiledRules& rules) { return rules.impl().cases; }

}  // namespace cleanscrape
