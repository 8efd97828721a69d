#include <catch2/catch.hpp>

#include "workshop/coverage.h"
#include "workshop/marked_page.h"
#include "workshop/rule_diff.h"
#include "workshop/rule_test.h"
#include "workshop/rule_views.h"
#include "workshop/test_report.h"

using namespace cleanscrape;

namespace {

std::shared_ptr<const CompiledRules> compile(const std::string& text) {
  const std::vector<RuleSource> sources{{"t", text}};
  auto rules = CompiledRules::compile(sources, {});
  if (!rules) {
    for (const Diagnostic& diagnostic : rules.diagnostics()) UNSCOPED_INFO(to_string(diagnostic));
  }
  REQUIRE(rules);
  return *rules;
}

/// Lines 1 to 9; the rule drops "Open the gate". What follows starts in line 10, inside the rule.
std::string gate_pack(std::string_view rest) {
  return "format = 1\n[pack]\nid = \"t\"\n[[rule]]\nid = \"t.gate\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"drop\"\n[rule.when]\nequals = [\"Open the gate\"]\n" +
         std::string(rest);
}

std::string case_pack(std::string_view page) { return gate_pack("[[rule.case]]\nname = \"a gate\"\npage = '''\n" + std::string(page) + "'''\n"); }

std::string report(const std::string& text) { return render_test_report(run_rule_tests(*compile(text)), {}); }

}  // namespace

