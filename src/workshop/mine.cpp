#include "workshop/mine.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "text/graphemes.h"
#include "workshop/format_rules.h"
#include "workshop/mine_write.h"
#include "workshop/pack_overlay.h"
#include "workshop/page_judge.h"

namespace cleanscrape {
namespace {

using namespace mining;

constexpr std::size_t kMinPages = 5;
constexpr int kMaxRounds = 8;

using Rules = std::shared_ptr<const CompiledRules>;

Diagnostics mistake(std::string message, std::string hint = {}) { return {{Severity::error, {}, std::move(message), std::move(hint), {}}}; }

bool is_pack_id(std::string_view id) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && std::all_of(id.begin(), id.end(), allowed);
}

/// The learned pack at work.
class Trial {
 public:
  Trial(const MineRequest& request, const Facts& facts) : request_(request), facts_(facts) {}

  [[nodiscard]] Result<Rules> compile(const Proposal& proposal, const std::vector<WrittenCase>& cases) const {
    const std::vector<RuleSource> pack{{request_.site + ".rules.toml", write_pack(request_.site, facts_, proposal, cases)}};
    return CompiledRules::compile(overlay_packs(request_.loaded, pack), {});
  }

  /// Takes out of the proposal what takes a line of a body, or a title, away. True if there was anything.
  bool remove_harmful(const CompiledRules& rules, Proposal& proposal) const {
    PageJudge judge(rules);
    bool removed = false;
    for (std::size_t p = 0; p < facts_.pages.size(); ++p) {
      judge.judge(facts_.pages[p].source->text);
      const Page& page = judge.page();
      for (BlockIndex i = 0; i < page.verdicts.size(); ++i) {
        const Verdict& verdict = page.verdicts[i];
        if (!verdict.dropped || verdict.rule == kNoRule || !is_text(facts_.pages[p], i)) continue;
        removed = remove(rules.rules()[verdict.rule].id.str(), facts_.pages[p].lines[i], proposal) || removed;
      }
    }
    return removed;
  }

 private:
  /// In the body, or its title: a line above it that lists on other pages name, or the only one there that is no part of the frame.
  [[nodiscard]] bool is_text(const MinedPage& page, std::size_t line) const {
    if (page.in_body(line)) return true;
    const Recurring* recurring = facts_.find(page.lines[line].key);
    if (line >= page.body_begin || (recurring != nullptr && facts_.is_frame(*recurring))) return false;
    if (recurring != nullptr && recurring->in_tail > 0 && recurring->words_each() >= kMinHeadlineWords) return true;
    const auto is_own = [&](std::size_t i) { return !facts_.is_frame(page.lines[i].key); };
    std::size_t own = 0;
    for (std::size_t i = 0; i < page.body_begin; ++i) own += is_own(i) ? 1U : 0U;
    return own == 1;
  }

  bool remove(const std::string& id, const MinedLine& line, Proposal& proposal) const {
    const auto found = std::find_if(proposal.rules.begin(), proposal.rules.end(), [&](const MinedRule& rule) { return id == request_.site + "." + rule.name; });
    if (found == proposal.rules.end()) return false;
    proposal.refused.push_back({line.view, 1, fmt::format("rule '{}' took it out of a text", id)});
    const auto has_view = [&](const Evidence& evidence) { return std::find(evidence.views.begin(), evidence.views.end(), line.view) != evidence.views.end(); };
    const std::size_t before = found->literals.size();
    if (found->action == "drop" && found->conditions.empty()) std::erase_if(found->literals, has_view);
    if (before == found->literals.size() || found->literals.empty()) proposal.rules.erase(found);
    return true;
  }

