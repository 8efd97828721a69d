#include "workshop/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "engine/prose.h"
#include "workshop/page_judge.h"

namespace cleanscrape {
namespace {

bool changes_pages(const Rule& rule) {
  return rule.action == Action::drop || rule.action == Action::replace || rule.action == Action::cut_after || rule.action == Action::cut_before;
}

/// From the first to behind the last paragraph of prose that stays; empty where there is none.
std::pair<BlockIndex, BlockIndex> find_kept_body(const CompiledRules& rules, const Page& page) {
  BlockIndex begin = 0;
  BlockIndex end = 0;
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    if (page.verdicts[i].dropped || prose_words(page.document.block(i), rules.model()) == 0) continue;
    if (end == 0) begin = i;
    end = i + 1;
  }
  return {begin, end};
}

class Counter {
 public:
  explicit Counter(const CompiledRules& rules) : rules_(rules), counts_(rules.rules().size()), last_page_(rules.rules().size()) {
    for (RuleIndex i = 0; i < counts_.size(); ++i) counts_[i].rule = i;
  }

  void add(const Page& page) {
    ++pages_;
    const auto [body_begin, body_end] = find_kept_body(rules_, page);
    for (BlockIndex block = 0; block < page.document.size(); ++block) {
      for (const RuleIndex hit : page.hits_of(block)) add_hit(hit, body_begin <= block && block < body_end);
      const RuleIndex winner = page.verdicts[block].rule;
      if (winner == kNoRule) continue;
      ++counts_[winner].decided;
      if (is_alone(page.hits_of(block), winner)) ++counts_[winner].alone;
    }
  }

  [[nodiscard]] std::vector<RuleCoverage> result() {
    std::erase_if(counts_, [&](const RuleCoverage& c) { return !rules_.rules()[c.rule].enabled || rules_.rules()[c.rule].action == Action::decide; });
    std::stable_sort(counts_.begin(), counts_.end(), [](const RuleCoverage& a, const RuleCoverage& b) {
      return std::tie(b.decided, b.hits) < std::tie(a.decided, a.hits);
    });
    return std::move(counts_);
  }

 private:
  void add_hit(RuleIndex rule, bool in_body) {
    RuleCoverage& count = counts_[rule];
    ++count.hits;
    count.in_body += in_body ? 1U : 0U;
    if (last_page_[rule] != pages_) ++count.pages;
    last_page_[rule] = pages_;
  }

  [[nodiscard]] bool is_alone(std::span<const RuleIndex> hits, RuleIndex winner) const {
    return std::none_of(hits.begin(), hits.end(), [&](RuleIndex hit) {
      const Rule& rule = rules_.rules()[hit];
      return hit != winner && changes_pages(rule) && !rule.has_page_conditions();
    });
  }

  const CompiledRules& rules_;
  std::vector<RuleCoverage> counts_;
  std::vector<std::size_t> last_page_;  ///< by rule: number of the last page with a hit
  std::size_t pages_ = 0;
};

double body_share(const RuleCoverage& count) { return count.hits == 0 ? 0.0 : static_cast<double>(count.in_body) / count.hits; }

}  // namespace

Coverage measure_coverage(const CompiledRules& rules, std::span<const NamedPage> pages) {
  PageJudge judge(rules);
  Counter counter(rules);
  for (const NamedPage& page : pages) {
    judge.judge(page.text);
    counter.add(judge.page());
  }
  return {pages.size(), counter.result()};
}

bool is_shadowed(const CompiledRules& rules, const RuleCoverage& coverage) {
  return coverage.hits > 0 && coverage.decided == 0 && changes_pages(rules.rules()[coverage.rule]);
}

std::string render_coverage(const CompiledRules& rules, const Coverage& coverage) {
  std::string out = fmt::format("{:>7} {:>6} {:>7} {:>6} {:>6}  {}\n", "decided", "alone", "hits", "pages", "body", "rule");
  std::string dead;
  std::string shadowed;
  for (const RuleCoverage& count : coverage.rules) {
    const Rule& rule = rules.rules()[count.rule];
    const std::string place = fmt::format("{} {}:{}\n", rule.id, rule.file, rule.line);
    if (count.is_dead()) {
      dead += "  " + place;
      continue;
    }
    out += fmt::format("{:>7} {:>6} {:>7} {:>6} {:>5.0f}%  {}\n", count.decided, count.alone, count.hits, count.pages, 100 * body_share(count), rule.id);
    if (is_shadowed(rules, count)) shadowed += "  " + place;
  }
  const auto dead_count = std::count(dead.begin(), dead.end(), '\n');
  out += fmt::format("{} pages, {} rules, {} dead, {} shadowed\n", coverage.pages, coverage.rules.size(), dead_count, std::count(shadowed.begin(), shadowed.end(), '\n'));
  if (!dead.empty()) out += "dead, without a hit on any page:\n" + dead;
  if (!shadowed.empty()) out += "shadowed, other rules always came first:\n" + shadowed;
  return out;
}

std::string render_coverage_json(const CompiledRules& rules, const Coverage& coverage) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const RuleCoverage& count : coverage.rules) {
    const Rule& rule = rules.rules()[count.rule];
    list.push_back({{"rule", rule.id}, {"file", rule.file}, {"line", rule.line}, {"action", to_string(rule.action)}, {"hits", count.hits}, {"pages", count.pages},
                    {"decided", count.decided}, {"alone", count.alone}, {"body_share", body_share(count)}, {"dead", count.is_dead()}, {"shadowed", is_shadowed(rules, count)}});
  }
  const nlohmann::ordered_json result{{"pages", coverage.pages}, {"rules", std::move(list)}};
  return result.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace cleanscrape