TEST_CASE("a failed case shows the lines around it and who did it", "[workshop]") {
  struct Row {
    const char* name;
    std::string text;
    const char* expected;
  };
  const Row rows[] = {
      {"all as expected", case_pack("- Open the gate\n  The gate is shut.\n"), "1 passed, 0 failed, 0 with known gaps\n"},
      {"a line goes that should stay", case_pack("  Before\n  Open the gate\n  After\n"),
       "t:11: FAIL: t.gate: case 'a gate'\n"
       "     14    Before\n"
       "     15 -  Open the gate\n"
       "     15 +- Open the gate   # line t.gate t:4\n"
       "     16    After\n"
       "0 passed, 1 failed, 0 with known gaps\n"},
      {"a line stays that should go", case_pack("- Open the door\n"),
       "t:11: FAIL: t.gate: case 'a gate'\n"
       "     14 -- Open the door\n"
       "     14 +  Open the door   # needs equals 'Open the gate'\n"
       "0 passed, 1 failed, 0 with known gaps\n"},
      {"a known gap is reported and not failed", case_pack("? Open the door\n"),
       "t:11: gap: t.gate: case 'a gate'\n"
       "     14 -? Open the door\n"
       "     14 +  Open the door   # needs equals 'Open the gate'\n"
       "0 passed, 0 failed, 1 with known gaps\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(report(row.text) == row.expected);
  }
}

TEST_CASE("a failed example shows what did not hold", "[workshop]") {
  const std::string head = "format = 1\n[pack]\nid = \"t\"\n[[rule]]\nid = \"t.gate\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"drop\"\n";
  CHECK(report(head + "drops = [\"Open the door\"]\nkeeps = [\"Open the gate\"]\n[rule.when]\nequals = [\"Open the gate\"]\n") ==
        "t:9: FAIL: t.gate: drops\n"
        "      9 -- Open the door\n"
        "      9 +  Open the door   # needs equals 'Open the gate'\n"
        "t:10: FAIL: t.gate: keeps\n"
        "     10 -  Open the gate\n"
        "     10 +- Open the gate   # t.gate t:4\n"
        "0 passed, 2 failed, 0 with known gaps\n");
}

TEST_CASE("tests can be chosen by rule, by name and by file", "[workshop]") {
  const auto rules = compile(case_pack("- Open the gate\n"));
  CHECK(run_rule_tests(*rules, {{}, "t.*"}).size() == 1);
  CHECK(run_rule_tests(*rules, {{}, "*a gate*"}).size() == 1);
  CHECK(run_rule_tests(*rules, {{}, "u.*"}).empty());
  CHECK(run_rule_tests(*rules, {{"other"}, {}}).empty());
}

TEST_CASE("JUnit XML escapes what a line holds", "[workshop]") {
  const auto rules = compile(case_pack("- <Open> & \"shut\"\n"));
  const std::string xml = render_junit(run_rule_tests(*rules));
  CHECK(xml.find("tests=\"1\" failures=\"1\"") != std::string::npos);
  CHECK(xml.find("&lt;Open&gt; &amp; &quot;shut&quot;") != std::string::npos);
}

TEST_CASE("a marked page is scored in words lost and left", "[workshop]") {
  const auto rules = compile(gate_pack(""));
  const std::string marked = "# a comment\nK Open the gate\nD Shut the old door\n\n? Perhaps\nK A line that stays\n";
  const std::vector<MarkedLine> lines = read_marked_page(marked);
  REQUIRE(lines.size() == 5);
  const MarkedScore score = score_marked_page(*rules, lines);
  CHECK(score.keep_words == 7);
  CHECK(score.lost_words == 3);
  CHECK(score.drop_words == 4);
  CHECK(score.left_words == 4);
  CHECK(score.lost_by_rule.at("line t.gate t:4") == 3);
  CHECK(page_text(lines) == "Open the gate\nShut the old door\n\nPerhaps\nA line that stays\n");
  CHECK(read_marked_page("no mark here\n").empty());
}

TEST_CASE("coverage tells rules that work from dead and shadowed ones", "[workshop]") {
  const auto rules = compile(gate_pack("") +
                             "[[rule]]\nid = \"t.late\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"drop\"\nconfidence = \"low\"\n[rule.when]\nstarts = [\"Open the gate\"]\n"
                             "[[rule]]\nid = \"t.never\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"drop\"\n[rule.when]\nequals = [\"Never seen\"]\n");
  const std::vector<NamedPage> pages{{"a", "Open the gate\nText\n"}, {"b", "Open the gate\nOpen the gate\n"}};
  const Coverage coverage = measure_coverage(*rules, {}, pages);
  REQUIRE(coverage.rules.size() == 3);
  const RuleCoverage& gate = coverage.rules[0];
  CHECK(gate.decided == 3);
  CHECK(gate.alone == 0);
  CHECK(gate.hits == 3);
  CHECK(gate.pages == 2);
  CHECK(is_shadowed(*rules, coverage.rules[1]));
  CHECK(coverage.rules[2].is_dead());
}

TEST_CASE("a comparison of rules shows the lines whose verdict changes", "[workshop]") {
  const auto before = compile(gate_pack(""));
  const auto after = compile("format = 1\n[pack]\nid = \"t\"\n[[rule]]\nid = \"t.door\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"drop\"\n[rule.when]\nequals = [\"Open the door\"]\n");
  const std::vector<NamedPage> pages{{"p", "Open the gate\nOpen the door\nText\n"}};
  CHECK(render_rule_diff(*before, *after, pages, false) ==
        "line t.door t:4 (1 lines)\n"
        "  - p:2: Open the door\n"
        "line t.gate t:4 (1 lines)\n"
        "  + p:1: Open the gate\n"
        "1 pages: 1 lines go now, 1 stay now, 0 are rewritten in another way\n");
}

TEST_CASE("sites are shown with the lines that tell them", "[workshop]") {
  const auto rules = compile("format = 1\n[pack]\nid = \"t\"\n[[site]]\nid = \"lane\"\nmin = 2\nsignature = ['''^The Lane$''', '''^Printed in the Lane$''']\n");
  const std::vector<NamedPage> pages{{"a", "The Lane\nText\nPrinted in the Lane\n"}, {"b", "The Lane\n"}, {"c", "Text\n"}};
  CHECK(render_sites(*rules, pages) ==
        "# a\nlane recognised (2 of the 2 signatures that it needs, t:4)\n"
        "      1  signature 1: The Lane\n"
        "      3  signature 2: Printed in the Lane\n"
        "# b\nlane not recognised (1 of the 2 signatures that it needs, t:4)\n"
        "      1  signature 1: The Lane\n"
        "# c\nno known site\n");
}
