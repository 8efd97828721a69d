#include "workshop/test_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/graphemes.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxLineGraphemes = 120;

std::size_t count(std::span<const TestResult> results, TestResult::Outcome outcome) {
  return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), [&](const TestResult& test) { return test.outcome == outcome; }));
}

std::string_view word_of(TestResult::Outcome outcome) {
  switch (outcome) {
    case TestResult::Outcome::passed: return "ok";
    case TestResult::Outcome::known_gap: return "gap";
    case TestResult::Outcome::failed: return "FAIL";
  }
  return {};
}

char mark_of(TestLine::Mark mark) { return mark == TestLine::Mark::expected ? '-' : mark == TestLine::Mark::happened ? '+' : ' '; }

std::string render_line(const TestLine& line, bool color) {
  const std::string_view paint = !color || line.mark == TestLine::Mark::context ? "" : line.mark == TestLine::Mark::expected ? "\x1b[31m" : "\x1b[32m";
  const std::string reason = line.reason.empty() ? "" : "   # " + line.reason;
  return fmt::format("  {:>5} {}{}{}{}{}\n", line.line, paint, mark_of(line.mark), shorten(line.text, kMaxLineGraphemes), paint.empty() ? "" : "\x1b[0m", reason);
}

std::string render_lines(const TestResult& test, bool color) {
  std::string out;
  for (const TestLine& line : test.lines) out += render_line(line, color);
  return out;
}

/// XML 1.0 knows no control characters but tab and line ends, and only whole UTF-8.
std::string to_xml(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (c.code_point == '&') {
      out += "&amp;";
    } else if (c.code_point == '<') {
      out += "&lt;";
    } else if (c.code_point == '>') {
      out += "&gt;";
    } else if (c.code_point == '"') {
      out += "&quot;";
    } else if (c.code_point >= 0x20 || c.code_point == '\n' || c.code_point == '\t') {
      append_utf8(out, c.code_point == 0xFFFE || c.code_point == 0xFFFF ? kReplacement : c.code_point);
    }
    i += c.size_bytes;
  }
  return out;
}

}  // namespace

std::string render_test_report(std::span<const TestResult> results, const TestReportStyle& style) {
  std::string out;
  for (const TestResult& test : results) {
    if (test.outcome == TestResult::Outcome::passed && !style.verbose) continue;
    out += fmt::format("{}:{}: {}: {}: {}\n", test.file, test.line, word_of(test.outcome), test.rule, test.name);
    out += render_lines(test, style.color);
  }
  out += fmt::format("{} passed, {} failed, {} with known gaps\n", count(results, TestResult::Outcome::passed),
                     count(results, TestResult::Outcome::failed), count(results, TestResult::Outcome::known_gap));
  return out;
}

std::string render_junit(std::span<const TestResult> results) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites><testsuite name=\"cleanscrape rules\" tests=\"{}\" failures=\"{}\">\n", results.size(),
                     count(results, TestResult::Outcome::failed));
  for (const TestResult& test : results) {
    out += fmt::format("<testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"", to_xml(test.rule), to_xml(test.name), to_xml(test.file), test.line);
    if (test.outcome == TestResult::Outcome::passed) {
      out += "/>\n";
    } else if (test.outcome == TestResult::Outcome::failed) {
      out += fmt::format("><failure message=\"not as expected\">{}</failure></testcase>\n", to_xml(render_lines(test, false)));
    } else {
      out += fmt::format("><system-out>{}</system-out></testcase>\n", to_xml("known gap\n" + render_lines(test, false)));
    }
  }
  return out + "</testsuite></testsuites>\n";
}

bool any_failed(std::span<const TestResult> results) { return count(results, TestResult::Outcome::failed) > 0; }

}  // namespace cleanscrape
