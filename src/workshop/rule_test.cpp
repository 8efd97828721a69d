#include "workshop/rule_test.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/glob.h"
#include "rules/examples.h"
#include "workshop/case_test.h"
#include "workshop/example_test.h"

namespace cleanscrape {
namespace {

bool is_selected(const TestSelection& selection, const TestResult& test) {
  const bool file = selection.files.empty() || std::find(selection.files.begin(), selection.files.end(), test.file) != selection.files.end();
  if (!file || selection.filter.empty()) return file;
  return glob_matches(selection.filter, test.rule) || glob_matches(selection.filter, fmt::format("{}: {}", test.rule, test.name));
}

}  // namespace

std::vector<TestResult> run_rule_tests(const CompiledRules& rules, const TestSelection& selection) {
  std::vector<TestResult> results;
  ExampleTester examples(rules);
  for (const RuleExample& example : rule_examples(rules)) {
    TestResult test = examples.describe(example);
    if (!is_selected(selection, test)) continue;
    examples.run(example, test);
    results.push_back(std::move(test));
  }
  CaseTester cases(rules);
  for (const PageCase& page_case : page_cases(rules)) {
    TestResult test = cases.describe(page_case);
    if (!is_selected(selection, test)) continue;
    cases.run(page_case, test);
    results.push_back(std::move(test));
  }
  std::stable_sort(results.begin(), results.end(),
                   [](const TestResult& a, const TestResult& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
  return results;
}

}  // namespace cleanscrape
