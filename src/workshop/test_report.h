#pragma once

#include <span>
#include <string>

#include "workshop/rule_test.h"

namespace cleanscrape {

struct TestReportStyle {
  bool color = false;
  bool verbose = false;  ///< passed tests too
};

/// Failures and known gaps as small diffs, and a last line with the numbers.
[[nodiscard]] std::string render_test_report(std::span<const TestResult> results, const TestReportStyle& style);

/// The same as a JUnit XML file, as build servers read it.
[[nodiscard]] std::string render_junit(std::span<const TestResult> results);

[[nodiscard]] bool any_failed(std::span<const TestResult> results);

}  // namespace cleanscrape
