#include "workshop/mine_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "workshop/lints.h"
#include "workshop/pack_overlay.h"
#include "workshop/page_judge.h"

namespace cleanscrape::mining {

/// A line of a page, and the rule that takes it.
struct Trial::Taken {
  std::size_t page = 0;
  std::size_t line = 0;
  std::string rule;  ///< id
};

Result<Trial::Rules> Trial::compile(const Proposal& proposal, const std::vector<WrittenCase>& cases) const {
  const std::vector<RuleSource> pack{{path(), write_pack(request_.site, facts_, proposal, cases)}};
  return CompiledRules::compile(overlay_packs(request_.loaded, pack), {});
}

std::vector<Trial::Taken> Trial::taken_lines(const CompiledRules& rules) const {
  std::vector<Taken> taken;
  PageJudge judge(rules);
  for (std::size_t p = 0; p < facts_.pages.size(); ++p) {
    judge.judge(facts_.pages[p].source->text);
    const auto& verdicts = judge.page().verdicts;
    for (std::size_t i = 0; i < std::min(verdicts.size(), facts_.pages[p].lines.size()); ++i) {
      if (verdicts[i].dropped && verdicts[i].rule != kNoRule) taken.push_back({p, i, rules.rules()[verdicts[i].rule].id.str()});
    }
  }
  return taken;
}

bool Trial::remove(const std::string& id, const MinedLine& line, const char* reason, Proposal& proposal) const {
  const auto found = std::find_if(proposal.rules.begin(), proposal.rules.end(), [&](const MinedRule& rule) { return id == id_of(rule); });
  if (found == proposal.rules.end()) return false;
  proposal.refused.push_back({line.view, 1, fmt::format("rule '{}' {}", id, reason)});
  const auto has_view = [&](const Evidence& evidence) { return std::find(evidence.views.begin(), evidence.views.end(), line.view) != evidence.views.end(); };
  const bool by_words = found->action == "drop" && std::erase_if(found->literals, has_view) + std::erase_if(found->patterns, has_view) > 0;
  if (!by_words || (found->literals.empty() && found->patterns.empty())) proposal.rules.erase(found);
  return true;
}

bool Trial::remove_from_bodies(const std::vector<Taken>& taken, Proposal& proposal) const {
  bool removed = false;
  for (const Taken& t : taken) {
    const MinedPage& page = facts_.pages[t.page];
    if (page.in_body(t.line)) removed = remove(t.rule, page.lines[t.line], "took it out of a text", proposal) || removed;
  }
  return removed;
}

bool Trial::remove_from_titles(const std::vector<Taken>& taken, Proposal& proposal) const {
  std::map<std::string, std::vector<const Taken*>> by_rule;
  for (const Taken& t : taken) {
    if (facts_.pages[t.page].is_title(t.line)) by_rule[t.rule].push_back(&t);
  }
  bool removed = false;
  for (const auto& [rule, titles] : by_rule) {
    if (facts_.spares_titles(titles.size(), facts_.pages.size(), facts_.pages.size())) continue;
    for (const Taken* t : titles) removed = remove(rule, facts_.pages[t->page].lines[t->line], "took it, and it may be a title", proposal) || removed;
  }
  return removed;
}

/// Where no words tell the title, a line of the page's own must stay above the text; and one that lists on other pages name stays too.
bool Trial::remove_from_bare_heads(const std::vector<Taken>& taken, Proposal& proposal) const {
  bool removed = false;
  for (std::size_t p = 0; p < facts_.pages.size(); ++p) {
    const MinedPage& page = facts_.pages[p];
    if (facts_.knows_titles || !page.titles.empty()) continue;
    const auto is_own = [&](std::size_t line) { return line < page.body_begin && !facts_.is_frame(page.lines[line].key); };
    std::vector<const Taken*> own;
    for (const Taken& t : taken) {
      if (t.page == p && is_own(t.line)) own.push_back(&t);
    }
    std::size_t lines = 0;
    for (std::size_t i = 0; i < page.body_begin; ++i) lines += is_own(i) ? 1U : 0U;
    for (const Taken* t : own) {
      const Recurring* recurring = facts_.find(page.lines[t->line].key);
      const bool is_linked = recurring != nullptr && recurring->in_tail > 0 && recurring->words_each() >= kMinHeadlineWords;
      if (is_linked || own.size() == lines) removed = remove(t->rule, page.lines[t->line], "took it, and it may be a title", proposal) || removed;
    }
  }
  return removed;
}

bool Trial::remove_harmful(const CompiledRules& rules, Proposal& proposal) const {
  const std::vector<Taken> taken = taken_lines(rules);
  const bool bodies = remove_from_bodies(taken, proposal);
  const bool titles = remove_from_titles(taken, proposal);
  const bool heads = remove_from_bare_heads(taken, proposal);
  return bodies || titles || heads;
}

bool Trial::remove_needless(const CompiledRules& rules, Proposal& proposal) const {
  std::map<std::string, std::set<std::string>> takes;  // rule, views
  for (const Taken& t : taken_lines(rules)) takes[t.rule].insert(facts_.pages[t.page].lines[t.line].view);
  const auto is_needless = [&](const MinedRule& rule) {
    if (rule.action != "mark") return rule.case_page.empty() && !takes.contains(id_of(rule));  // a case shows what it does alone
    const std::string name = fmt::format("\"{}\"", id_of(rule));
    return std::none_of(proposal.rules.begin(), proposal.rules.end(), [&](const MinedRule& other) { return other.conditions.find(name) != std::string::npos; });
  };
  std::set<std::string> needless;
  for (MinedRule& rule : proposal.rules) {
    if (is_needless(rule)) {
      needless.insert(rule.name);
      if (rule.action != "mark") proposal.refused.push_back({rule.description, rule.pages(), "other rules take all of it"});
      continue;
    }
    const std::set<std::string>& views = takes[id_of(rule)];
    const auto is_taken = [&](const std::string& view) { return views.contains(view); };
    for (auto* list : {&rule.literals, &rule.patterns}) {
      for (Evidence& evidence : *list) std::stable_partition(evidence.views.begin(), evidence.views.end(), is_taken);
      for (Evidence& evidence : *list) evidence.is_at_work = !evidence.views.empty() && is_taken(evidence.views.front());
    }
  }
  return std::erase_if(proposal.rules, [&](const MinedRule& rule) { return needless.contains(rule.name); }) > 0;
}

}  // namespace cleanscrape::mining
