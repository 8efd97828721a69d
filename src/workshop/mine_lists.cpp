#include <fmt/format.h>

#include <algorithm>

#include "workshop/mine_rules.h"

namespace cleanscrape::mining {
namespace {

/// On this share of its pages a heading above the article has lines of the page's own below it.
constexpr double kMinListShare = 0.6;
/// Below the article a heading may stay alone on most pages, as that of letters which nobody wrote.
constexpr double kMinTailListShare = 0.25;
constexpr std::uint32_t kMaxHeadingWords = 8;
constexpr std::size_t kMaxCaseParagraphs = 4;
constexpr std::size_t kMaxCaseLines = 4;

/// What stands below a heading, up to the next line of the frame.
struct List {
  std::size_t page = 0;
  std::size_t heading = 0;  ///< line
  std::size_t end = 0;      ///< behind its last line of the page's own
  std::uint32_t words = 0;
  std::uint32_t prose_words = 0;  ///< of the list
  std::uint32_t prose_after = 0;  ///< words of prose from the heading to the end of the page

  [[nodiscard]] std::size_t lines() const { return end - heading - 1; }
};

List read_list(const Facts& facts, std::size_t number, std::size_t heading) {
  const MinedPage& page = facts.pages[number];
  List list{number, heading, heading + 1, 0, 0, 0};
  for (; list.end < page.lines.size() && !facts.is_frame(page.lines[list.end].key) && !page.in_body(list.end); ++list.end) {
    list.words += page.lines[list.end].words;
    list.prose_words += page.lines[list.end].prose_words;
  }
  for (std::size_t i = heading; i < page.lines.size(); ++i) list.prose_after += page.lines[i].prose_words;
  return list;
}

std::vector<List> lists_below(const Facts& facts, const Recurring& line, bool in_head) {
  std::vector<List> lists;
  for (const std::size_t number : line.pages) {
    const MinedPage& page = facts.pages[number];
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      if (page.lines[i].key != line.key || (i < page.body_begin) != in_head || page.in_body(i)) continue;
      if (const List list = read_list(facts, number, i); list.end > i + 1) lists.push_back(list);
    }
  }
  return lists;
}

std::size_t count_pages(const std::vector<List>& lists) {
  std::set<std::size_t> pages;
  for (const List& list : lists) pages.insert(list.page);
  return pages.size();
}

/// "From our shelves" as "from-our-shelves"; letters beyond ASCII have no place in an id.
std::string slug(std::string_view view, std::size_t number) {
  std::string out;
  for (const char c : view) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    const bool usable = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (usable) out += lower;
    if (!usable && !out.empty() && !out.ends_with('-')) out += '-';
  }
  while (out.ends_with('-')) out.pop_back();
  return out.empty() ? fmt::format("{}", number) : out;
}

}  // namespace

void add_case_line(const MinedLine& line, std::vector<std::string>& lines) {
  if (line.apart && !lines.empty()) lines.emplace_back();
  lines.push_back(line.view);
}

