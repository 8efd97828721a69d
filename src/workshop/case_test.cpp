#include "workshop/case_test.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/view.h"

namespace cleanscrape {
namespace {

/// A line of the page that a case describes.
struct CaseLine {
  char margin = ' ';
  std::string text;
  std::string wanted;  ///< of `~`
  std::uint32_t file_line = 0;
};

std::vector<CaseLine> read_lines(const PageCase& page_case) {
  std::vector<CaseLine> lines;
  std::string_view rest = page_case.page;
  for (std::uint32_t file_line = page_case.page_line; !rest.empty(); ++file_line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const std::string text(line.substr(std::min<std::size_t>(2, line.size())));
    if (line.starts_with('=') && !lines.empty()) {
      lines.back().wanted = text;
    } else {
      lines.push_back({line.empty() ? ' ' : line[0], text, {}, file_line});
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

std::string_view trimmed(std::string_view text) { return trim(text, {0, text.size()}).of(text); }

bool is_as_wanted(const CaseLine& line, const JudgedLine& judged) {
  switch (line.margin) {
    case '-': return judged.fate == LineFate::dropped || judged.fate == LineFate::blank;
    case '~': return judged.fate == LineFate::changed && trimmed(judged.rest) == trimmed(line.wanted);
    case '?': return false;
    default: return judged.fate == LineFate::kept || judged.fate == LineFate::blank;
  }
}

void show_context(const CaseLine& line, std::vector<TestLine>& shown) {
  shown.push_back({TestLine::Mark::context, line.file_line, fmt::format("{} {}", line.margin, line.text), {}});
}

void show_expected(const CaseLine& line, std::vector<TestLine>& shown) {
  shown.push_back({TestLine::Mark::expected, line.file_line, fmt::format("{} {}", line.margin, line.text), {}});
  if (line.margin == '~') shown.push_back({TestLine::Mark::expected, line.file_line + 1, "= " + line.wanted, {}});
}

void show_happened(const CaseLine& line, const JudgedLine& judged, std::string reason, std::vector<TestLine>& shown) {
  const char margin = judged.fate == LineFate::dropped ? '-' : judged.fate == LineFate::changed ? '~' : ' ';
  shown.push_back({TestLine::Mark::happened, line.file_line, fmt::format("{} {}", margin, line.text), std::move(reason)});
  if (margin == '~') shown.push_back({TestLine::Mark::happened, line.file_line, "= " + judged.rest, {}});
}

}  // namespace

TestResult CaseTester::describe(const PageCase& page_case) const {
  const std::string rule = page_case.rule == kNoRule ? page_case.pack.str() : rules_.rules()[page_case.rule].id.str();
  return {TestResult::Outcome::passed, rule, fmt::format("case '{}'", page_case.name), page_case.file.str(), page_case.line, {}};
}

void CaseTester::run(const PageCase& page_case, TestResult& test) {
  const std::vector<CaseLine> lines = read_lines(page_case);
  std::string page;
  for (const CaseLine& line : lines) page += line.text + "\n";
  std::span<const SiteIndex> sites;
  if (page_case.rule != kNoRule) sites = rules_.rules()[page_case.rule].sites;
  const std::vector<JudgedLine>& judged = judge_.judge(page, sites);
  std::size_t shown = 0;  // index behind the last line that is shown
  const std::size_t count = std::min(lines.size(), judged.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (is_as_wanted(lines[i], judged[i])) continue;
    if (i > shown) show_context(lines[i - 1], test.lines);
    show_expected(lines[i], test.lines);
    show_happened(lines[i], judged[i], reason_of(page_case, judged[i]), test.lines);
    shown = i + 1;
    if (shown < count && is_as_wanted(lines[shown], judged[shown])) show_context(lines[shown++], test.lines);
    const auto outcome = lines[i].margin == '?' ? TestResult::Outcome::known_gap : TestResult::Outcome::failed;
    test.outcome = std::max(test.outcome, outcome);
  }
}

/// Who did it; where nobody did, the condition of the case's rule that does not hold on the line.
std::string CaseTester::reason_of(const PageCase& page_case, const JudgedLine& line) const {
  if (line.change != nullptr) return cleanscrape::describe(*line.change);
  if (page_case.rule == kNoRule || line.fate != LineFate::kept) return {};
  const Document& document = judge_.page().document;
  const auto at = static_cast<std::size_t>(line.text.data() - document.page().data());
  for (std::size_t i = 0; i < document.size(); ++i) {
    const Block& block = document.block(i);
    if (block.range.end <= at) continue;
    if (const Verdict& verdict = judge_.page().verdicts[i]; verdict.stage == Stage::keep && verdict.rule != kNoRule) {
      const Rule& rule = rules_.rules()[verdict.rule];
      return fmt::format("keep {} {}:{}", rule.id.view(), rule.file.view(), rule.line);
    }
    std::uint32_t progress = 0;
    const std::string why = rules_.why_not(page_case.rule, {block.view, block.features}, progress);
    return why.empty() ? "holds on the line, but not on its neighbours or place" : why;
  }
  return {};
}

}  // namespace cleanscrape
