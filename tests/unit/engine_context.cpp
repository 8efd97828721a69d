#include "engine_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

struct ContextCase {
  const char* name;
  std::string rules;
  std::string page;  ///< lines, separated by '/'
  std::string article;
};

std::string lines(std::string text) {
  for (char& c : text) c = c == '/' ? '\n' : c;
  return text;
}

void check_context(const std::vector<ContextCase>& cases) {
  for (const ContextCase& c : cases) {
    INFO(c.name);
    CHECK(article_of(compile_rules(c.rules), lines(c.page)) == c.article);
  }
}

std::string drop(std::string_view conditions) { return rule_of("d", "'drop'", conditions); }

const std::string kMark = rule_of("m", "'mark'", "equals = ['M']");
const std::string kShort = "chars = { max = 1 }\n";

}  // namespace

TEST_CASE("near looks at the blocks beside", "[engine]") {
  const auto near = [](std::string_view table) { return kMark + drop("equals = ['x']\nnear = " + std::string(table)); };
  check_context({
      {"within one", near("{ rule = 't.m', within = 1 }"), "x/M/x/a/x/", "M/a/x/"},
      {"within two", near("{ rule = 't.m', within = 2 }"), "x/a/a/x/M/", "x/a/a/M/"},
      {"what goes brings others near", near("{ rule = 't.m', within = 1 }"), "x/x/x/M/", "M/"},
      {"blank lines do not count", near("{ rule = 't.m', within = 1 }"), "a/x///M/", "a///M/"},
      {"the mark before it", near("{ rule = 't.m', within = 1, side = 'before' }"), "x/M/x/", "x/M/"},
      {"the mark behind it", near("{ rule = 't.m', within = 1, side = 'after' }"), "x/M/x/", "M/x/"},
      {"no mark", near("{ rule = 't.m', within = 9 }"), "x/a/x/", "x/a/x/"},
      {"by glob", near("{ rule = 't.*', within = 1, side = 'before' }"), "M/x/", "M/"},
      {"by class", near("{ class = 'chrome', within = 1, side = 'before' }"), "M/x/", "M/"},
      {"all of several", near("[{ rule = 't.m', within = 1, side = 'before' }, { rule = 't.m', within = 1, side = 'after' }]"), "M/x/M/x/", "M/M/x/"},
      {"unless", kMark + drop("equals = ['x']\n[rule.unless]\nnear = { rule = 't.m', within = 1 }"), "x/M/a/x/", "x/M/a/"},
  });
}

TEST_CASE("run wants so many together", "[engine]") {
  check_context({
      {"three", drop(kShort + "run = { min = 3, gap = 0 }"), "x/x/x/long/x/x/", "long/x/x/"},
      {"a gap", drop(kShort + "run = { min = 3, gap = 1 }"), "x/long/x/long/x/", "long/long/"},
      {"too long a gap", drop(kShort + "run = { min = 3, gap = 1 }"), "x/x/long/long/x/", "x/x/long/long/x/"},
      {"unless", drop(kShort + "[rule.unless]\nrun = { min = 2, gap = 0 }"), "x/x/long/x/", "x/x/long/"},
  });
}

TEST_CASE("repeat counts equal views", "[engine]") {
  check_context({
      {"twice", drop("chars = { max = 2 }\nrepeat = { min = 2 }"), "ab/cd/ab/", "cd/"},
      {"thrice wanted", drop("chars = { max = 2 }\nrepeat = { min = 3 }"), "ab/cd/ab/", "ab/cd/ab/"},
      {"unless", drop("chars = { max = 2 }\n[rule.unless]\nrepeat = { min = 2 }"), "ab/cd/ab/", "ab/ab/"},
  });
}

