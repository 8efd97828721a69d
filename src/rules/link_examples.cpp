#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "rules/linker.h"

namespace cleanscrape {
namespace {

/// Each is a page to clean.
constexpr std::size_t kMaxCases = 10'000;

constexpr std::array<std::string_view, 5> kMargins{"- ", "  ", "~ ", "= ", "? "};

std::vector<std::string_view> lines_of(std::string_view page) {
  std::vector<std::string_view> lines;
  while (!page.empty()) {
    const std::size_t end = page.find('\n');
    lines.push_back(page.substr(0, end));
    page = end == std::string_view::npos ? std::string_view{} : page.substr(end + 1);
  }
  return lines;
}

/// The margin of a line; a line whose white space an editor cut off, as "-", has it too. Empty: none.
std::string_view margin_of(std::string_view line) {
  for (const std::string_view margin : kMargins) {
    if (line.starts_with(margin)) return margin;
    if (line.size() == 1 && line[0] == margin[0]) return margin;
  }
  return line.empty() ? kMargins[1] : std::string_view{};
}

/// TOML drops the line end behind the opening quotes.
std::uint32_t first_page_line(const LineIndex& source, const Value& page) {
  const bool starts_below = mark_inside(source, page, page.text.substr(0, page.text.find('\n'))).column == page.at.column;
  return page.at.line + (starts_below ? 1 : 0);
}

/// Whether a line with text has the margin.
bool has_margin(const PageCase& page_case, std::string_view wanted) {
  const std::vector<std::string_view> lines = lines_of(page_case.page);
  return std::any_of(lines.begin(), lines.end(), [wanted](std::string_view line) { return line.size() > wanted.size() && margin_of(line) == wanted; });
}

}  // namespace

void Linker::link_examples() {
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    if (!rules_[i].is_of_base()) link_examples_of(i);
  }
  for (const Pack& pack : packs_) {
    Place place = place_of(pack);
    link_cases(place, pack.root.list("case"), kNoRule);
  }
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    if (!rules_[i].is_of_base()) check_example_count(i);
  }
  const auto by_place = [](const auto& a, const auto& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); };
  std::stable_sort(out_.examples.begin(), out_.examples.end(), by_place);
  std::stable_sort(out_.cases.begin(), out_.cases.end(), by_place);
  for (LinkedRule& linked : rules_) {
    out_.rules.push_back(linked.rule);
    out_.tests.push_back(linked.tests);
  }
}

void Linker::link_examples_of(RuleIndex rule) {
  const Value& written = *rules_[rule].written;
  const FlatText file = rules_[rule].rule.file;
  const auto add = [&](ExampleKind kind, std::string_view text, std::string_view wanted, Mark at) {
    out_.examples.push_back({rule, kind, arena_.add_text(text), arena_.add_text(wanted), file, at.line});
  };
  for (const Value& line : written.list("drops")) add(ExampleKind::drop, line.text, {}, line.at);
  for (const Value& line : written.list("keeps")) add(ExampleKind::keep, line.text, {}, line.at);
  for (const Value& pair : written.list("rewrites")) {
    if (pair.items.size() == 2) add(ExampleKind::rewrite, pair.items[0].text, pair.items[1].text, pair.at);
  }
  Place place = place_of(*rules_[rule].pack);
  link_cases(place, written.list("case"), rule);
}

void Linker::link_cases(Place& place, const std::vector<Value>& written, RuleIndex rule) {
  for (const Value& one : written) {
    const Value* page = one.find("page", ValueType::text);
    if (page == nullptr) continue;
    if (cases_of_base() + out_.cases.size() == kMaxCases) return place.reporter.error(one.at, fmt::format("more than {} cases", kMaxCases));
    const RuleSource& source = *place.pack.source;
    const std::uint32_t page_line = first_page_line(place.pack.lines, *page);
    const PageCase page_case{arena_.add_text(one.text_or("name", {})),
                             arena_.add_text(page->text),
                             rule,
                             arena_.add_text(place.pack.id),
                             arena_.add_text(source.path),
                             one.at.line,
                             page_line};
    check_margins(place, page_case, page->at);
    out_.cases.push_back(page_case);
  }
}

void Linker::check_margins(Place& place, const PageCase& page_case, Mark page) {
  std::string_view before;
  std::uint32_t line = page_case.page_line;
  const std::vector<std::string_view> lines = lines_of(page_case.page);
  for (const std::string_view text : lines) {
    const std::string_view margin = margin_of(text);
    const Mark at{line++, 1};
    if (margin.empty()) {
      place.reporter.error(at, "no margin: a line of a case starts with '- ', '  ', '~ ', '= ' or '? '");
    } else if ((margin == "= ") != (before == "~ ")) {
      const Mark unpaired{before == "~ " ? at.line - 1 : at.line, 1};
      place.reporter.error(unpaired, "a '~ ' line needs a '= ' line below it, and no other line has one");
    }
    before = margin;
  }
  if (before == "~ ") place.reporter.error({line - 1, 1}, "a '~ ' line needs a '= ' line below it, and no other line has one");
  if (lines.empty()) place.reporter.error(page, "the page has no lines");
}

/// Every rule that changes a page shows what it does and what it does not do.
void Linker::check_example_count(RuleIndex rule) {
  const Rule& checked = rules_[rule].rule;
  if (checked.action == Action::keep || checked.action == Action::score || checked.action == Action::mark ||
      checked.action == Action::decide) {
    return;
  }
  bool goes = false;
  bool stays = false;
  const Value& written = *rules_[rule].written;
  goes = !written.list("drops").empty() || !written.list("rewrites").empty();
  stays = !written.list("keeps").empty();
  for (const PageCase& page_case : out_.cases) {
    if (page_case.rule != rule) continue;
    goes = goes || has_margin(page_case, "- ") || has_margin(page_case, "~ ");
    stays = stays || has_margin(page_case, "  ");
  }
  if (goes && stays) return;
  const std::string_view missing = goes ? "stays" : stays ? "goes" : "goes, and none of one that stays";
  place_of(*rules_[rule].pack)
      .doubts.warning(written.at, fmt::format("rule '{}' has no example of a line that {}", checked.id.view(), missing), {}, "no-example");
}

}  // namespace cleanscrape
