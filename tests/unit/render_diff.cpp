#include "render/diff.h"

#include "engine_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

const std::string kDiffRules = rule_of("x", "'drop'", "equals = ['x']") + "[[rule]]\nid = 't.r'\ndescription = 'd'\nclass = 'ad'\naction = 'replace'\nreplace = { pattern = ' ad' }\n";

std::string diff_of(std::string_view page, bool color = false) {
  auto cleaner = Cleaner::make(compile_rules(kDiffRules));
  REQUIRE(cleaner);
  return render_diff(page, cleaner->clean(page), {"p", color});
}

}  // namespace

TEST_CASE("a diff has hunks with three lines of context", "[render]") {
  struct Case {
    const char* name;
    const char* page;
    const char* diff;
  };
  const Case cases[] = {
      {"nothing", "a\nb\n", ""},
      {"one line", "a\nx\nb\n", "--- a/p\n+++ b/p\n@@ -1,3 +1,2 @@\n a\n-x\n b\n"},
      {"rewritten", "a ad\n", "--- a/p\n+++ b/p\n@@ -1,1 +1,1 @@\n-a ad\n+a\n"},
      {"everything", "x\n", "--- a/p\n+++ b/p\n@@ -1,1 +0,0 @@\n-x\n"},
      {"context", "1\n2\n3\n4\nx\n5\n6\n7\n8\n", "--- a/p\n+++ b/p\n@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-x\n 5\n 6\n 7\n"},
      {"two hunks", "x\n1\n2\n3\n4\n5\n6\n7\nx\n", "--- a/p\n+++ b/p\n@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-x\n"},
      {"one hunk where the context meets", "x\n1\n2\n3\n4\n5\n6\nx\n", "--- a/p\n+++ b/p\n@@ -1,8 +1,6 @@\n-x\n 1\n 2\n 3\n 4\n 5\n 6\n-x\n"},
      {"no final newline", "x\na", "--- a/p\n+++ b/p\n@@ -1,2 +1,1 @@\n-x\n a\n\\ No newline at end of file\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(diff_of(c.page) == c.diff);
  }
}

TEST_CASE("a coloured diff is the plain one with colours", "[render]") {
  CHECK(diff_of("a\nx\nb ad\n", true) == "--- a/p\n+++ b/p\n\x1b[36m@@ -1,3 +1,2 @@\x1b[0m\n a\n\x1b[31m-x\x1b[0m\n\x1b[31m-b ad\x1b[0m\n\x1b[32m+b\x1b[0m\n");
}
