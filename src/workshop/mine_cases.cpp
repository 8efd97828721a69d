#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "workshop/lints.h"
#include "workshop/mine_trial.h"
#include "workshop/page_judge.h"

namespace cleanscrape::mining {
namespace {

/// The lines with the margins that say what happens to them now.
std::string with_margins(const std::vector<JudgedLine>& lines) {
  std::string out;
  for (const JudgedLine& line : lines) {
    if (line.fate == LineFate::blank) {
      out += '\n';
      continue;
    }
    const char margin = line.fate == LineFate::dropped ? '-' : line.fate == LineFate::changed ? '~' : ' ';
    out += fmt::format("{} {}\n", margin, line.text);
    if (margin == '~') out += fmt::format("= {}\n", line.rest);
  }
  return out;
}

std::string join(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) {
    if (line.find("'''") == std::string::npos) out += line + "\n";
  }
  return out;
}

/// The start of a page to its fourth paragraph, and what follows its body.
std::vector<std::string> short_page(const MinedPage& page) {
  constexpr std::size_t kMaxParagraphs = 4;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (!page.in_body(i) || i < page.body_begin + kMaxParagraphs) add_case_line(page.lines[i], lines);
  }
  return lines;
}

/// The rules that take lines of the page that was judged last, and the marks that hold there.
std::set<std::string> rules_at_work(const CompiledRules& rules, const PageJudge& judge) {
  std::set<std::string> ids;
  const Page& page = judge.page();
  for (BlockIndex i = 0; i < page.verdicts.size(); ++i) {
    const Verdict& verdict = page.verdicts[i];
    if (verdict.dropped && verdict.rule != kNoRule) ids.insert(rules.rules()[verdict.rule].id.str());
    for (const RuleIndex hit : page.hits_of(i)) {
      if (rules.rules()[hit].action == Action::mark) ids.insert(rules.rules()[hit].id.str());
    }
  }
  return ids;
}

}  // namespace

std::vector<WrittenCase> Trial::make_cases(const CompiledRules& rules, const Proposal& proposal) const {
  PageJudge judge(rules);
  const auto sites = rules.sites();
  const auto site = std::find_if(sites.begin(), sites.end(), [&](const Site& s) { return s.id == request_.site; });
  const auto index = static_cast<SiteIndex>(site - sites.begin());
  std::vector<WrittenCase> cases;
  for (const MinedRule& rule : proposal.rules) {
    WrittenCase written{rule.description, {}};
    const std::string page = join(rule.case_page);
    if (!page.empty()) written.page = with_margins(judge.judge(page, std::span(&index, 1)));
    cases.push_back(std::move(written));
  }
  std::size_t most = 0;
  WrittenCase whole{"a page of the site", {}};
  for (const MinedPage& mined : facts_.pages) {
    const std::string page = join(short_page(mined));
    const std::string margins = with_margins(judge.judge(page));
    const auto ids = rules_at_work(rules, judge);
    const auto own = static_cast<std::size_t>(std::count_if(ids.begin(), ids.end(), [&](const std::string& id) { return id.starts_with(request_.site + "."); }));
    if (!whole.page.empty() && own <= most) continue;
    most = own;
    whole.page = margins;
  }
  cases.push_back(std::move(whole));
  return cases;
}

bool Trial::add_case_pages(const CompiledRules& rules, Proposal& proposal) const {
  Diagnostics found;
  const std::vector<std::string> files{path()};
  lint_usage(rules, files, found);
  std::set<std::string> unseen;
  for (const Diagnostic& diagnostic : found) {
    if (diagnostic.place.file != path()) continue;
    for (const Rule& rule : rules.rules()) {
      if (rule.file.view() == path() && rule.line == diagnostic.place.line) unseen.insert(rule.id.str());
    }
  }
  PageJudge judge(rules);
  bool added = false;
  for (const MinedPage& mined : facts_.pages) {
    const std::vector<std::string> lines = short_page(mined);
    const std::string page = join(lines);
    judge.judge(page);
    const std::set<std::string> at_work = rules_at_work(rules, judge);
    for (MinedRule& rule : proposal.rules) {
      if (!at_work.contains(id_of(rule)) || unseen.erase(id_of(rule)) == 0) continue;
      rule.case_page = lines;
      added = true;
    }
  }
  // what no short page shows is not needed
  const auto needless = [&](const MinedRule& rule) { return rule.action != "mark" && unseen.contains(id_of(rule)); };
  return std::erase_if(proposal.rules, needless) > 0 || added;
}

}  // namespace cleanscrape::mining
