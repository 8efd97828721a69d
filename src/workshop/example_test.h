#pragma once

#include "rules/examples.h"
#include "workshop/page_judge.h"
#include "workshop/rule_test.h"

namespace cleanscrape {

/// Runs lines from `drops`, `keeps` and `rewrites`.
class ExampleTester {
 public:
  explicit ExampleTester(const CompiledRules& rules) : rules_(rules), judge_(rules) {}

  /// The test's name and place.
  [[nodiscard]] TestResult describe(const RuleExample& example) const;
  /// Sets its outcome.
  void run(const RuleExample& example, TestResult& test);

 private:
  void run_drop(const RuleExample& example, TestResult& test);
  void run_keep(const RuleExample& example, TestResult& test);
  void run_rewrite(const RuleExample& example, TestResult& test);
  void segment(const RuleExample& example);
  [[nodiscard]] bool hits_any_block(RuleIndex rule);
  [[nodiscard]] bool is_held();
  [[nodiscard]] std::string why_not(RuleIndex rule) const;

  const CompiledRules& rules_;
  PageJudge judge_;
  MatchScratch scratch_;
  Document document_;
  std::vector<bool> sites_;
  std::vector<RuleIndex> hits_;
};

}  // namespace cleanscrape
