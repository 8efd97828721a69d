#include "cleanscrape/cleaner.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/suggest.h"
#include "cleanscrape/cleanscrape.h"
#include "engine/engine.h"
#include "pipeline/changes.h"
#include "pipeline/compose.h"
#include "pipeline/settled.h"
#include "pipeline/valve.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

struct Cleaner::State {
  State(RuleSet used_rules, JudgeOptions judge_options) : rules(std::move(used_rules)), options(std::move(judge_options)) {}

  RuleSet rules;
  JudgeOptions options;
  Valve valve;
  MatchScratch scratch;
  Page page;
  Trace trace;  ///< of `page`, where it is asked for
  Cleaned cleaned;
  Page article_page;                     ///< the article, judged once more
  std::string article;
  std::vector<Change> article_changes;
  std::deque<std::string> written_texts;  ///< what no rule holds as a whole
};

namespace {

/// Cleaning changes what stands beside what: lines that now touch may be one paragraph, and a site's phrases may be gone. Two rounds are the
/// rule, the first one and one that finds nothing; each of the others takes something away.
constexpr int kMaxRounds = 32;

/// Whether a change takes from a block that a keep rule holds: a later round may have lost sight of what the rule saw.
bool touches_held(const Page& page, const std::vector<Change>& changes) {
  auto change = changes.begin();
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    const TextRange range = page.document.block(i).range;
    while (change != changes.end() && change->end <= range.begin) ++change;
    if (change == changes.end()) return false;
    if (page.held[i] && change->begin < range.end) return true;
  }
  return false;
}

/// Gives the blocks that a later round dropped their verdict, for `explain`.
void mark_dropped_later(const CompiledRules& rules, const std::vector<Change>& changes, Page& page) {
  auto change = changes.begin();
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    const TextRange range = page.document.block(i).range;
    while (change != changes.end() && change->end <= range.begin) ++change;
    std::size_t covered_to = range.begin;
    auto last = change;
    for (auto c = change; c != changes.end() && c->begin <= covered_to && covered_to < range.end && c->with.empty(); ++c) {
      covered_to = c->end;
      last = c;
    }
    if (page.verdicts[i].dropped || covered_to < range.end) continue;
    page.verdicts[i].dropped = true;
    page.verdicts[i].stage = last->decided_in;
    page.verdicts[i].rule = last->decided_by == nullptr ? kNoRule : static_cast<RuleIndex>(last->decided_by - rules.rules().data());
    if (page.trace != nullptr) page.trace->dropped_in[i] = Trace::kAgain;
  }
}

Diagnostic unknown(std::string_view what, const std::string& name, std::span<const std::string_view> names) {
  return {Severity::error, {}, "unknown " + std::string(what) + " '" + name + "'", suggest(name, names), {}};
}

void add_sites(const CompiledRules& rules, const std::vector<std::string>& ids, JudgeOptions& judge, Diagnostics& errors) {
  std::vector<std::string_view> names;
  for (const Site& site : rules.sites()) names.push_back(site.id);
  for (const std::string& id : ids) {
    const auto found = std::find(names.begin(), names.end(), id);
    if (found == names.end()) {
      errors.push_back(unknown("site", id, names));
    } else {
      judge.named_sites.push_back(static_cast<SiteIndex>(found - names.begin()));
    }
  }
}

void add_classes(const std::vector<std::string>& classes, JudgeOptions& judge, Diagnostics& errors) {
  for (const std::string& name : classes) {
    if (const auto found = find_block_class(name)) {
      judge.keep_classes.push_back(*found);
    } else {
      errors.push_back(unknown("class", name, block_class_names()));
    }
  }
}

SiteChoice choice_of(CleanOptions::Sites sites) {
  switch (sites) {
    case CleanOptions::Sites::detect: return SiteChoice::detect;
    case CleanOptions::Sites::none: return SiteChoice::none;
    case CleanOptions::Sites::named: return SiteChoice::named;
  }
  return SiteChoice::detect;
}

