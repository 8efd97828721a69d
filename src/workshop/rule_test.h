#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/compiled_rules.h"

namespace cleanscrape {

/// One line of what a failed test shows, in the manner of a unified diff: the case as written against what happened.
struct TestLine {
  enum class Mark : std::uint8_t { context, expected, happened };
  Mark mark = Mark::context;
  std::uint32_t line = 0;  ///< in the rule file
  std::string text;        ///< of a case: with its margin
  std::string reason;      ///< of `happened`: stage, rule and place, or what did not hold
};

/// The outcome of one example line or page case.
struct TestResult {
  enum class Outcome : std::uint8_t { passed, known_gap, failed };
  Outcome outcome = Outcome::passed;
  std::string rule;  ///< id of the rule, or of the pack
  std::string name;  ///< "drops", "keeps", "rewrites", or "case 'NAME'"
  std::string file;
  std::uint32_t line = 0;
  std::vector<TestLine> lines;  ///< of what did not pass
};

/// Which tests run; empty: all.
struct TestSelection {
  std::vector<std::string> files;  ///< rule files, as the rules name them
  std::string filter;              ///< glob on the id of the rule or pack, or on "ID: NAME"
};

/// Runs the examples and page cases that the rules carry, with all loaded rules at work. In order of file and line.
///
/// An example line is a page of its own: the conditions of its rule on the block must hold for `drops`. For `keeps` they must not, or a
/// keep rule holds the line, or the rule looks at the page around the line and finds nothing there. The rule's sites are switched on.
[[nodiscard]] std::vector<TestResult> run_rule_tests(const CompiledRules& rules, const TestSelection& selection = {});

}  // namespace cleanscrape
