#include "engine/page.h"

#include "engine_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

const std::string kCopy =
    "[[rule]]\nid = 't.copy'\ndescription = 'd'\nclass = 'duplicate'\naction = 'drop'\n[rule.when]\nduplicate = { min_chars = 30, of = 'line', fold = ['quotes', 'space'], keep = 'body' }\n";
const std::string kSentences =
    "[[rule]]\nid = 't.sentences'\ndescription = 'd'\nclass = 'duplicate'\naction = 'drop'\n[rule.when]\nduplicate = { min_chars = 30, of = 'sentence', fold = ['quotes', 'space'], keep = 'body' }\n";
const std::string kSequence = "[[rule]]\nid = 't.sequence'\ndescription = 'd'\nclass = 'boilerplate'\naction = 'decide'\ndecide = 'sequence'\n";
const std::string kJunk = rule_of("junk", "'drop'", "equals = ['JUNK']");

std::string slashed(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "/";
  return text;
}

struct PageCase {
  const char* name;
  std::vector<std::string> page;
  std::vector<std::string> article;
};

void check_page(const std::string& rules, const std::vector<PageCase>& cases) {
  const RuleSet compiled = compile_rules(rules);
  for (const PageCase& c : cases) {
    INFO(c.name);
    CHECK(article_of(compiled, page_of(c.page)) == slashed(c.article));
  }
}

}  // namespace

TEST_CASE("of two copies the one in the article stays", "[engine]") {
  const std::string quoted = "“The wall was mended,” she said, “before the storm of the winter.”";
  const std::string straight = "\"The wall was mended,\" she said, \"before the storm of the winter.\"";
  check_page(kCopy + kJunk, {
                           {"before the article", {straight, "JUNK", quoted, kBoats, kBakers}, {quoted, kBoats, kBakers}},
                           {"behind the article", {quoted, kBoats, kBakers, "JUNK", straight}, {quoted, kBoats, kBakers}},
                           {"side by side", {"A title", kBoats, kBoats, kBakers}, {"A title", kBoats, kBakers}},
                           {"numbers differ", {"In May the port sold 67,300 barrels of it.", "JUNK", "In May the port sold 12,900 barrels of it.", kBoats},
                            {"In May the port sold 67,300 barrels of it.", "In May the port sold 12,900 barrels of it.", kBoats}},
                           {"too short", {"The lamp was lit.", "JUNK", kBoats, "The lamp was lit."}, {"The lamp was lit.", kBoats, "The lamp was lit."}},
                           {"a refrain", {kBoats, "And every night at ten the lamp was lit.", kWall, "And every night at ten the lamp was lit.", kBees, "And every night at ten the lamp was lit."},
                            {kBoats, "And every night at ten the lamp was lit.", kWall, "And every night at ten the lamp was lit.", kBees, "And every night at ten the lamp was lit."}},
                       });
}

TEST_CASE("a summary of sentences from the article goes", "[engine]") {
  const std::string paragraph = kWall + " " + kBoats;
  check_page(kSentences + kJunk, {
                                {"one sentence", {kWall, "JUNK", paragraph, kBakers}, {paragraph, kBakers}},
                                {"sentences of two paragraphs on one line", {kWall + " " + kBakers, "JUNK", paragraph, kBakers + " " + kBees}, {paragraph, kBakers + " " + kBees}},
                                {"one sentence more than the article has", {kWall + " " + kBees, "JUNK", paragraph, kBakers}, {kWall + " " + kBees, paragraph, kBakers}},
                                {"a sentence in a script that no sketch knows, and that stands in another paragraph", {kWall + " 漢字の見出し。", "JUNK", paragraph, "漢字の見出し。 " + kBakers},
                                 {paragraph, "漢字の見出し。 " + kBakers}},
                                {"such a sentence that the article has not", {kWall + " 漢字の見出し。", "JUNK", paragraph, kBakers}, {kWall + " 漢字の見出し。", paragraph, kBakers}},
                            });
}

TEST_CASE("weak evidence adds up along the page", "[engine]") {
  const std::string rules = "[model]\nswitch_cost_words = 12\n" + rule_of("label", "'score'\nscore = -5.0", "starts = ['- ']") +
                            "[[rule]]\nid = 't.sequence'\ndescription = 'd'\nclass = 'boilerplate'\naction = 'decide'\ndecide = 'sequence'\n";
  check_page(rules, {
                   {"one label stays", {kWall, "- a", kBoats}, {kWall, "- a", kBoats}},
                   {"many labels at the end go", {kWall, kBoats, "- a", "- b", "- c", "- d"}, {kWall, kBoats}},
                   {"many labels in the middle go alone", {kWall, kBees, "- a", "- b", "- c", "- d", "- e", "- f", kBakers, kBoats}, {kWall, kBees, kBakers, kBoats}},
                   {"three labels in the middle stay", {kWall, "- a", "- b", "- c", kBoats}, {kWall, "- a", "- b", "- c", kBoats}},
                   {"without prose", {"a title", "a line"}, {"a title", "a line"}},
               });
}

