#include <catch2/catch.hpp>

#include "rules_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

struct ErrorCase {
  const char* name;
  std::string source;
  const char* errors;
};

std::string when(std::string_view conditions) { return rule("[rule.when]\n" + std::string(conditions)); }

/// Two rules; the second one's conditions start in line 17.
std::string second_rule(std::string_view conditions) {
  return when("equals = [\"a\"]\n[[rule]]\nid = \"t.s\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"mark\"\n[rule.when]\n" +
              std::string(conditions));
}

}  // namespace

TEST_CASE("mistakes of a rule file as a whole", "[rules]") {
  const std::vector<ErrorCase> cases{
      {"no TOML", "format = \n", "t:1:10: error: not TOML: Error while parsing key-value pair: expected value, saw '\\n'\n"},
      {"nothing", "", "t:1:1: error: the file needs 'format'\nt:1:1: error: the file needs 'pack'\n"},
      {"another format", "format = 2\n[pack]\nid = \"t\"\n", "t:1:10: error: 'format' must be from 1 to 1\n"},
      {"format in a table", "[pack]\nid = \"t\"\nformat = 1\n",
       "t:1:1: error: the file needs 'format'\nt:3:1: error: unknown key 'format' in [pack] (it stands at the top of the file, before the first table)\n"},
      {"unknown table", pack("[[rules]]\n"), "t:4:3: error: unknown key 'rules' in the file (did you mean 'rule'?)\n"},
      {"bad pack id", "format = 1\n[pack]\nid = \"T\"\n", "t:3:6: error: bad pack id 'T' (lower case letters, digits and '-')\n"},
      {"unmet extends", pack("extends = [\"cor\"]\n"), "t:4:12: error: extends pack 'cor', which is not loaded\n"},
      {"unknown status", pack("status = \"new\"\n"), "t:4:10: error: unknown status 'new' (one of stable, experimental)\n"},
      {"unknown model key", pack("[model]\nswitch_cost_word = 1\n"),
       "t:5:1: error: unknown key 'switch_cost_word' in [model] (did you mean 'switch_cost_words'?)\n"},
      {"model out of range", pack("[model]\nswitch_cost_words = -1\n"), "t:5:21: error: 'switch_cost_words' must be from 0 to 1000\n"},
      {"token pattern", pack("[tokens]\ntime = ['x(']\n"), "t:5:10: error: bad pattern: missing ): x(\n"},
      {"site twice", pack("[[site]]\nid = \"s\"\nsignature = ['a']\n[[site]]\nid = \"s\"\nsignature = ['a']\n"),
       "t:8:6: error: site 's' is defined twice (first at t:4)\n"},
      {"site with too few signatures", pack("[[site]]\nid = \"s\"\nmin = 2\nsignature = ['a']\n"),
       "t:4:1: error: 'min' is 2, but the site has 1 signature patterns\n"},
      {"override of nothing", pack("[[override]]\nrule = \"t.x\"\nenabled = false\n"), "t:5:8: error: no rule matches 't.x'\n"},
      {"case without margin", pack("[[case]]\nname = \"c\"\npage = '''\n- a\nb\n'''\n"),
       "t:8:1: error: no margin: a line of a case starts with '- ', '  ', '~ ', '= ' or '? '\n"},
      {"rewrite without its line", pack("[[case]]\nname = \"c\"\npage = '''\n~ a\n  b\n'''\n"),
       "t:7:1: error: a '~ ' line needs a '= ' line below it, and no other line has one\n"},
  };
  for (const ErrorCase& c : cases) {
    INFO(c.name);
    CHECK(errors_of(c.source) == c.errors);
  }
}

