#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "rules/examples.h"
#include "workshop/lints.h"
#include "workshop/page_judge.h"

namespace cleanscrape {
namespace {

/// What the examples and cases show of each rule.
class Usage {
 public:
  explicit Usage(const CompiledRules& rules) : rules_(rules), judge_(rules), use_(rules.rules().size()) {}

  void add_page(std::string_view page, RuleIndex of) {
    std::span<const SiteIndex> sites;
    if (of != kNoRule) sites = rules_.rules()[of].sites;
    judge_.judge(page, sites);
    const Page& judged = judge_.page();
    for (BlockIndex block = 0; block < judged.document.size(); ++block) {
      const RuleIndex winner = judged.verdicts[block].rule;
      for (const RuleIndex hit : judged.hits_of(block)) {
        use_[hit].hit = true;
        if (winner != kNoRule && winner != hit) ++use_[hit].beaten_by[winner];
      }
      if (winner != kNoRule) use_[winner].wins = use_[winner].hit = true;
    }
    for (const Edit& edit : judged.edits) use_[edit.rule].wins = use_[edit.rule].hit = true;
  }

  void report(Diagnostics& found) const {
    for (RuleIndex i = 0; i < use_.size(); ++i) {
      const Rule& rule = rules_.rules()[i];
      if (!rules_.is_enabled(i) || rule.action == Action::decide) continue;
      const bool must_win = rule.action == Action::drop || rule.action == Action::replace || rule.action == Action::cut_after || rule.action == Action::cut_before;
      if (!use_[i].hit) {
        add(rule, fmt::format("rule '{}' holds in no example and no case", rule.id.view()), "add a line to 'drops', or a case", "never-fires", found);
      } else if (must_win && !use_[i].wins) {
        report_beaten(rule, use_[i].beaten_by, found);
      }
    }
  }

 private:
  struct Use {
    bool hit = false;
    bool wins = false;
    std::map<RuleIndex, std::uint32_t> beaten_by;
  };

  static void add(const Rule& rule, std::string message, std::string hint, std::string_view lint, Diagnostics& found) {
    found.push_back({Severity::warning, {rule.file.str(), rule.line, 1}, std::move(message), std::move(hint), std::string(lint)});
  }

  void report_beaten(const Rule& rule, const std::map<RuleIndex, std::uint32_t>& beaten_by, Diagnostics& found) const {
    if (beaten_by.empty()) {
      return add(rule, fmt::format("rule '{}' changes nothing in any example or case", rule.id.view()), "add a case with the page around the line", "never-fires", found);
    }
    const auto most = std::max_element(beaten_by.begin(), beaten_by.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const Rule& winner = rules_.rules()[most->first];
    add(rule, fmt::format("rule '{}' is beaten in every example and case, mostly by '{}'", rule.id.view(), winner.id.view()),
        fmt::format("see {}:{}; it may be needless", winner.file, winner.line), "always-beaten", found);
  }

  const CompiledRules& rules_;
  PageJudge judge_;
  std::vector<Use> use_;
};

/// The page of a case without its margin.
std::string page_of(const PageCase& page_case) {
  std::string page;
  std::string_view rest = page_case.page;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (!line.starts_with('=')) page += std::string(line.substr(std::min<std::size_t>(2, line.size()))) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return page;
}

}  // namespace

void lint_usage(const CompiledRules& rules, std::span<const std::string> files, Diagnostics& found) {
  const auto is_tried = [&](std::string_view file) { return files.empty() || std::find(files.begin(), files.end(), file) != files.end(); };
  Usage usage(rules);
  for (const RuleExample& example : rule_examples(rules)) {
    if (!is_tried(example.file)) continue;
    if (example.kind != ExampleKind::keep || rules.rules()[example.rule].action == Action::keep) usage.add_page(example.text, example.rule);
  }
  for (const PageCase& page_case : page_cases(rules)) {
    if (is_tried(page_case.file)) usage.add_page(page_of(page_case), page_case.rule);
  }
  usage.report(found);
}

}  // namespace cleanscrape
