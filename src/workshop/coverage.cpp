#include "workshop/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "engine/prose.h"
#include "rules/parse_toml.h"
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
      const RuleIndex winner = page.verdicts[block].rule;
      for (const RuleIndex hit : page.hits_of(block)) {
        add_hit(hit, body_begin <= block && block < body_end);
        if (winner != kNoRule && winner != hit) ++winners_[hit][winner];
      }
      if (winner == kNoRule) continue;
      if (!rules_.is_matched(winner)) add_hit(winner, body_begin <= block && block < body_end);  // it hits what it drops
      ++counts_[winner].decided;
      if (is_alone(page.hits_of(block), winner)) ++counts_[winner].alone;
    }
  }

  [[nodiscard]] std::vector<RuleCoverage> result() {
    for (const auto& [rule, winners] : winners_) {
      const auto more = [](const auto& a, const auto& b) { return a.second < b.second; };
      counts_[rule].beaten_by = std::max_element(winners.begin(), winners.end(), more)->first;
    }
    std::erase_if(counts_, [&](const RuleCoverage& c) { return !rules_.is_enabled(c.rule) || rules_.rules()[c.rule].action == Action::decide; });
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
  std::map<RuleIndex, std::map<RuleIndex, std::uint32_t>> winners_;  ///< by rule: those that decided its hits
  std::size_t pages_ = 0;
};

/// What the files say about rules that pages may show nothing of, by rule id.
std::map<std::string, std::string> read_reasons(std::span<const RuleSource> sources) {
  std::map<std::string, std::string> reasons;
  Diagnostics ignored;
  for (const RuleSource& source : sources) {
    Reporter reporter(source.path, ignored);
    const std::optional<Value> root = parse_toml(source, reporter);
    if (!root) continue;
    for (const Value& rule : root->list("rule")) {
      if (const Value* unseen = rule.find("unseen", ValueType::text)) reasons.emplace(rule.text_or("id", {}), unseen->text);
    }
  }
  return reasons;
}

/// Lists of rules below the table.
class RuleLists {
 public:
  void add(std::string_view list, const Rule& rule, std::string_view reason) {
    lists_[list] += fmt::format("  {} {}:{}{}{}\n", rule.id, rule.file, rule.line, reason.empty() ? "" : ": ", reason);
  }
  [[nodiscard]] std::string render(std::string_view list) const {
    const auto found = lists_.find(list);
    return found == lists_.end() ? std::string() : fmt::format("{}:\n{}", list, found->second);
  }

 private:
  std::map<std::string_view, std::string> lists_;
};

constexpr std::string_view kUnexplained = "dead, without a hit on any page and without a reason ('unseen')";
constexpr std::string_view kExplained = "dead, for the reason that the rule gives";
constexpr std::string_view kShadowed = "shadowed, other rules always came first, mostly the one behind the colon";
constexpr std::string_view kNeedless = "has hits, so that 'unseen' can go";

std::string_view list_of(const CompiledRules& rules, const RuleCoverage& count) {
  if (count.is_dead()) return count.unseen.empty() ? kUnexplained : kExplained;
  return is_shadowed(rules, count) ? kShadowed : kNeedless;
}

double body_share(const RuleCoverage& count) { return count.hits == 0 ? 0.0 : static_cast<double>(count.in_body) / count.hits; }

}  // namespace

Coverage measure_coverage(const CompiledRules& rules, std::span<const RuleSource> sources, std::span<const NamedPage> pages) {
  PageJudge judge(rules);
  Counter counter(rules);
  for (const NamedPage& page : pages) {
    judge.judge(page.text);
    counter.add(judge.page());
  }
  Coverage coverage{pages.size(), counter.result()};
  const std::map<std::string, std::string> reasons = read_reasons(sources);
  for (RuleCoverage& count : coverage.rules) {
    if (const auto reason = reasons.find(rules.rules()[count.rule].id.str()); reason != reasons.end()) count.unseen = reason->second;
  }
  return coverage;
}

bool has_unexplained_dead(const Coverage& coverage) {
  return std::any_of(coverage.rules.begin(), coverage.rules.end(), [](const RuleCoverage& count) { return count.is_dead() && count.unseen.empty(); });
}

bool is_shadowed(const CompiledRules& rules, const RuleCoverage& coverage) {
  return coverage.hits > 0 && coverage.decided == 0 && changes_pages(rules.rules()[coverage.rule]);
}

std::string render_coverage(const CompiledRules& rules, const Coverage& coverage) {
  std::string out = fmt::format("{:>7} {:>6} {:>7} {:>6} {:>6}  {}\n", "decided", "alone", "hits", "pages", "body", "rule");
  RuleLists lists;
  std::map<std::string_view, std::size_t> numbers;
  for (const RuleCoverage& count : coverage.rules) {
    const Rule& rule = rules.rules()[count.rule];
    if (!count.is_dead()) {
      out += fmt::format("{:>7} {:>6} {:>7} {:>6} {:>5.0f}%  {}\n", count.decided, count.alone, count.hits, count.pages, 100 * body_share(count), rule.id);
    }
    const std::string_view list = list_of(rules, count);
    if (list == kNeedless && count.unseen.empty()) continue;
    lists.add(list, rule, list == kShadowed && count.beaten_by != kNoRule ? rules.rules()[count.beaten_by].id.str() : count.unseen);
    ++numbers[list];
  }
  out += fmt::format("{} pages, {} rules, {} dead ({} of them without a reason), {} shadowed\n", coverage.pages, coverage.rules.size(),
                     numbers[kUnexplained] + numbers[kExplained], numbers[kUnexplained], numbers[kShadowed]);
  for (const std::string_view list : {kUnexplained, kExplained, kShadowed, kNeedless}) out += lists.render(list);
  return out;
}

std::string render_coverage_json(const CompiledRules& rules, const Coverage& coverage) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const RuleCoverage& count : coverage.rules) {
    const Rule& rule = rules.rules()[count.rule];
    list.push_back({{"rule", rule.id}, {"file", rule.file}, {"line", rule.line}, {"action", to_string(rule.action)}, {"hits", count.hits}, {"pages", count.pages},
                    {"decided", count.decided}, {"alone", count.alone}, {"body_share", body_share(count)}, {"dead", count.is_dead()}, {"shadowed", is_shadowed(rules, count)}, {"beaten_by", is_shadowed(rules, count) && count.beaten_by != kNoRule ? rules.rules()[count.beaten_by].id.str() : std::string()},
                    {"unseen", count.unseen}});
  }
  const nlohmann::ordered_json result{{"pages", coverage.pages}, {"rules", std::move(list)}};
  return result.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace cleanscrape