TEST_CASE("mistakes of a rule", "[rules]") {
  const std::vector<ErrorCase> cases{
      {"missing keys", pack("[[rule]]\nid = \"t.r\"\n[rule.when]\nequals = [\"a\"]\n"),
       "t:4:1: error: [[rule]] needs 'action'\nt:4:1: error: [[rule]] needs 'class'\nt:4:1: error: [[rule]] needs 'description'\n"},
      {"foreign id",
       pack("[[rule]]\nid = \"x.r\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"mark\"\n[rule.when]\nequals = [\"a\"]\n"),
       "t:5:6: error: rule id 'x.r' must start with 't.' (as 't.x.r')\n"},
      {"unknown action",
       pack("[[rule]]\nid = \"t.r\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"dorp\"\n[rule.when]\nequals = [\"a\"]\n"),
       "t:8:10: error: unknown action 'dorp' (did you mean 'drop'?)\n"},
      {"unknown key", rule("descripton = \"d\"\n[rule.when]\nequals = [\"a\"]\n"),
       "t:9:1: error: unknown key 'descripton' in [[rule]] (did you mean 'description'?)\n"},
      {"key of another table", rule("equals = [\"a\"]\n[rule.when]\nequals = [\"a\"]\n"),
       "t:9:1: error: unknown key 'equals' in [[rule]] (it belongs in [rule.when])\n"},
      {"unknown site", rule("site = [\"daun\"]\n[rule.when]\nequals = [\"a\"]\n"), "t:9:9: error: unknown site 'daun'\n"},
      {"score on a mark", rule("score = 1.0\n[rule.when]\nequals = [\"a\"]\n"), "t:9:1: error: 'score' does not go with action 'mark'\n"},
      {"no when", rule(""), "t:4:1: error: the rule needs [rule.when]\n"},
      {"empty when", rule("[rule.when]\n"), "t:9:1: error: [rule.when] is empty\n"},
      {"only fold", when("fold = [\"case\"]\n"), "t:9:1: error: [rule.when] is empty\n"},
      {"empty unless", when("equals = [\"a\"]\n[rule.unless]\n"), "t:11:1: error: [rule.unless] is empty\n"},
      {"replace without pattern",
       pack("[[rule]]\nid = \"t.r\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"replace\"\nreplace = { with = \"\" }\n"),
       "t:9:11: error: replace needs 'pattern'\n"},
      {"replace without replace", pack("[[rule]]\nid = \"t.r\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"replace\"\n"),
       "t:4:1: error: action 'replace' needs 'replace'\n"},
      {"rule twice", second_rule("equals = [\"b\"]\n[[rule]]\nid = \"t.r\"\n"),
       "t:18:1: error: [[rule]] needs 'action'\nt:18:1: error: [[rule]] needs 'class'\nt:18:1: error: [[rule]] needs 'description'\n"
       "t:19:6: error: rule 't.r' is defined twice (first at t:4)\n"},
  };
  for (const ErrorCase& c : cases) {
    INFO(c.name);
    CHECK(errors_of(c.source) == c.errors);
  }
}

