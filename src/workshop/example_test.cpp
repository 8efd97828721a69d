#include "workshop/example_test.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/line_rules.h"
#include "text/view.h"

namespace cleanscrape {
namespace {

std::string_view name_of(ExampleKind kind) {
  switch (kind) {
    case ExampleKind::drop: return "drops";
    case ExampleKind::keep: return "keeps";
    case ExampleKind::rewrite: return "rewrites";
  }
  return {};
}

void fail(TestResult& test, std::uint32_t line, std::string expected, std::string happened, std::string reason) {
  test.outcome = TestResult::Outcome::failed;
  test.lines = {{TestLine::Mark::expected, line, std::move(expected), {}}, {TestLine::Mark::happened, line, std::move(happened), std::move(reason)}};
}

/// The line as rules see it.
std::string view_of(std::string_view line) {
  ViewMaker maker;
  const TextRange whole = trim(line, {0, line.size()});
  return std::string(maker.make(line, std::span(&whole, 1)));
}

}  // namespace

TestResult ExampleTester::describe(const RuleExample& example) const {
  return {TestResult::Outcome::passed,
          rules_.rules()[example.rule].id.str(),
          std::string(name_of(example.kind)),
          example.file.str(),
          example.line,
          {}};
}

void ExampleTester::run(const RuleExample& example, TestResult& test) {
  segment(example);
  switch (example.kind) {
    case ExampleKind::drop: return run_drop(example, test);
    case ExampleKind::keep: return run_keep(example, test);
    case ExampleKind::rewrite: return run_rewrite(example, test);
  }
}

void ExampleTester::segment(const RuleExample& example) {
  document_.segment(example.text, rules_.english_stopwords());
  sites_.assign(rules_.sites().size(), false);
  for (const SiteIndex site : rules_.rules()[example.rule].sites) sites_[site] = true;
}

/// Rules that are switched off are not in the matcher: their conditions are tried one by one.
bool ExampleTester::hits_any_block(RuleIndex rule) {
  if (!rules_.is_matched(rule)) return rules_.rules()[rule].action != Action::decide && document_.size() > 0;
  const bool enabled = rules_.is_enabled(rule);
  for (const Block& block : document_.blocks()) {
    const BlockView view{block.view, block.features};
    hits_.clear();
    if (enabled) rules_.match(view, sites_, scratch_, hits_);
    std::uint32_t progress = 0;
    if (enabled ? std::binary_search(hits_.begin(), hits_.end(), rule) : rules_.why_not(rule, view, progress).empty()) return true;
  }
  return false;
}

bool ExampleTester::is_held() {
  for (const Block& block : document_.blocks()) {
    hits_.clear();
    rules_.match({block.view, block.features}, sites_, scratch_, hits_);
    const auto keeps = [&](RuleIndex hit) { return rules_.rules()[hit].action == Action::keep; };
    if (std::any_of(hits_.begin(), hits_.end(), keeps)) return true;
  }
  return false;
}

std::string ExampleTester::why_not(RuleIndex rule) const {
  if (document_.size() == 0) return "the line is blank";
  std::uint32_t progress = 0;
  const Block& block = document_.block(0);
  return rules_.why_not(rule, {block.view, block.features}, progress);
}

void ExampleTester::run_drop(const RuleExample& example, TestResult& test) {
  if (hits_any_block(example.rule)) return;
  fail(test, example.line, "- " + example.text.str(), "  " + example.text.str(), why_not(example.rule));
}

void ExampleTester::run_keep(const RuleExample& example, TestResult& test) {
  if (!hits_any_block(example.rule)) return;
  const Rule& rule = rules_.rules()[example.rule];
  if (rule.action != Action::keep && is_held()) return;
  if (rule.has_page_conditions()) {
    const auto& lines = judge_.judge(example.text, rule.sites);
    const bool hit = std::any_of(lines.begin(), lines.end(), [&](const JudgedLine& line) { return line.change != nullptr && line.change->rule() == rule.id; });
    if (!hit) return;
  }
  fail(test, example.line, "  " + example.text.str(), "- " + example.text.str(),
       fmt::format("{} {}:{}", rule.id.view(), rule.file.view(), rule.line));
}

void ExampleTester::run_rewrite(const RuleExample& example, TestResult& test) {
  const auto& lines = judge_.judge(example.text, rules_.rules()[example.rule].sites);
  std::string text;
  std::string reason;
  for (const JudgedLine& line : lines) {
    if (!text.empty()) text += '\n';
    text += line.fate == LineFate::changed ? line.rest : line.fate == LineFate::dropped ? std::string() : std::string(line.text);
    if (line.change != nullptr && reason.empty()) reason = cleanscrape::describe(*line.change);
  }
  if (view_of(text) == view_of(example.wanted)) return;
  fail(test, example.line, "= " + example.wanted.str(), "= " + text, reason.empty() ? why_not(example.rule) : reason);
}

}  // namespace cleanscrape
