#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/examples.h"
#include "rules/image.h"
#include "rules/impl.h"
#include "rules_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;
namespace fs = std::filesystem;

namespace {

using Sources = std::vector<RuleSource>;

BaseImage base() { return {*reinterpret_cast<const RuleImage*>(builtin_image().data()), builtin_packs()}; }

Sources with_builtin(const Sources& own) {
  Sources all = default_packs();
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

std::string mine(std::string_view rest, std::string_view header = "") {
  return "format = 1\n[pack]\nid = \"mine\"\n" + std::string(header) + "\n" + std::string(rest);
}

std::string pack_of(std::string_view id, std::string_view rest) {
  return "format = 1\n[pack]\nid = \"" + std::string(id) + "\"\n" + std::string(rest);
}

std::string rule_with(std::string_view id, std::string_view rest, std::string_view action = "drop") {
  return "\n[[rule]]\nid = \"" + std::string(id) + "\"\ndescription = \"d\"\nclass = \"share\"\naction = \"" + std::string(action) +
         "\"\n" + std::string(rest) + "\n";
}

struct BesideRow {
  const char* name;
  Sources own;
  RuleOptions options;
};

/// What own packs can do with the packs in the program.
std::vector<BesideRow> rows() {
  const std::string gate =
      rule_with("mine.gate", "drops = ['Gate 7']\nkeeps = ['Gate 8']\n[rule.when]\nequals = ['Gate 7', 'Share']\nfold = ['case']");
  const std::string site = "[[site]]\nid = 'pier'\nhosts = ['pier.example']\nsignature = ['^The Pier Post$', '^\\d+ boats$']\n";
  return {
      {"a rule", {{"own", mine(gate)}}, {}},
      {"a rule of a file before the packs in the program", {{"/a/own", mine(gate)}}, {}},
      {"a pack without rules", {{"own", mine("")}}, {}},
      {"options on both", {{"own", mine(gate)}}, {{"mine.*", "ko-*"}, {"ko-naver.*"}, Confidence::medium, {"byline"}}},
      {"overrides of rules of the packs",
       {{"own",
         mine("[[override]]\nrule = 'core.*'\nenabled = false\n[[override]]\nrule = 'en-news.*'\nconfidence = 'low'\nclass = 'promo'\n")}},
       {}},
      {"an override before them",
       {{"/own", mine("[[override]]\nrule = '*'\nconfidence = 'medium'\n" + gate)}},
       {{}, {}, Confidence::high, {}}},
      {"a site of an own file behind",
       {{"own", mine(site + rule_with("mine.s", "site = ['pier']\n[rule.when]\nstarts = ['Pier ']\n"))}},
       {}},
      {"a site of an own file before",
       {{"/own", mine(site + rule_with("mine.s", "site = ['pier', 'naver']\n[rule.when]\nstarts = ['Pier ']\n"))}},
       {}},
      {"near rules of the packs",
       {{"own",
         mine(rule_with(
             "mine.n", "[rule.when]\nends = [' boats']\nnear = [{ rule = 'core.*', within = 3 }, { class = 'share', side = 'before' }]"))}},
       {}},
      {"rules that are tried late",
       {{"own", mine(rule_with("mine.long", "[rule.when]\nwords = { min = 9 }", "mark") +
                     rule_with("mine.note", "[rule.when]\nwords = { max = 3 }\nnear = { rule = 'mine.long', within = 1 }") +
                     rule_with("mine.below", "[rule.when]\nwords = { max = 4 }\nnear = { rule = 'en-news.copyright-line', within = 0 }"))}},
       {{"core.after-copyright"}, {}, {}, {}}},
      {"lists of packs that are extended",
       {{"own", mine(rule_with("mine.l", "[rule.when]\nequals = ['@skip', '@tide', 'x y z']") +
                         rule_with("mine.m", "[rule.when]\nstarts = ['@areas']"),
                     "extends = ['mine2', 'en-news']")},
        {"own2", "format = 1\n[pack]\nid = 'mine2'\nextends = ['ko-ndsoft']\n[lists]\ntide = ['Third tide', 'a b']\n"}},
       {}},
      {"patterns",
       {{"own", mine(rule_with("mine.p", "[rule.when]\nany = ['^Gate \\d+$', '(?i)boat (?:hire|trips)']\nnone = ['x{2,9}']") +
                     rule_with("mine.q", "replace = { pattern = ' \\(sic\\)$', with = '' }\nrewrites = [['a (sic)', 'a']]", "replace"))}},
       {}},
      {"ids before, between and behind",
       {{"b", pack_of("a", rule_with("a.x", "[rule.when]\nequals = ['Tide 1']"))},
        {"c", pack_of("ko-n", rule_with("ko-n.y", "[rule.when]\nequals = ['Tide 2']"))},
        {"d", pack_of("zz", rule_with("zz.z", "[rule.when]\nequals = ['Tide 3']", "mark"))}},
       {}},
      {"a decision and copies",
       {{"own", pack_of("a", rule_with("a.d", "decide = 'collapsed'", "decide") +
                                 rule_with("a.copy", "[rule.when]\nduplicate = { min_chars = 12 }"))}},
       {}},
      {"cases and doubts",
       {{"own",
         mine(gate +
              rule_with(
                  "mine.c",
                  "[rule.when]\ncontains = ['ab']\n[[rule.case]]\nname = 'n'\npage = '''\n- ab\n  The rope was mended on Tuesday.\n'''"))}},
       {}},
  };
}

std::string written_out(const RuleSelector& selector, const CompiledRules& rules) {
  std::string out = selector.rule_glob.str() + "/";
  for (const RuleIndex i : selector.rules) out += rules.rules()[i].id.str() + ",";
  return out;
}

std::string written_out(const PageConditions& page, const CompiledRules& rules) {
  std::string out;
  for (const NearCondition& near : page.near) out += " near " + written_out(near.selector, rules) + std::to_string(near.within_blocks);
  if (page.region && page.region->after) out += " after " + written_out(*page.region->after, rules);
  if (page.region && page.region->before) out += " before " + written_out(*page.region->before, rules);
  return out + (page.any() ? " page" : "");
}

/// A rule and all that its numbers refer to.
std::string written_out(RuleIndex i, const CompiledRules& rules) {
  const Rule& rule = rules.rules()[i];
  std::string out = rule.id.str() + "|" + rule.description.str() + "|" + rule.file.str() + ":" + std::to_string(rule.line) + "|" +
                    std::string(to_string(rule.action)) + "|" + std::string(to_string(rule.block_class)) + "|" +
                    std::string(to_string(rule.confidence)) + (rules.is_enabled(i) ? "|on" : "|off");
  for (const SiteIndex site : rule.sites) out += "|" + rules.sites()[site].id.str();
  out += written_out(rule.when, rules) + " unless" + written_out(rule.unless, rules);
  const RuleTests& tests = rules.impl().image.tests[i];
  for (const auto* conditions : {&tests.when, &tests.unless}) {
    for (const Condition& condition : *conditions) out += "; " + describe(condition, rules.impl().tables);
  }
  if (tests.replacement) out += " -> " + tests.replacement->with.str();
  return out;
}

std::vector<std::string> written_out(const CompiledRules& rules) {
  std::vector<std::string> out{std::to_string(rules.fingerprint())};
  for (RuleIndex i = 0; i < rules.rules().size(); ++i) out.push_back(written_out(i, rules));
  for (const LateRule& late : rules.late_rules()) {
    std::string wanted = rules.rules()[late.rule].id.str() + (late.is_mark ? " mark" : "") + (late.is_on_anchor ? " on anchor" : "");
    for (RuleIndex i = 0; i < rules.rules().size(); ++i) wanted += has_bit(late.wanted_with, i) ? " " + rules.rules()[i].id.str() : "";
    out.push_back("late " + wanted);
  }
  for (const Site& site : rules.sites()) out.push_back("site " + site.id.str());
  for (const auto& mark : rules.model().marks) {
    for (const RuleIndex i : mark) out.push_back("mark " + rules.rules()[i].id.str());
  }
  for (const Decision decision : {Decision::sequence, Decision::collapsed, Decision::page_model})
    out.push_back("decision " + std::to_string(rules.decision(decision)));
  for (const RuleIndex i : rules.duplicate_rules()) out.push_back("copies " + rules.rules()[i].id.str());
  for (const RuleExample& e : rule_examples(rules))
    out.push_back("example " + std::to_string(e.rule) + e.text.str() + "|" + e.wanted.str() + "|" + e.file.str() + std::to_string(e.line));
  for (const PageCase& c : page_cases(rules))
    out.push_back("case " + std::to_string(c.rule) + c.name.str() + "|" + c.page.str() + c.file.str() + std::to_string(c.page_line) +
                  c.pack.str());
  return out;
}

/// All that holds on a view.
std::vector<std::uint32_t> hits_of(const CompiledRules& rules, std::string_view view, MatchScratch& scratch) {
  const Features features = measure(view, rules.english_stopwords());
  std::vector<RuleIndex> hits;
  std::vector<std::uint32_t> signatures;
  rules.match_all({view, features}, scratch, hits, signatures);
  hits.push_back(kNoRule);
  hits.insert(hits.end(), signatures.begin(), signatures.end());
  return hits;
}

void compare_hits(const CompiledRules& one, const CompiledRules& other) {
  MatchScratch scratch;
  MatchScratch other_scratch;
  std::size_t different = 0;
  std::vector<std::string> views{"Gate 7", "gate 7", "Pier tickets", "The Pier Post", "12 boats", "Third tide", "Tide 1",
                                 "Tide 2", "Tide 3", "Boat trips",   "a (sic)",       "abc",      "Share"};
  for (const RuleExample& example : rule_examples(one)) views.push_back(example.text.str());
  for (const std::string& view : views) different += hits_of(one, view, scratch) == hits_of(other, view, other_scratch) ? 0U : 1U;
  CHECK(different == 0);
}

std::string read_pack(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("own packs beside the image are what all packs compile to together", "[rules]") {
  for (const BesideRow& row : rows()) {
    INFO(row.name);
    Diagnostics warnings;
    Diagnostics extended_warnings;
    const auto compiled = CompiledRules::compile_sources(with_builtin(row.own), row.options, &warnings);
    if (!compiled) FAIL(lines(compiled.diagnostics()));
    const auto extended = CompiledRules::extend(base(), row.own, row.options, &extended_warnings);
    REQUIRE(extended != nullptr);
    CHECK(written_out(*extended) == written_out(**compiled));
    CHECK(lines(extended_warnings) == lines(warnings));
    compare_hits(*extended, **compiled);
  }
}

TEST_CASE("packs that add to what is one for all are compiled together with the others", "[rules]") {
  for (const char* rest : {"[stopwords]\nfr = ['le']\n", "[tokens]\nlink = ['gopher:[a-z]+']\n", "[model.words]\nlabels = ['x']\n"}) {
    INFO(rest);
    CHECK(CompiledRules::extend(base(), Sources{{"own", mine(rest)}}, {}) == nullptr);
  }
  CHECK(CompiledRules::extend(base(), Sources{{"builtin:own", mine("")}}, {}) == nullptr);
  const Sources own{{"own", mine("[stopwords]\nfr = ['le']\n")}};
  const auto rules = CompiledRules::builtin_with(own, {});
  REQUIRE(rules);
  CHECK(written_out(**rules) == written_out(**CompiledRules::compile_sources(with_builtin(own), {})));
}

TEST_CASE("mistakes are told as if all packs were compiled together", "[rules]") {
  Sources files;
  for (const char* folder : {"rules_invalid", "rules_valid"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(CLEANSCRAPE_SOURCE_DIR) / "tests" / folder)) {
      if (entry.path().extension() == ".toml") files.push_back({entry.path().filename().string(), read_pack(entry.path())});
    }
  }
  REQUIRE(files.size() > 20);
  files.push_back({"id", "format = 1\n[pack]\nid = 'core'\n"});
  files.push_back(
      {"rule", "format = 1\n[pack]\nid = 'mine'\n" + rule_with(base().image.rules[3].id.str(), "[rule.when]\nequals = ['x y']")});
  files.push_back({"extends", mine("", "extends = ['cor']")});
  files.push_back({"site", mine("[[site]]\nid = '" + base().image.sites[0].id.str() + "'\nsignature = ['^x$']\n")});
  files.push_back({"override", mine("[[override]]\nrule = 'core.nothing'\nenabled = false\n")});
  for (const RuleSource& file : files) {
    INFO(file.path);
    Diagnostics warnings;
    Diagnostics own_warnings;
    const auto compiled = CompiledRules::compile_sources(with_builtin({file}), {}, &warnings);
    const auto own = CompiledRules::builtin_with(Sources{file}, {}, &own_warnings);
    CHECK(static_cast<bool>(compiled) == static_cast<bool>(own));
    CHECK(lines(own_warnings) == lines(warnings));
    if (!compiled && !own) CHECK(lines(own.diagnostics()) == lines(compiled.diagnostics()));
    if (compiled && own) CHECK(written_out(**own) == written_out(**compiled));
  }
}

TEST_CASE("own files are found among all sources", "[rules]") {
  const Sources own{{"own", mine(rule_with("mine.g", "[rule.when]\nequals = ['Gate 7']"))}};
  Sources all = with_builtin(own);
  std::reverse(all.begin(), all.end());
  const auto rules = CompiledRules::compile(all, {});
  REQUIRE(rules);
  CHECK((*rules)->impl().image.base == &base().image);
  all[3].text += "\n";
  const auto changed = CompiledRules::compile(all, {});
  REQUIRE(changed);
  CHECK((*changed)->impl().image.base == nullptr);
  const auto fewer = CompiledRules::compile(own, {});
  REQUIRE(fewer);
  CHECK((*fewer)->impl().image.base == nullptr);
}
