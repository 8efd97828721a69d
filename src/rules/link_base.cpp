#include <algorithm>
#include <utility>

#include "base/glob.h"
#include "rules/linker.h"

namespace cleanscrape {

/// Sites are numbered in the order of the files, signatures by site; the condition of a rule on them keeps its meaning.
void Linker::add_base_sites() {
  const auto first_site = static_cast<SiteIndex>(out_.sites.size());
  out_.of_base.first_site = first_site;
  out_.of_base.first_signature = static_cast<std::uint32_t>(out_.signatures.size());
  for (const Site& site : base_->sites) {
    site_index_.emplace(site.id.str(), static_cast<SiteIndex>(out_.sites.size()));
    out_.sites.push_back(site);
  }
  for (SignaturePattern signature : base_->signatures) {
    signature.number += first_site * SignaturePattern::kMaxOfSite;
    out_.signatures.push_back(signature);
  }
}

void Linker::add_base_rules() {
  rules_.reserve(base_->rules.size());
  for (RuleIndex i = 0; i < base_->rules.size(); ++i) {
    const Rule& rule = base_->rules[i];
    rules_.push_back({nullptr, nullptr, rule, base_->tests[i], rule.has_page_conditions()});
    rule_ids_.emplace(rule.id, SourceLine{rule.file, rule.line});
  }
}

void Linker::renumber_base_rules() {
  std::vector<RuleIndex> own;  // that may be referred to
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    if (rules_[i].is_of_base()) out_.of_base.rules.push_back(i);
    if (!rules_[i].is_of_base() && !rules_[i].has_page_conditions) own.push_back(i);
  }
  for (const RuleIndex i : out_.of_base.rules) {
    Rule& rule = rules_[i].rule;
    renumber(rule.when, own);
    renumber(rule.unless, own);
    if (out_.of_base.first_site == 0 || rule.sites.empty()) continue;
    std::vector<SiteIndex> sites;
    for (const SiteIndex site : rule.sites) sites.push_back(out_.of_base.first_site + site);
    rule.sites = arena_.add(sites);
  }
}

void Linker::renumber(PageConditions& page, std::span<const RuleIndex> own) {
  if (page.region && page.region->after) renumber(*page.region->after, own);
  if (page.region && page.region->before) renumber(*page.region->before, own);
  if (page.near.empty()) return;
  std::vector<NearCondition> all(page.near.begin(), page.near.end());
  for (NearCondition& near : all) renumber(near.selector, own);
  page.near = arena_.add(all);
}

/// As `select_rules`: a glob and a class may take rules of other packs too.
void Linker::renumber(RuleSelector& selector, std::span<const RuleIndex> own) {
  std::vector<RuleIndex> rules;
  for (const RuleIndex i : selector.rules) rules.push_back(out_.of_base.rules[i]);
  const std::size_t of_base = rules.size();
  const std::string_view glob = selector.rule_glob;
  const bool may_take_others = glob.empty() || is_glob(glob);
  for (const RuleIndex i : may_take_others ? own : std::span<const RuleIndex>{}) {
    const Rule& rule = rules_[i].rule;
    const bool is_of_class = !selector.block_class || rule.block_class == *selector.block_class;
    if (is_of_class && (glob.empty() || glob_matches(glob, rule.id))) rules.push_back(i);
  }
  if (!count_selected(rules.size() - of_base)) report_selected(Reporter({}, errors_), {});  // with its place where all is compiled together
  std::inplace_merge(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(of_base), rules.end());
  set_rules(rules, selector);
}

void Linker::renumber_base_marks() {
  for (FlatArray<RuleIndex>& mark : out_.model.marks) {
    std::vector<RuleIndex> rules;
    for (const RuleIndex i : mark) rules.push_back(out_.of_base.rules[i]);
    mark = arena_.add(rules);
  }
}

}  // namespace cleanscrape
