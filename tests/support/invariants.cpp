#include "support/invariants.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape::test {
namespace {

struct PageLine {
  std::string_view text;
  bool in_pieces = false;  ///< a part of it was cut out or rewritten
};

std::vector<PageLine> lines_of(std::string_view text) {
  std::vector<PageLine> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (end < text.size() && line.ends_with('\r')) line.remove_suffix(1);  // alone it ends no line: it is text
    lines.push_back({line, false});
    begin = end + 1;
  }
  return lines;
}

void mark_lines_in_pieces(std::string_view page, const Cleaned& cleaned, std::vector<PageLine>& lines) {
  for (PageLine& line : lines) {
    const auto begin = static_cast<std::size_t>(line.text.data() - page.data());
    const std::size_t end = begin + line.text.size();
    line.in_pieces = std::any_of(cleaned.changes().begin(), cleaned.changes().end(), [&](const Change& change) {
      const bool touches = change.begin < end && change.end > begin;
      return touches && (change.begin > begin || change.end < end || !change.with.empty());
    });
  }
}

bool is_subsequence(std::string_view part, std::string_view whole) {
  std::size_t found = 0;
  for (const char byte : whole) {
    if (found < part.size() && part[found] == byte) ++found;
  }
  return found == part.size();
}

}  // namespace

std::string blocks_tile_page(std::string_view page, const Cleaned& cleaned) {
  std::size_t at = 0;
  for (const Block& block : cleaned.page().document.blocks()) {
    if (block.range.begin < at || block.range.size_bytes() == 0 || block.range.end > page.size()) {
      return fmt::format("block {}-{} behind {}", block.range.begin, block.range.end, at);
    }
    if (!is_blank(page, {at, block.range.begin})) return fmt::format("visible text in {}-{} belongs to no block", at, block.range.begin);
    at = block.range.end;
  }
  return is_blank(page, {at, page.size()}) ? "" : fmt::format("visible text behind {} belongs to no block", at);
}

std::string changes_are_sound(std::string_view page, const Cleaned& cleaned) {
  std::size_t at = 0;
  for (const Change& change : cleaned.changes()) {
    const std::string name = fmt::format("change {}-{} by {}", change.begin, change.end, change.rule());
    if (change.begin < at || change.end < change.begin || change.end > page.size()) return name + fmt::format(" behind {}", at);
    if (change.begin == change.end && change.with.empty()) return name + " changes nothing";
    if (change.rule().empty() || change.rule_file().empty() || change.rule_line() == 0 || change.stage().empty() || change.stage() == "none") {
      return name + " has no reason";
    }
    const auto lines_before = static_cast<std::size_t>(std::count(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(change.begin), '\n'));
    if (change.first_line < 1 || change.first_line > lines_before + 2) return name + fmt::format(" claims line {}", change.first_line);
    at = change.end;
  }
  std::string article;
  cleaned.append_to(article);
  return article.size() == cleaned.size_bytes() ? "" : "size_bytes is not the article's size";
}

std::string verdicts_have_reasons(const RuleSet& rules, const Cleaned& cleaned) {
  const Page& page = cleaned.page();
  const auto all = rules.compiled().rules();
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    const Verdict& verdict = page.verdicts[i];
    const bool held = std::any_of(page.hits_of(i).begin(), page.hits_of(i).end(), [&](RuleIndex hit) {
      return all[hit].action == Action::keep && !all[hit].has_page_conditions();
    });
    if (verdict.dropped && (held || page.held[i])) return fmt::format("block {} is held by a keep rule and dropped", i);
    if (!verdict.dropped) continue;
    if (verdict.stage == Stage::none || verdict.stage == Stage::keep || verdict.rule >= all.size()) return fmt::format("block {} has no reason", i);
    const Rule& rule = all[verdict.rule];
    if (rule.file.empty() || rule.line == 0 || !rules.compiled().is_enabled(verdict.rule)) return fmt::format("rule {} of block {} has no place or is off", rule.id.view(), i);
  }
  return {};
}

std::string lines_come_from_page(std::string_view page, const Cleaned& cleaned) {
  std::string article;
  cleaned.append_to(article);
  std::vector<PageLine> source = lines_of(page);
  mark_lines_in_pieces(page, cleaned, source);
  std::size_t at = 0;
  const std::vector<PageLine> result = lines_of(article);
  for (std::size_t i = 0; i < result.size(); ++i) {
    const auto comes_from = [&](const PageLine& line) {
      return line.in_pieces ? is_subsequence(result[i].text, line.text) : line.text == result[i].text;
    };
    while (at < source.size() && !comes_from(source[at])) ++at;
    if (at == source.size()) return fmt::format("line {} of the article comes from nowhere: {}", i + 1, result[i].text);
    ++at;
  }
  return {};
}

std::string all_of_one_page(const RuleSet& rules, std::string_view page, const Cleaned& cleaned) {
  for (const std::string& wrong : {blocks_tile_page(page, cleaned), changes_are_sound(page, cleaned), verdicts_have_reasons(rules, cleaned), lines_come_from_page(page, cleaned)}) {
    if (!wrong.empty()) return wrong;
  }
  return {};
}

}  // namespace cleanscrape::test