  const MineRequest& request_;
  const Facts& facts_;
};

/// The lines with the margins that say what happens to them now.
std::string with_margins(std::string_view page, const std::vector<JudgedLine>& lines) {
  std::string out;
  (void)page;
  for (const JudgedLine& line : lines) {
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

/// The start of a page to its third paragraph, and what follows its body.
std::vector<std::string> short_page(const MinedPage& page) {
  constexpr std::size_t kMaxParagraphs = 4;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (!page.in_body(i) || i < page.body_begin + kMaxParagraphs) lines.push_back(page.lines[i].view);
  }
  return lines;
}

std::vector<WrittenCase> make_cases(const MineRequest& request, const Facts& facts, const Proposal& proposal, const CompiledRules& rules) {
  PageJudge judge(rules);
  const auto sites = rules.sites();
  const auto site = std::find_if(sites.begin(), sites.end(), [&](const Site& s) { return s.id == request.site; });
  const auto index = static_cast<SiteIndex>(site - sites.begin());
  std::vector<WrittenCase> cases;
  for (const MinedRule& rule : proposal.rules) {
    WrittenCase written{rule.description, {}};
    const std::string page = join(rule.case_page);
    if (!page.empty()) written.page = with_margins(page, judge.judge(page, std::span(&index, 1)));
    cases.push_back(std::move(written));
  }
  const std::string page = join(short_page(facts.pages.front()));
  cases.push_back({"a page of the site", with_margins(page, judge.judge(page))});
  return cases;
}

/// What the pack does with its own pages.
std::string render_report(const MineRequest& request, const Facts& facts, const Proposal& proposal, const CompiledRules& rules) {
  PageJudge judge(rules);
  std::size_t lines = 0;
  std::size_t dropped = 0;
  std::size_t recognised = 0;
  for (const MinedPage& page : facts.pages) {
    for (const JudgedLine& line : judge.judge(page.source->text)) {
      lines += line.fate == LineFate::blank ? 0U : 1U;
      dropped += line.change != nullptr && line.fate == LineFate::dropped && line.change->rule.starts_with(request.site + ".") ? 1U : 0U;
    }
    for (SiteIndex i = 0; i < rules.sites().size(); ++i) recognised += rules.sites()[i].id == request.site && judge.page().active_sites[i] ? 1U : 0U;
  }
  std::string out = fmt::format("{}: {} pages, recognised on {}; {} rules take away {} of {} lines\n", request.site, facts.pages.size(), recognised, proposal.rules.size(),
                                dropped, lines);
  for (const MinedRule& rule : proposal.rules) out += fmt::format("  {:>6} words, {:>3} pages  {}.{}: {}\n", rule.words(), rule.pages(), request.site, rule.name, rule.description);
  if (!proposal.refused.empty()) out += "not proposed:\n";
  for (const Refused& refused : proposal.refused) out += fmt::format("  {:>3} pages  {}: {}\n", refused.pages, shorten(refused.view, 80), refused.reason);
  return out;
}

}  // namespace

Result<MinedPack> mine_pack(const MineRequest& request) {
  if (request.pages.size() < kMinPages) return mistake(fmt::format("{} pages are too few to learn from", request.pages.size()), "give at least five pages of one site");
  if (!is_pack_id(request.site)) return mistake(fmt::format("bad name '{}' of a site", request.site), "lower case letters, digits and '-'");
  const auto loaded = CompiledRules::compile(request.loaded, {});
  if (!loaded) return loaded.diagnostics();
  const Facts facts = gather(request, **loaded);
  if (facts.pages.size() < kMinPages) {
    return mistake(fmt::format("only {} of {} pages have text of their own", facts.pages.size(), request.pages.size()), "give at least five different articles of one site");
  }
  Proposal proposal = propose(facts, **loaded, request.site);
  if (proposal.signatures.empty()) return mistake("no line tells this site from others", "what the loaded packs know already tells nothing; give pages as they were saved, with all menus and footers");
  const Trial trial(request, facts);
  auto rules = trial.compile(proposal, {});
  for (int round = 0; rules && round < kMaxRounds && trial.remove_harmful(**rules, proposal); ++round) rules = trial.compile(proposal, {});
  if (!rules) return rules.diagnostics();
  const std::vector<WrittenCase> cases = make_cases(request, facts, proposal, **rules);
  const auto formatted = format_rules({request.site + ".rules.toml", write_pack(request.site, facts, proposal, cases)});
  if (!formatted) return formatted.diagnostics();
  return MinedPack{*formatted, render_report(request, facts, proposal, **rules)};
}

}  // namespace cleanscrape
