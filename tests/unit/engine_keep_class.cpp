#include "engine_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

std::string rule_with_class(std::string_view id, std::string_view block_class, std::string_view action, std::string_view conditions) {
  return "[[rule]]\nid = 't." + std::string(id) + "'\ndescription = 'd'\nclass = '" + std::string(block_class) + "'\naction = " + std::string(action) + "\n" +
         (conditions.empty() ? "" : "[rule.when]\n" + std::string(conditions) + "\n");
}

/// One rule of each kind that takes something away, each of a class of its own.
const std::string kClassRules = rule_with_class("junk", "chrome", "'drop'", "equals = ['JUNK']") +
                           rule_with_class("copy", "duplicate", "'drop'", "duplicate = { min_chars = 30, of = 'line', keep = 'body' }") +
                           rule_with_class("label", "nav", "'drop'", "equals = ['Home']\nregion = 'tail'") +
                           rule_with_class("cut", "related", "'cut-after'", "equals = ['Related']") +
                           rule_with_class("mail", "author", "'replace'\nreplace = { pattern = ' by MIRA$' }", "") +
                           rule_with_class("score", "promo", "'score'\nscore = -30", "equals = ['Buy it']") +
                           rule_with_class("sequence", "boilerplate", "'decide'\ndecide = 'sequence'", "");

}  // namespace

TEST_CASE("what rules of a class would take stays if the class is kept, and nothing else does", "[engine]") {
  const std::string mailed = kBees + " by MIRA";
  const std::string lamp = "The lamp on the pier was lit again when the storm had gone over the village.";
  const std::string page = page_of({"JUNK", "A title of this page", kWall, kWall, kBoats, lamp, mailed, kBakers, "Home", "JUNK", "Buy it", "Related", "Some other story"});
  const RuleSet rules = compile_rules(kClassRules);
  const std::string article = "A title of this page/" + kWall + "/" + kBoats + "/" + lamp + "/" + kBees + "/" + kBakers + "/";
  REQUIRE(article_of(rules, page) == article);
  struct Case {
    const char* kept_class;
    std::string article;
  };
  const std::string body = kBoats + "/" + lamp + "/" + kBees + "/" + kBakers + "/";
  for (const Case& c : {
           Case{"chrome", "JUNK/A title of this page/" + kWall + "/" + body + "JUNK/"},
           Case{"duplicate", "A title of this page/" + kWall + "/" + kWall + "/" + body},
           Case{"nav", article + "Home/"},
           Case{"related", article + "Related/Some other story/"},
           Case{"author", "A title of this page/" + kWall + "/" + kBoats + "/" + lamp + "/" + mailed + "/" + kBakers + "/"},
           Case{"promo", article + "Buy it/"},
           Case{"boilerplate", article + "Buy it/"},
           Case{"copyright", article},
       }) {
    INFO(c.kept_class);
    CleanOptions options;
    options.keep_classes = {c.kept_class};
    CHECK(article_of(rules, page, options) == c.article);
  }
}

TEST_CASE("a class that is kept takes nothing from a line that others edit", "[engine]") {
  const RuleSet rules = compile_rules(rule_with_class("cut-share", "share", "'replace'\nreplace = { pattern = ' Share$' }", "") +
                                      rule_with_class("cut-name", "author", "'replace'\nreplace = { pattern = ' by MIRA$' }", "") +
                                      rule_with_class("a-label", "nav", "'drop'", "words = { max = 2 }") + rule_with_class("name", "byline", "'drop'", "equals = ['By MIRA']"));
  struct Case {
    const char* kept_class;
    const char* line;
    std::string article;
  };
  for (const Case& c : {
           Case{"share", "The oven was lit again by MIRA Share", "The oven was lit again by MIRA Share/"},
           Case{"author", "The oven was lit again by MIRA Share", "The oven was lit again by MIRA/"},
           Case{"copyright", "The oven was lit again by MIRA Share", "The oven was lit again/"},
           Case{"byline", "By MIRA", "By MIRA/"},
           Case{"byline", "By MIRA Share", "By MIRA/"},
           Case{"copyright", "By MIRA Share", ""},
       }) {
    INFO(c.kept_class << ": " << c.line);
    CleanOptions options;
    options.keep_classes = {c.kept_class};
    CHECK(article_of(rules, page_of({kWall, c.line, kBoats}), options) == kWall + "/" + c.article + kBoats + "/");
  }
}