bool host_matches(std::string_view host, std::string_view pattern) {
  return host == pattern || (host.size() > pattern.size() && host.ends_with(pattern) && host[host.size() - pattern.size() - 1] == '.');
}

}  // namespace

Result<Cleaner> Cleaner::make(const RuleSet& rules, const CleanOptions& options) {
  Diagnostics errors;
  JudgeOptions judge_options;
  judge_options.sites = choice_of(options.sites);
  add_sites(rules.compiled(), options.site_ids, judge_options, errors);
  add_classes(options.keep_classes, judge_options, errors);
  if (!errors.empty()) return errors;
  auto state = std::make_unique<State>(rules, std::move(judge_options));
  state->valve = options.valve;
  if (options.trace) state->page.trace = &state->trace;
  return Cleaner(std::move(state));
}

Cleaner::Cleaner(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cleaner::~Cleaner() = default;
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;

void Cleaner::clean_once(State& state, const JudgeOptions& options, std::string_view text, Page& page, std::vector<Change>& changes) {
  const CompiledRules& rules = state.rules.compiled();
  page.document.segment(text, rules.english_stopwords());
  judge(rules, options, state.scratch, page);
  find_changes(rules, page, changes);
}

void Cleaner::settle(State& state, const JudgeOptions& options) {
  Cleaned& cleaned = state.cleaned;
  state.written_texts.clear();
  state.article_page.take_scratch_of(state.page);
  bool any = false;
  for (int round = 1; round < kMaxRounds; ++round) {
    state.article.clear();
    cleaned.append_to(state.article);
    clean_once(state, options, state.article, state.article_page, state.article_changes);
    if (state.article_changes.empty()) break;
    std::vector<Change> composed = cleaned.changes_;
    compose_changes(state.page.document, state.article_changes, composed, state.written_texts);
    if (touches_held(state.page, composed)) break;
    any = true;
    cleaned.changes_ = std::move(composed);
  }
  state.page.take_scratch_of(state.article_page);
  if (any) mark_dropped_later(state.rules.compiled(), cleaned.changes_, state.page);
}

const Cleaned& Cleaner::clean(std::string_view text, std::string_view host) {
  const CompiledRules& rules = state_->rules.compiled();
  JudgeOptions options = state_->options;
  if (!host.empty() && options.sites == SiteChoice::detect) {
    for (SiteIndex site = 0; site < rules.sites().size(); ++site) {
      const auto& hosts = rules.sites()[site].hosts;
      if (std::any_of(hosts.begin(), hosts.end(), [&](std::string_view h) { return host_matches(host, h); })) options.named_sites.push_back(site);
    }
  }
  Cleaned& cleaned = state_->cleaned;
  cleaned.page_text_ = text;
  cleaned.page_ = &state_->page;
  static_assert(kMaxPageBytes == Document::kMaxPageBytes);
  if (text.size() > kMaxPageBytes) text = {};  // left alone
  clean_once(*state_, options, text, state_->page, cleaned.changes_);
  if (cleaned.changed() && !has_same_blocks(state_->page, cleaned.changes_, rules.english_stopwords())) settle(*state_, options);
  const WordCount words = count_words(state_->page);
  cleaned.words_ = words.all;
  cleaned.kept_words_ = words.kept;
  cleaned.overdropped_ = trips(state_->valve, words);
  if (cleaned.overdropped_ && state_->valve.on_overdrop == Valve::OnOverdrop::pass) {
    give_back(state_->page);
    cleaned.changes_.clear();
  }
  return cleaned;
}

void Cleaned::append_to(std::string& out) const {
  for_each_piece([&](std::string_view piece) { out += piece; });
}

std::size_t Cleaned::size_bytes() const {
  std::size_t size = page_text_.size();
  for (const Change& change : changes_) size = size - (change.end - change.begin) + change.with.size();
  return size;
}

std::string_view version() { return CLEANSCRAPE_VERSION; }

}  // namespace cleanscrape