namespace {

/// A few paragraphs of the page, and the lines from `begin` on.
std::vector<std::string> case_around(const MinedPage& page, std::size_t begin, std::size_t end) {
  std::vector<std::string> lines;
  std::size_t paragraphs = 0;
  for (std::size_t i = page.body_begin; i < page.body_end && paragraphs < kMaxCaseParagraphs; ++i) {
    if (page.lines[i].prose_words == 0) continue;
    add_case_line(page.lines[i], lines);
    ++paragraphs;
  }
  for (std::size_t i = begin; i < std::min(end, begin + 1 + kMaxCaseLines); ++i) add_case_line(page.lines[i], lines);
  return lines;
}

bool can_head_a_list(const Facts& facts, const Recurring& line) {
  return !line.sentence && facts.is_frame(line) && why_refused(facts, line).empty();
}

/// The heading as the rule's literal, or as a pattern where a number changes.
void add_heading(const Recurring& line, std::uint32_t words, MinedRule& rule) {
  const std::string& view = *line.views.begin();
  const bool is_fixed = line.views.size() == 1;
  (is_fixed ? rule.literals : rule.patterns).push_back({is_fixed ? view : pattern_of_key(line.key), line.pages.size(), words, {view}});
}

void propose_tail_list(const Facts& facts, const Recurring& line, Proposal& proposal) {
  if (line.in_tail == 0 || line.in_head > 0 || line.words_each() > kMaxHeadingWords || !can_head_a_list(facts, line)) return;
  const std::vector<List> lists = lists_below(facts, line, false);
  if (count_pages(lists) < facts.min_pages || static_cast<double>(count_pages(lists)) < kMinTailListShare * static_cast<double>(line.pages.size())) return;
  std::uint32_t prose_words = 0;
  std::uint32_t prose_after = 0;
  std::uint32_t words = 0;
  for (const List& list : lists) {
    prose_words = std::max(prose_words, list.prose_words);
    prose_after = std::max(prose_after, list.prose_after);
    words += list.words;
  }
  constexpr std::uint32_t kMinProseBefore = 30;
  constexpr std::uint32_t kMinProseAfter = 100;
  const std::string& view = *line.views.begin();
  MinedRule rule{"list-" + slug(line.key, proposal.rules.size()), fmt::format("What stands below \"{}\"", view), "related", "cut-after", {}, {}, {}, {}, {}};
  // teasers are prose as well: then the cut goes to the end of the page, where no more of it followed on any page
  rule.options = prose_words == 0 ? fmt::format("cut         = {{ extent = \"list\", min_prose_before_words = {} }}\n", kMinProseBefore)
                                  : fmt::format("cut         = {{ extent = \"page\", min_prose_before_words = {}, max_prose_after_words = {} }}\n", kMinProseBefore,
                                                std::max(kMinProseAfter, 2 * prose_after));
  add_heading(line, words, rule);
  rule.case_page = case_around(facts.pages[lists.front().page], lists.front().heading, lists.front().end);
  proposal.rules.push_back(std::move(rule));
}

/// Whether no list holds titles. Where words tell them, they are asked; else each list has more lines than a title and its deck, and behind it
/// comes a line that may be the title.
bool are_above_titles(const Facts& facts, const std::vector<List>& lists) {
  constexpr std::size_t kMinLines = 3;
  std::size_t taken = 0;
  std::size_t spared = 0;
  for (const List& list : lists) {
    const MinedPage& page = facts.pages[list.page];
    if (list.end >= page.body_begin) return false;  // nothing ends it: the lines below the heading may be the title
    const bool takes = std::any_of(page.titles.begin(), page.titles.end(), [&](std::size_t i) { return list.heading < i && i < list.end; });
    (takes ? taken : spared) += page.titles.empty() ? 0U : 1U;
    if (facts.knows_titles) continue;
    const bool has_title = std::any_of(page.lines.begin() + static_cast<std::ptrdiff_t>(list.end), page.lines.begin() + static_cast<std::ptrdiff_t>(page.body_begin),
                                       [&](const MinedLine& own) { return !facts.is_frame(own.key) && own.words >= kMinHeadlineWords; });
    if (list.lines() < kMinLines || !has_title) return false;
  }
  return !facts.knows_titles || facts.spares_titles(taken, spared, lists.size());
}

/// A list above the article stands between two fixed lines; the title comes behind the second one.
void propose_head_list(const Facts& facts, const Recurring& line, std::string_view site, Proposal& proposal) {
  if (line.in_head == 0 || line.in_tail > 0 || line.occurrences != line.pages.size() || !can_head_a_list(facts, line)) return;
  const std::vector<List> lists = lists_below(facts, line, true);
  if (static_cast<double>(count_pages(lists)) < kMinListShare * static_cast<double>(line.pages.size()) || !are_above_titles(facts, lists)) return;
  std::set<std::string> ends;
  std::size_t longest = 0;
  std::uint32_t words = 0;
  for (const List& list : lists) {
    const MinedPage& page = facts.pages[list.page];
    ends.insert(page.lines[list.end].key);
    longest = std::max(longest, list.lines());
    words += list.words;
  }
  const Recurring* end = ends.size() == 1 ? facts.find(*ends.begin()) : nullptr;
  if (end == nullptr || end->in_tail > 0 || end->occurrences != end->pages.size() || !can_head_a_list(facts, *end)) return;
  const std::string name = slug(*line.views.begin(), proposal.rules.size());
  const auto mark = [&](std::string_view which, const Recurring& at) {
    MinedRule rule{fmt::format("{}-{}", name, which), fmt::format("The line that {} a list above the article", which == "opens" ? "opens" : "closes"), "nav", "mark", {}, {}, {}, {}, {}};
    add_heading(at, 0, rule);
    proposal.rules.push_back(std::move(rule));
  };
  mark("opens", line);
  mark("closes", *end);
  MinedRule rule{"between-" + name, fmt::format("What stands between \"{}\" and \"{}\"", *line.views.begin(), *end->views.begin()), "related", "drop", {}, {}, {}, {}, {}};
  rule.conditions = fmt::format("words  = {{ max = 25 }}\nnear   = {{ rule = \"{0}.{1}-opens\", within = {2}, side = \"before\" }}\nregion = {{ before = \"{0}.{1}-closes\" }}\n", site, name, longest);
  const MinedPage& page = facts.pages[lists.front().page];
  rule.patterns.push_back({{}, line.pages.size(), words, {}});
  for (std::size_t i = lists.front().heading; i < page.body_begin; ++i) add_case_line(page.lines[i], rule.case_page);
  for (std::string& paragraph : case_around(page, 0, 0)) rule.case_page.push_back(std::move(paragraph));
  proposal.rules.push_back(std::move(rule));
}

}  // namespace

void propose_lists(const Facts& facts, std::string_view site, Proposal& proposal) {
  for (const auto& [key, line] : facts.recurring) {
    propose_tail_list(facts, line, proposal);
    propose_head_list(facts, line, site, proposal);
  }
}

}  // namespace cleanscrape::mining
