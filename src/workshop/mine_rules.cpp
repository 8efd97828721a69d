#include "workshop/mine_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/features.h"

namespace cleanscrape::mining {
namespace {

/// A label that touches the body must stand there on so many pages, a sentence on more: honest articles close with the same words, too.
constexpr double kMinExposedLabelShare = 0.6;
constexpr double kMinExposedSentenceShare = 0.8;

/// A label with a number must stand on so many pages.
constexpr double kMinNumberedShare = 0.5;

bool in_any_body(const Facts& facts, const Recurring& line) {
  for (const MinedPage& page : facts.pages) {
    for (std::size_t i = page.body_begin; i < page.body_end; ++i) {
      for (const std::string& view : line.views) {
        if (page.lines[i].view.find(view) != std::string::npos) return true;
      }
    }
  }
  return false;
}

Evidence evidence_of(const Recurring& line, std::string text) {
  return {std::move(text), line.pages.size(), line.words, {line.views.begin(), line.views.end()}};
}

void sort_evidence(std::vector<Evidence>& list) {
  std::stable_sort(list.begin(), list.end(), [](const Evidence& a, const Evidence& b) { return a.words > b.words; });
}

bool has_letters(std::string_view key) {
  return std::any_of(key.begin(), key.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

/// A signature is long enough to be a site's own.
bool is_distinctive(const Facts& facts, const CompiledRules& rules, const Recurring& line, MatchScratch& scratch) {
  constexpr std::uint32_t kMinCodePoints = 10;
  constexpr double kMinShare = 0.7;
  if (facts.share(line) < kMinShare || line.in_body > 0 || line.views.size() != 1 || facts.elsewhere.contains(line.key)) return false;
  const std::string& view = *line.views.begin();
  const Features features = measure(view, rules.english_stopwords());
  if (features.code_points < kMinCodePoints || features.words < 2) return false;
  std::vector<RuleIndex> hits;
  rules.match({view, features}, std::vector<bool>(rules.sites().size(), false), scratch, hits);
  // what a rule for every site knows already says nothing of this one
  return std::none_of(hits.begin(), hits.end(), [&](RuleIndex hit) { return rules.rules()[hit].action == Action::drop && !rules.rules()[hit].has_page_conditions(); });
}

}  // namespace

std::uint32_t MinedRule::words() const {
  std::uint32_t words = 0;
  for (const auto* list : {&literals, &patterns}) {
    for (const Evidence& evidence : *list) words += evidence.words;
  }
  return words;
}

std::size_t MinedRule::pages() const {
  std::size_t most = 0;
  for (const auto* list : {&literals, &patterns}) {
    for (const Evidence& evidence : *list) most = std::max(most, evidence.pages);
  }
  return most;
}

std::string quote(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string pattern_of_key(std::string_view key) {
  std::string out = "^";
  while (!key.empty()) {
    const std::size_t slot = std::min(key.find(kNumberSlot), key.size());
    out += quote(key.substr(0, slot));
    key.remove_prefix(slot);
    if (key.empty()) break;
    out += "[0-9][0-9.,:/-]*";
    key.remove_prefix(1);
  }
  return out + "$";
}

std::string why_refused(const Facts& facts, const Recurring& line) {
  if (line.in_body > 0) return fmt::format("stands between paragraphs {} times", line.in_body);
  if (facts.elsewhere.contains(line.key)) return "occurs on other sites";
  if (line.sentence && in_any_body(facts, line)) return "is part of a paragraph";
  if (!line.exposed.empty()) {
    const double wanted = line.sentence ? kMinExposedSentenceShare : kMinExposedLabelShare;
    if (facts.share(line) < wanted) return "touches the text, and may belong to it";
  }
  if (line.words_each() >= kMinHeadlineWords && !facts.is_frame(line)) return line.sentence ? "may be the words of a reader or an article" : "may be a headline in a list of links";
  if (line.views.size() > 1 && facts.share(line) < kMinNumberedShare) return "has numbers, and stands on few pages";
  return {};
}

void propose_borders(const Facts& facts, Proposal& proposal) {
  MinedRule above{"above-text", "Fixed lines that stand above the articles only", "nav", "mark", {}, {}, {}, {}, {}};
  MinedRule below{"below-text", "Fixed lines that stand below the articles only", "nav", "mark", {}, {}, {}, {}, {}};
  for (const auto& [key, line] : facts.recurring) {
    if (!facts.is_frame(line) || line.views.size() != 1 || !why_refused(facts, line).empty() || (line.in_head > 0 && line.in_tail > 0)) continue;
    Evidence evidence = evidence_of(line, *line.views.begin());
    evidence.words = 0;  // a mark takes nothing
    (line.in_head > 0 ? above : below).literals.push_back(std::move(evidence));
  }
  for (MinedRule* rule : {&above, &below}) {
    if (!rule->literals.empty()) proposal.rules.push_back(std::move(*rule));
  }
}

std::string place_condition(const Proposal& proposal, std::string_view site, Place place) {
  const std::string_view border = place == Place::head ? "above-text" : "below-text";
  const bool known = std::any_of(proposal.rules.begin(), proposal.rules.end(), [&](const MinedRule& rule) { return rule.name == border; });
  if (!known) return fmt::format("region = \"{}\"\n", place == Place::head ? "head" : "tail");
  if (place == Place::head) return fmt::format("region = {{ before = \"{}.{}\" }}\n", site, border);
  // a field may be the first line below the text
  constexpr std::uint32_t kFieldsWithin = 3;
  return place == Place::tail ? fmt::format("region = {{ after = \"{}.{}\" }}\n", site, border)
                              : fmt::format("near   = {{ rule = \"{}.{}\", within = {} }}\n", site, border, kFieldsWithin);
}

void propose_fixed_lines(const Facts& facts, std::string_view site, Proposal& proposal) {
  MinedRule labels{"labels", "Labels around the articles", "chrome", "drop", {}, {}, {}, {}, {}};
  MinedRule tail_labels{"tail-labels", "Longer labels below the articles; a title never stands there", "chrome", "drop", {}, {}, {}, place_condition(proposal, site, Place::tail), {}};
  MinedRule notices{"notices", "Sentences that the site prints around its articles", "notice", "drop", {}, {}, {}, {}, {}};
  MinedRule numbered{"numbered", "Labels with numbers", "chrome", "drop", {}, {}, {}, {}, {}};
  for (const auto& [key, line] : facts.recurring) {
    if (const std::string reason = why_refused(facts, line); !reason.empty()) {
      proposal.refused.push_back({*line.views.begin(), line.pages.size(), reason});
    } else if (line.views.size() > 1) {
      if (has_letters(key)) numbered.patterns.push_back(evidence_of(line, pattern_of_key(key)));
    } else {
      // what touches the text stands in no list of links
      const bool is_long_tail = line.in_head == 0 && line.words_each() >= kMinHeadlineWords && 2 * line.exposed.size() < line.pages.size();
      (line.sentence ? notices : is_long_tail ? tail_labels : labels).literals.push_back(evidence_of(line, *line.views.begin()));
    }
  }
  for (MinedRule* rule : {&labels, &tail_labels, &notices, &numbered}) {
    sort_evidence(rule->literals);
    sort_evidence(rule->patterns);
    if (!rule->literals.empty() || !rule->patterns.empty()) proposal.rules.push_back(std::move(*rule));
  }
}

void choose_signatures(const Facts& facts, const CompiledRules& rules, Proposal& proposal) {
  constexpr std::size_t kMaxSignatures = 8;
  MatchScratch scratch;
  std::vector<const Recurring*> chosen;
  for (const auto& [key, line] : facts.recurring) {
    if (is_distinctive(facts, rules, line, scratch)) chosen.push_back(&line);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [](const Recurring* a, const Recurring* b) { return a->pages.size() > b->pages.size(); });
  if (chosen.size() > kMaxSignatures) chosen.resize(kMaxSignatures);
  for (const Recurring* line : chosen) proposal.signatures.push_back("^" + quote(*line->views.begin()) + "$");
}

Proposal propose(const Facts& facts, const CompiledRules& rules, std::string_view site) {
  Proposal proposal;
  choose_signatures(facts, rules, proposal);
  propose_borders(facts, proposal);
  propose_fixed_lines(facts, site, proposal);
  propose_templates(facts, rules, site, proposal);
  propose_lists(facts, site, proposal);
  std::stable_sort(proposal.rules.begin(), proposal.rules.end(), [](const MinedRule& a, const MinedRule& b) { return a.words() > b.words(); });
  std::stable_sort(proposal.refused.begin(), proposal.refused.end(), [](const Refused& a, const Refused& b) { return a.pages > b.pages; });
  return proposal;
}

}  // namespace cleanscrape::mining