TEST_CASE("mistakes of a condition", "[rules]") {
  const std::vector<ErrorCase> cases{
      {"unknown condition", when("equal = [\"a\"]\n"), "t:10:1: error: unknown key 'equal' in [rule.when] (did you mean 'equals'?)\n"},
      {"wrong type", when("equals = \"a\"\n"), "t:10:10: error: 'equals' must be an array of strings, not a string\n"},
      {"wrong type in a list", when("equals = [1]\n"), "t:10:11: error: 'equals' must be a string, not an integer\n"},
      {"empty list", when("equals = []\n"), "t:10:10: error: 'equals' is empty\n"},
      {"empty literal", when("contains = [\"\"]\n"), "t:10:13: error: an empty literal in 'contains'\n"},
      {"unknown list", when("equals = [\"@font\"]\n[lists]\nfonts = [\"a\"]\n"),
       "t:10:11: error: unknown list '@font' (did you mean 'fonts'?)\n"},
      {"unknown fold", when("equals = [\"a\"]\nfold = [\"cases\"]\n"), "t:11:9: error: unknown fold 'cases' (did you mean 'case'?)\n"},
      {"unknown script", when("script = { Hangull = 0.5 }\n"), "t:10:12: error: unknown script 'Hangull' (did you mean 'Hangul'?)\n"},
      {"share above one", when("script = { Hangul = 5 }\n"), "t:10:21: error: 'script' must be from 0 to 1\n"},
      {"no bounds", when("words = { script = \"Latn\" }\n"), "t:10:9: error: 'words' needs 'min' or 'max'\n"},
      {"bounds crossed", when("words = { min = 3, max = 2 }\n"), "t:10:9: error: 'words' has a 'min' above its 'max'\n"},
      {"script of characters", when("chars = { script = \"Latn\", min = 1 }\n"), "t:10:11: error: unknown key 'script' in the bounds\n"},
      {"unknown language", when("stopwords = { lang = \"de\", min = 0.5 }\n"),
       "t:10:22: error: no loaded pack has stop words of language 'de'\n"},
      {"pattern that does not compile", when("any = ['''^본문 (''']\n"), "t:10:11: error: bad pattern: missing ): ^본문 (\n"},
      {"place inside a pattern", when("any = ['''본문\\y''']\n"), "t:10:13: error: bad pattern: invalid escape sequence: \\y\n"},
      {"pattern of nothing", when("none = ['a*']\n"), "t:10:9: error: the pattern matches the empty string\n"},
      {"pattern too large", when("any = ['((a{1,1000}){1,1000})']\n"), "t:10:12: error: bad pattern: invalid repetition size: {1,1000}\n"},
      {"near nothing", when("near = { within = 2 }\n"), "t:10:8: error: 'near' needs 'rule' or 'class'\n"},
      {"near an unknown rule", when("near = { rule = \"t.x\" }\n"), "t:10:17: error: no rule matches 't.x' (did you mean 't.r'?)\n"},
      {"near an unknown class", when("near = { class = \"shar\" }\n"), "t:10:18: error: unknown class 'shar' (did you mean 'share'?)\n"},
      {"near a rule with page conditions", second_rule("near = { rule = \"t.s\" }\n"),
       "t:17:17: error: rule 't.s' has page conditions itself and cannot be referred to (defined at t:11)\n"},
      {"after an unknown rule", when("region = { after = \"zebra.*\" }\n"), "t:10:20: error: no rule matches 'zebra.*'\n"},
      {"two regions", when("region = { first = 1, last = 1 }\n"),
       "t:10:10: error: 'region' needs exactly one of 'first', 'last', 'after', 'before'\n"},
      {"unknown region", when("region = \"top\"\n"), "t:10:10: error: unknown region 'top' (one of head, body, tail)\n"},
      {"run of one", when("run = { min = 1 }\n"), "t:10:15: error: 'min' must be from 2 to 1000000\n"},
      {"all at once", when("equals = [1]\nwords = { min = -1 }\n[rule.unless]\nlengthy = 1\n"),
       "t:10:11: error: 'equals' must be a string, not an integer\nt:11:17: error: 'min' must be from 0 to 1000000\n"
       "t:13:1: error: unknown key 'lengthy' in [rule.unless]\n"},
  };
  for (const ErrorCase& c : cases) {
    INFO(c.name);
    CHECK(errors_of(c.source) == c.errors);
  }
}

TEST_CASE("errors of several files come in the order of their places", "[rules]") {
  const std::vector<RuleSource> sources{{"b", pack("x = 1\n")}, {"a", pack("[model]\nenabled2 = 1\n[[rule]]\n")}, {"c", "\xff"}};
  const auto rules = CompiledRules::compile(sources, {});
  REQUIRE_FALSE(rules.ok());
  std::vector<std::string> files;
  for (const Diagnostic& diagnostic : rules.diagnostics()) files.push_back(diagnostic.place.file);
  CHECK(std::is_sorted(files.begin(), files.end()));
  CHECK(files.front() == "a");
  CHECK(files.back() == "c");
}

TEST_CASE("options that name nothing are errors", "[rules]") {
  RuleOptions options;
  options.disable = {"t.x"};
  options.enable = {"zebra.*"};
  options.keep_classes = {"shares"};
  CHECK(errors_of(when("equals = [\"a\"]\n"), options) ==
        "error: no rule to disable matches 't.x' (did you mean 't.r'?)\nerror: no rule to enable matches 'zebra.*'\n"
        "error: unknown class 'shares' (did you mean 'share'?)\n");
}