TEST_CASE("region knows where a block stands", "[engine]") {
  const std::string body = kWall + "/" + kBoats + "/";
  const std::string page = "x/" + body + "x/" + kBakers + "/x/";
  const std::string mark = rule_of("m", "'mark'", "equals = ['M']");
  check_context({
      {"head", drop(kShort + "region = 'head'"), page, body + "x/" + kBakers + "/x/"},
      {"body", drop(kShort + "region = 'body'"), page, "x/" + body + kBakers + "/x/"},
      {"tail", drop(kShort + "region = 'tail'"), page, "x/" + body + "x/" + kBakers + "/"},
      {"no prose and so no regions", drop(kShort + "region = 'head'"), "x/y/", "x/y/"},
      {"first", drop(kShort + "region = { first = 2 }"), "x/long/long/x/", "long/long/x/"},
      {"last", drop(kShort + "region = { last = 2 }"), "x/long/long/x/", "x/long/long/"},
      {"after", mark + drop("equals = ['x']\nregion = { after = 't.m' }"), "x/M/long/x/", "x/M/long/"},
      {"before", mark + drop("equals = ['x']\nregion = { before = 't.m' }"), "x/M/long/x/", "M/long/x/"},
  });
}

TEST_CASE("keep beats every drop", "[engine]") {
  const std::string drop_all = drop("chars = { min = 1 }");
  check_context({
      {"on the block", drop_all + rule_of("k", "'keep'", "equals = ['stays']"), "goes/stays/goes/", "stays/"},
      {"in its place", drop_all + rule_of("m", "'mark'", "equals = ['M']") + rule_of("k", "'keep'", "near = { rule = 't.m', within = 1, side = 'before' }\nchars = { min = 1 }"),
       "goes/M/stays/goes/", "stays/"},
      {"in a cut", rule_of("c", "'cut-after'\ncut = { extent = 'page', min_prose_before_words = 0 }", "equals = ['END']") + rule_of("k", "'keep'", "equals = ['stays']"),
       kWall + "/END/stays/goes/", kWall + "/stays/"},
      {"before a replacement", "[[rule]]\nid = 't.r'\ndescription = 'd'\nclass = 'chrome'\naction = 'replace'\nreplace = { pattern = ' ad' }\n" + rule_of("k", "'keep'", "starts = ['stays']"),
       "goes ad/stays ad/", "goes/stays ad/"},
  });
}

TEST_CASE("a cut takes a list and leaves the text behind it", "[engine]") {
  const auto cut = [](std::string_view action, std::string_view table) { return rule_of("c", "'" + std::string(action) + "'\ncut = " + std::string(table), "equals = ['END']"); };
  const std::string enough = "{ min_prose_before_words = 20 }";
  const std::string text = kWall + "/" + kBoats + "/";
  check_context({
      {"to the end", cut("cut-after", enough), text + "END/a/b/", text},
      {"until prose", cut("cut-after", enough), text + "END/a/b/" + kBakers + "/c/", text + kBakers + "/c/"},
      {"the heading stays", cut("cut-after", "{ min_prose_before_words = 20, inclusive = false }"), text + "END/a/", text + "END/"},
      {"not enough prose before", cut("cut-after", enough), kWall + "/END/a/", kWall + "/END/a/"},
      {"to the end of the page", cut("cut-after", "{ extent = 'page', min_prose_before_words = 20, max_prose_after_words = 15 }"), text + "END/a/" + kBakers + "/c/", text},
      {"too much prose behind", cut("cut-after", "{ extent = 'page', min_prose_before_words = 20, max_prose_after_words = 15 }"),
       text + "END/a/" + kBakers + "/" + kBees + "/", text + "END/a/" + kBakers + "/" + kBees + "/"},
      {"before", cut("cut-before", enough), "a/b/END/" + text, text},
      {"before and behind prose", cut("cut-before", enough), kBakers + "/a/b/END/" + text, kBakers + "/" + text},
      {"not enough prose behind", cut("cut-before", enough), "a/END/" + kWall + "/", "a/END/" + kWall + "/"},
  });
}
