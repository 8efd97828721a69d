#pragma once

#include "rules/examples.h"
#include "workshop/page_judge.h"
#include "workshop/rule_test.h"

namespace cleanscrape {

/// Runs page cases.
class CaseTester {
 public:
  explicit CaseTester(const CompiledRules& rules) : rules_(rules), judge_(rules) {}

  /// The test's name and place.
  [[nodiscard]] TestResult describe(const PageCase& page_case) const;
  /// Sets its outcome.
  void run(const PageCase& page_case, TestResult& test);

 private:
  [[nodiscard]] std::string reason_of(const PageCase& page_case, const JudgedLine& line) const;

  const CompiledRules& rules_;
  PageJudge judge_;
};

}  // namespace cleanscrape
