#include <catch2/catch.hpp>

#include "workshop/format_rules.h"

using namespace cleanscrape;

TEST_CASE("a rule file has one canonical form", "[workshop]") {
  struct Row {
    const char* name;
    const char* before;
    const char* after;
  };
  const Row rows[] = {
      {"keys are aligned", "format=1\n[pack]\nid=\"a\"\nversion  =  \"1\"\n", "format = 1\n\n[pack]\nid      = \"a\"\nversion = \"1\"\n"},
      {"comments stay", "# top\nformat = 1 # one\n\n\n# of the pack\n[pack]\nid = \"a\"  # name\n", "# top\nformat = 1 # one\n\n# of the pack\n[pack]\nid = \"a\"  # name\n"},
      {"blank lines between tables", "format = 1\n[pack]\nid = \"a\"\n[[rule]]\nid = \"a.b\"\n\n[rule.when]\nlist_item = true\n\n\n[[rule]]\n",
       "format = 1\n\n[pack]\nid = \"a\"\n\n[[rule]]\nid = \"a.b\"\n[rule.when]\nlist_item = true\n\n[[rule]]\n"},
      {"long arrays are indented", "a = [\n\"x\",\n      \"y\", # why\n   ]\n", "a = [\n  \"x\",\n  \"y\", # why\n]\n"},
      {"a short array stands on one line", "a = [\n  \"x\",\n  \"y\"\n]\n", "a = [\"x\", \"y\"]\n"},
      {"a long array is broken, and long items stand alone",
       "any = ['''^a pattern that is longer than sixty columns, so that it is read by itself$''', '''^b$''', \"c\", '''^another one that is longer than sixty columns, and "
       "read alone$''', [1, {x = \"]\"}]]\n",
       "any = [\n  '''^a pattern that is longer than sixty columns, so that it is read by itself$''',\n  '''^b$''', \"c\",\n  '''^another one that is longer than sixty columns, and "
       "read alone$''',\n  [1, {x = \"]\"}],\n]\n"},
      {"an array with a comment keeps its lines", "a = [ # why\n\"x\" ]\n", "a = [ # why\n  \"x\" ]\n"},
      {"keys are aligned past one long value", "id = 1\ndrops = [ # why\n1 ]\naction = 2\n", "id     = 1\ndrops  = [ # why\n  1 ]\naction = 2\n"},
      {"no alignment among long values", "[lists]\nab = [ # why\n1 ]\nlonger = 2\n", "[lists]\nab = [ # why\n  1 ]\nlonger = 2\n"},
      {"multi-line strings are not touched", "p = '''\n-  a   \n   b = 1\n[x]\n'''  \n", "p = '''\n-  a   \n   b = 1\n[x]\n'''  \n"},
      {"line ends become LF and one closes the file", "a = 1\r\n\r\nb = 2", "a = 1\n\nb = 2\n"},
      {"brackets in strings open nothing", "a = \"[\"\nbb = '{'\nc = 1 # [\n", "a  = \"[\"\nbb = '{'\nc  = 1 # [\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto formatted = format_rules({"t", row.before});
    REQUIRE(formatted);
    CHECK(*formatted == row.after);
    CHECK(*format_rules({"t", *formatted}) == *formatted);
  }
}

TEST_CASE("formatting the built-in packs twice gives the same as once", "[workshop]") {
  for (const RuleSource& pack : builtin_packs()) {
    INFO(pack.path);
    const auto once = format_rules(pack);
    REQUIRE(once);
    CHECK(*format_rules({pack.path, *once}) == *once);
  }
}

TEST_CASE("a file that is no TOML is not formatted", "[workshop]") {
  const auto formatted = format_rules({"t", "a = \n"});
  REQUIRE_FALSE(formatted);
  CHECK(formatted.diagnostics().front().place.file == "t");
}
