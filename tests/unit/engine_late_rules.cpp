#include "engine_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

/// A paragraph, a note below an anchor and an echo between the two can only be found by trying each block; the others are found by their text.
const std::string kLateRules = rule_of("paragraph", "'mark'", "words = { min = 8 }") + rule_of("anchor", "'mark'", "equals = ['Anchor']") +
                           rule_of("label", "'drop'", "equals = ['Label']\nnear = { rule = 't.paragraph', within = 1, side = 'after' }") +
                           rule_of("short", "'drop'", "equals = ['Short']\n[rule.unless]\nnear = { rule = 't.paragraph', within = 1, side = 'before' }") +
                           rule_of("last", "'drop'", "equals = ['Last']\nregion = { after = 't.paragraph' }") +
                           rule_of("note", "'drop'", "words = { max = 2 }\nnear = { rule = 't.anchor', within = 1, side = 'before' }") +
                           rule_of("echo", "'drop'", "words = { min = 3, max = 4 }\nnear = [{ rule = 't.anchor', within = 2, side = 'before' }, { rule = 't.paragraph', within = 1, side = 'after' }]") +
                           rule_of("on-anchor", "'cut-after'\ncut = { extent = 'list', min_prose_before_words = 5 }", "near = { rule = 't.stop', within = 0 }") +
                           rule_of("stop", "'mark'", "equals = ['Stop']") +
                           "[[rule]]\nid = 't.ad'\ndescription = 'd'\nclass = 'ad'\naction = 'replace'\nreplace = { pattern = '^.ad. ' }\n";

struct LateRow {
  const char* name;
  std::vector<std::string> page;
  std::vector<std::string> article;
};

}  // namespace

TEST_CASE("rules that only trying each block can find are found wherever they matter, and the same with a trace", "[engine]") {
  const RuleSet rules = compile_rules(kLateRules);
  CleanOptions traced;
  traced.trace = true;
  const LateRow rows[] = {
      {"a mark that a rule asks for", {"Label", kWall}, {kWall}},
      {"where it does not stand", {"Label", "Two words", kWall}, {"Label", "Two words", kWall}},
      {"a mark that stops a rule", {kWall, "Short", "Two words", "Short"}, {kWall, "Short", "Two words"}},
      {"a mark above all", {"Last", kWall, "Two words", "Last"}, {"Last", kWall, "Two words"}},
      {"a short line below its anchor", {kBoats, "Anchor", "Two words", kWall}, {kBoats, "Anchor", kWall}},
      {"no anchor on the page", {"Two words", kWall, "Two words"}, {"Two words", kWall, "Two words"}},
      {"one that asks for a mark", {"Anchor", "Two", "Three more words", kWall}, {"Anchor", kWall}},
      {"and does not find it", {"Anchor", kBoats, "Three more words", "Two words"}, {"Anchor", kBoats, "Three more words", "Two words"}},
      {"a rule on its anchor", {kWall, "Stop", "Two words"}, {kWall}},
      {"a line that is asked for once it is edited", {"(ad) Label", kWall}, {kWall}},
      {"an anchor once it is edited", {kBoats, "(ad) Anchor", "Two words", kWall}, {kBoats, "Anchor", kWall}},
      {"a line that is a mark no longer", {"Label", "(ad) One two three four five six seven", "Label", kWall}, {"Label", "One two three four five six seven", kWall}},
  };
  for (const LateRow& row : rows) {
    INFO(row.name);
    std::string article;
    for (const std::string& line : row.article) article += line + "/";
    CHECK(article_of(rules, page_of(row.page)) == article);
    CHECK(article_of(rules, page_of(row.page), traced) == article);
  }
}

TEST_CASE("a site's rule that only trying each block can find is found where the site is", "[engine]") {
  const RuleSet rules = compile_rules("[[site]]\nid = 's'\nmin = 2\nsignature = ['^one$', '^two$']\n" + rule_of("anchor", "'mark'", "equals = ['Anchor']") +
                                      rule_of("note", "'drop'\nsite = ['s']", "words = { min = 3 }\nnear = { rule = 't.anchor', within = 1, side = 'before' }") +
                                      rule_of("label", "'drop'", "equals = ['Label']\nnear = { rule = 't.long', within = 1, side = 'after' }") +
                                      rule_of("long", "'mark'\nsite = ['s']", "words = { min = 8 }"));
  CHECK(article_of(rules, "one\ntwo\nAnchor\nthree more words\n") == "one/two/Anchor/");
  CHECK(article_of(rules, "one\nAnchor\nthree more words\n") == "one/Anchor/three more words/");
  CHECK(article_of(rules, "one\ntwo\nLabel\n" + kWall + "\n") == "one/two/" + kWall + "/");
  CHECK(article_of(rules, "one\nLabel\n" + kWall + "\n") == "one/Label/" + kWall + "/");
}