TEST_CASE("a weak rule's evidence needs a dropped line near it", "[engine]") {
  const std::string rules = "[model]\nswitch_cost_words = 12\nweak_reach_blocks = 6\n" + kJunk + kSequence +
                            rule_of("label", "'score'\nscore = -5.0\nweak = true", "starts = ['- ']") + rule_of("word", "'score'\nscore = -1.0", "equals = ['- a']");
  check_page(rules, {
                   {"between paragraphs", {kWall, "- b", "- c", "- d", "- e", "- f", "- g", kBoats}, {kWall, "- b", "- c", "- d", "- e", "- f", "- g", kBoats}},
                   {"beside a dropped line", {kWall, "- b", "- c", "- d", "- e", "- f", "JUNK", kBoats}, {kWall, kBoats}},
                   {"a paragraph away from it", {kWall, "JUNK", kBees, "- b", "- c", "- d", "- e", "- f", kBoats}, {kWall, kBees, "- b", "- c", "- d", "- e", "- f", kBoats}},
                   {"where another rule speaks against the line", {kWall, "- a", "- a", "- a", "- a", "- a", kBoats}, {kWall, kBoats}},
                   {"at the page's end any dropped line will do", {"JUNK", kWall, kBoats, "- b", "- c", "- d", "- e"}, {kWall, kBoats}},
                   {"above another line at the page's end", {"JUNK", kWall, kBoats, "- b", "- c", "- d", "- e", "A lamp"}, {kWall, kBoats, "- b", "- c", "- d", "- e", "A lamp"}},
                   {"on a page without dropped lines", {kWall, kBoats, "- b", "- c", "- d", "- e"}, {kWall, kBoats, "- b", "- c", "- d", "- e"}},
                   {"a sentence at the edge of what goes", {kWall, kBoats, "- Late.", "- b", "- c", "- d", "JUNK"}, {kWall, kBoats, "- Late."}},
                   {"behind a colon", {kWall, "It is carved there:", "- b", "- c", "JUNK", "- d", "- e"}, {kWall, "It is carved there:", "- b", "- c"}},
               });
}

TEST_CASE("a short line above a stamp is the title", "[engine]") {
  const std::string stamp = "[[rule]]\nid = 't.stamp'\ndescription = 'd'\nclass = 'date'\naction = 'drop'\n[rule.when]\nstarts = ['Updated']\n";
  const std::string rules = "[model]\nswitch_cost_words = 12\nlabel_max_words = 3\nheading_reach_blocks = 10\n" + kSequence + stamp + rule_of("label", "'score'\nscore = -5.0", "starts = ['- ', 'Column']");
  check_page(rules, {
                   {"of two words", {"A town on the coast", "- a", "- b", "- c", "- d", "Fog lifts", "Updated 9:10", "- e", kWall, kBoats}, {"A town on the coast", "Fog lifts", kWall, kBoats}},
                   {"with a name between", {"A town on the coast", "- a", "- b", "- c", "- d", "Fog lifts", "Dora Mead", "Updated 9:10", "- e", kWall, kBoats},
                    {"A town on the coast", "Fog lifts", "Dora Mead", kWall, kBoats}},
                   {"too far above the text", {"A town on the coast", "- a", "- b", "- c", "Fog lifts", "Updated", "- a", "- b", "- c", "- d", "- e", "- f", "- g", "- h", "- i", kWall, kBoats},
                    {"A town on the coast", kWall, kBoats}},
                   {"a label, where nothing else is left", {"- a", "- b", "- c", "- d", "Column", "Updated 9:10", "- e", kWall, kBoats}, {"Column", kWall, kBoats}},
               });
}

TEST_CASE("rules of a site need the site", "[engine]") {
  const RuleSet rules = compile_rules(
      "[[site]]\nid = 's'\nhosts = ['s.example']\nmin = 2\nsignature = ['^one$', '^two$']\n"
      "[[rule]]\nid = 't.r'\ndescription = 'd'\nclass = 'chrome'\nsite = ['s']\naction = 'drop'\n[rule.when]\nequals = ['x']\n");
  CleanOptions none;
  none.sites = CleanOptions::Sites::none;
  CleanOptions named;
  named.sites = CleanOptions::Sites::named;
  named.site_ids = {"s"};
  CHECK(article_of(rules, "one\nx\n") == "one/x/");
  CHECK(article_of(rules, "one\ntwo\nx\n") == "one/two/");
  CHECK(article_of(rules, "one\none\nx\n") == "one/one/x/");
  CHECK(article_of(rules, "one\ntwo\nx\n", none) == "one/two/x/");
  CHECK(article_of(rules, "x\ny\n", named) == "y/");
  CHECK(article_of(rules, "x\ny\n", {}, "s.example") == "y/");
  CHECK(article_of(rules, "x\ny\n", {}, "news.s.example") == "y/");
  CHECK(article_of(rules, "x\ny\n", {}, "others.example") == "x/y/");
}

TEST_CASE("unknown sites and classes are mistakes with a hint", "[engine]") {
  const RuleSet rules = compile_rules("[[site]]\nid = 'daum'\nsignature = ['a']\n");
  CleanOptions options;
  options.sites = CleanOptions::Sites::named;
  options.site_ids = {"daun"};
  options.keep_classes = {"bylin"};
  const auto cleaner = Cleaner::make(rules, options);
  REQUIRE_FALSE(cleaner);
  REQUIRE(cleaner.diagnostics().size() == 2);
  CHECK(to_string(cleaner.diagnostics()[0]) == "error: unknown site 'daun' (did you mean 'daum'?)");
  CHECK(to_string(cleaner.diagnostics()[1]) == "error: unknown class 'bylin' (did you mean 'byline'?)");
}

TEST_CASE("of several rules that drop a block the surest is named", "[engine]") {
  const RuleSet rules = compile_rules(rule_of("b", "'drop'", "equals = ['x']") + rule_of("a", "'drop'\nconfidence = 'low'", "equals = ['x']") + rule_of("c", "'drop'", "equals = ['x']"));
  auto cleaner = Cleaner::make(rules);
  REQUIRE(cleaner);
  const Cleaned& cleaned = cleaner->clean("x\n");
  REQUIRE(cleaned.changes().size() == 1);
  CHECK(cleaned.changes()[0].rule() == "t.b");
  CHECK(cleaned.page().verdicts[0].stage == Stage::line);
}
