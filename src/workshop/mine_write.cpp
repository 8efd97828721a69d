#include "workshop/mine_write.h"

#include <fmt/format.h>

#include <algorithm>

namespace cleanscrape::mining {
namespace {

constexpr std::size_t kMaxExamples = 3;

/// A TOML basic string.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

/// A TOML literal string where the pattern allows it.
std::string pattern_string(std::string_view pattern) {
  const bool literal = pattern.find("'''") == std::string_view::npos && !pattern.ends_with('\'');
  return literal ? fmt::format("'''{}'''", pattern) : quoted(pattern);
}

std::string list_of(std::string_view key, const std::vector<std::string>& items) {
  std::string out = fmt::format("{} = [\n", key);
  for (const std::string& item : items) out += fmt::format("  {},\n", item);
  return out + "]\n";
}

std::string evidence_list(std::string_view key, const std::vector<Evidence>& list, std::size_t pages, bool patterns) {
  if (list.empty() || list.front().text.empty()) return {};
  std::string out = fmt::format("{} = [\n", key);
  for (const Evidence& evidence : list) {
    out += fmt::format("  {},  # {} of {} pages\n", patterns ? pattern_string(evidence.text) : quoted(evidence.text), evidence.pages, pages);
  }
  return out + "]\n";
}

std::vector<std::string> drop_examples(const MinedRule& rule) {
  std::vector<std::string> examples;
  for (const bool at_work : {true, false}) {
    for (const auto* list : {&rule.literals, &rule.patterns}) {
      for (const Evidence& evidence : *list) {
        if (evidence.is_at_work == at_work && examples.size() < kMaxExamples && !evidence.views.empty()) examples.push_back(quoted(evidence.views.front()));
      }
    }
  }
  return examples;
}

/// A paragraph that stays; short ones are read more easily.
std::string keep_example(const Facts& facts, std::size_t number) {
  const MinedPage& page = facts.pages[number % facts.pages.size()];
  const MinedLine* shortest = nullptr;
  for (std::size_t i = page.body_begin; i < page.body_end; ++i) {
    const MinedLine& line = page.lines[i];
    if (line.prose_words > 0 && (shortest == nullptr || line.view.size() < shortest->view.size())) shortest = &line;
  }
  return shortest == nullptr ? std::string() : quoted(shortest->view);
}

std::string write_rule(std::string_view site, const Facts& facts, const MinedRule& rule, const WrittenCase& written, std::size_t number) {
  std::string out = fmt::format("\n# takes {} words from up to {} of {} pages\n[[rule]]\n", rule.words(), rule.pages(), facts.pages.size());
  out += fmt::format("id          = \"{}.{}\"\ndescription = {}\nclass       = \"{}\"\naction      = \"{}\"\nsite        = [\"{}\"]\n{}", site, rule.name, quoted(rule.description),
                     rule.block_class, rule.action, site, rule.options);
  const std::vector<std::string> drops = drop_examples(rule);
  if (!drops.empty() && rule.action == "drop") out += list_of("drops", drops);
  if (const std::string keep = keep_example(facts, number); rule.action == "drop" && !keep.empty()) out += list_of("keeps", {keep});
  out += "[rule.when]\n" + evidence_list("equals", rule.literals, facts.pages.size(), false) + evidence_list("any", rule.patterns, facts.pages.size(), true) + rule.conditions;
  if (!written.page.empty()) out += fmt::format("[[rule.case]]\nname = {}\npage = '''\n{}'''\n", quoted(written.name), written.page);
  return out;
}

}  // namespace

std::string write_pack(std::string_view site, const Facts& facts, const Proposal& proposal, const std::vector<WrittenCase>& cases) {
  std::string out = fmt::format("# Learned by `cleanscrape mine` from {} pages. Read it, try it (`cleanscrape test FILE`), then set status to \"stable\".\nformat = 1\n\n", facts.pages.size());
  out += fmt::format("[pack]\nid      = \"{0}\"\nversion = \"0.1.0\"\ntitle   = \"{0}\"\nextends = [\"core\"]\nstatus  = \"experimental\"\n\n", site);
  std::vector<std::string> signatures;
  for (const std::string& signature : proposal.signatures) signatures.push_back(pattern_string(signature));
  out += fmt::format("[[site]]\nid        = \"{}\"\nmin       = {}\n", site, std::min<std::size_t>(2, signatures.size())) + list_of("signature", signatures);
  for (std::size_t i = 0; i < proposal.rules.size(); ++i) out += write_rule(site, facts, proposal.rules[i], i < cases.size() ? cases[i] : WrittenCase{}, i);
  if (cases.size() > proposal.rules.size() && !cases.back().page.empty()) {
    out += fmt::format("\n[[case]]\nname = {}\npage = '''\n{}'''\n", quoted(cases.back().name), cases.back().page);
  }
  return out;
}

}  // namespace cleanscrape::mining
