#include "workshop/rule_views.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "document/document.h"
#include "rules/pack_header.h"
#include "text/graphemes.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxViewGraphemes = 100;
constexpr std::uint32_t kSignaturesPerSite = 64;

/// A signature of a site and the first line that it matches.
using Sightings = std::map<std::uint32_t, std::size_t>;

Sightings find_signatures(const CompiledRules& rules, const Document& document, MatchScratch& scratch) {
  Sightings first_block;
  std::vector<std::uint32_t> seen;
  for (std::size_t i = 0; i < document.size(); ++i) {
    seen.clear();
    rules.match_signatures({document.block(i).view, document.block(i).features}, scratch, seen);
    for (const std::uint32_t signature : seen) first_block.try_emplace(signature, i);
  }
  return first_block;
}

std::string render_page_sites(const CompiledRules& rules, const Document& document, const Sightings& sightings) {
  std::string out;
  for (std::size_t site = 0; site < rules.sites().size(); ++site) {
    std::string lines;
    std::uint32_t count = 0;
    for (const auto& [signature, block] : sightings) {
      if (signature / kSignaturesPerSite != site) continue;
      ++count;
      const Block& shown = document.block(block);
      lines += fmt::format("  {:>5}  signature {}: {}\n", shown.first_line + 1, signature % kSignaturesPerSite + 1, shorten(shown.view, kMaxViewGraphemes));
    }
    if (count == 0) continue;
    const Site& known = rules.sites()[site];
    out += fmt::format("{} {} ({} of the {} signatures that it needs, {}:{})\n{}", known.id, count >= known.min_signatures ? "recognised" : "not recognised", count,
                       known.min_signatures, known.file, known.line, lines);
  }
  return out.empty() ? "no known site\n" : out;
}

void add_edges(const Rule& rule, const RuleSelector& selector, std::string_view label, const CompiledRules& rules, std::set<std::string>& edges) {
  for (const RuleIndex other : selector.rules) edges.insert(fmt::format("  \"{}\" -> \"{}\" [label=\"{}\"];\n", rule.id.view(), rules.rules()[other].id.view(), label));
}

void add_edges(const Rule& rule, const PageConditions& conditions, const CompiledRules& rules, std::set<std::string>& edges) {
  for (const NearCondition& near : conditions.near) add_edges(rule, near.selector, "near", rules, edges);
  if (!conditions.region) return;
  if (conditions.region->after) add_edges(rule, *conditions.region->after, "after", rules, edges);
  if (conditions.region->before) add_edges(rule, *conditions.region->before, "before", rules, edges);
}

}  // namespace

std::string render_sites(const CompiledRules& rules, std::span<const NamedPage> pages) {
  Document document;
  MatchScratch scratch;
  std::string out;
  for (const NamedPage& page : pages) {
    document.segment(page.text, rules.english_stopwords());
    out += fmt::format("# {}\n{}", page.name, render_page_sites(rules, document, find_signatures(rules, document, scratch)));
  }
  return out;
}

std::string render_graph(const CompiledRules& rules, std::span<const RuleSource> sources) {
  std::set<std::string> edges;
  for (const RuleSource& source : sources) {
    const PackHeader header = read_pack_header(source);
    for (const std::string& wanted : header.extends) edges.insert(fmt::format("  \"{}\" -> \"{}\" [label=\"extends\", style=dashed];\n", header.id, wanted));
  }
  for (const Rule& rule : rules.rules()) {
    add_edges(rule, rule.when, rules, edges);
    add_edges(rule, rule.unless, rules, edges);
  }
  std::string out = "digraph rules {\n  rankdir=LR;\n  node [shape=box];\n";
  for (const std::string& edge : edges) out += edge;
  return out + "}\n";
}

}  // namespace cleanscrape
