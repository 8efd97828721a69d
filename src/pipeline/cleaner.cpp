#include "cleanscrape/cleaner.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "cleanscrape/cleanscrape.h"
#include "engine/engine.h"
#include "pipeline/changes.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

struct Cleaner::State {
  RuleSet rules;
  JudgeOptions options;
  MatchScratch scratch;
  Page page;
  Cleaned cleaned;
};

namespace {

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
  return Cleaner(std::make_unique<State>(State{rules, std::move(judge_options), {}, {}, {}}));
}

Cleaner::Cleaner(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cleaner::~Cleaner() = default;
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;

const Cleaned& Cleaner::clean(std::string_view text, std::string_view host) {
  const CompiledRules& rules = state_->rules.compiled();
  JudgeOptions options = state_->options;
  if (!host.empty() && options.sites == SiteChoice::detect) {
    for (SiteIndex site = 0; site < rules.sites().size(); ++site) {
      const auto& hosts = rules.sites()[site].hosts;
      if (std::any_of(hosts.begin(), hosts.end(), [&](const std::string& h) { return host_matches(host, h); })) options.named_sites.push_back(site);
    }
  }
  state_->page.document.segment(text, rules.english_stopwords());
  judge(rules, options, state_->scratch, state_->page);
  state_->cleaned.page_text_ = text;
  state_->cleaned.page_ = &state_->page;
  find_changes(rules, state_->page, state_->cleaned.changes_);
  return state_->cleaned;
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
