#include "workshop/mine.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/graphemes.h"
#include "workshop/format_rules.h"
#include "workshop/mine_trial.h"
#include "workshop/page_judge.h"

namespace cleanscrape {
namespace {

using namespace mining;

constexpr std::size_t kMinPages = 5;
constexpr int kMaxRounds = 8;

Diagnostics mistake(std::string message, std::string hint = {}) { return {{Severity::error, {}, std::move(message), std::move(hint), {}}}; }

bool is_pack_id(std::string_view id) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && std::all_of(id.begin(), id.end(), allowed);
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
      dropped += line.change != nullptr && line.fate == LineFate::dropped && line.change->rule().starts_with(request.site + ".") ? 1U : 0U;
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

/// Cases that show something of every rule.
std::vector<WrittenCase> show_all(const Trial& trial, Proposal& proposal, Result<Trial::Rules>& rules) {
  std::vector<WrittenCase> cases = trial.make_cases(**rules, proposal);
  for (int round = 0; round < kMaxRounds; ++round) {
    rules = trial.compile(proposal, cases);
    if (!rules || !trial.add_case_pages(**rules, proposal)) return cases;
    rules = trial.compile(proposal, {});
    if (!rules) return cases;
    cases = trial.make_cases(**rules, proposal);
  }
  return cases;
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
  for (int round = 0; rules && round < kMaxRounds && trial.remove_needless(**rules, proposal); ++round) rules = trial.compile(proposal, {});
  if (!rules) return rules.diagnostics();
  const auto cases = show_all(trial, proposal, rules);
  if (!rules) return rules.diagnostics();
  const auto formatted = format_rules({request.site + ".rules.toml", write_pack(request.site, facts, proposal, cases)});
  if (!formatted) return formatted.diagnostics();
  return MinedPack{*formatted, render_report(request, facts, proposal, **rules)};
}

}  // namespace cleanscrape
