#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "rules_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

std::string mark_rule(std::size_t number, std::string_view conditions) {
  return "[[rule]]\nid = \"t.r" + std::to_string(number) + "\"\ndescription = \"d\"\nclass = \"nav\"\naction = \"mark\"\n[rule.when]\n" + std::string(conditions);
}

std::string mark_rules(std::size_t count, std::string_view conditions, std::size_t first = 0) {
  std::string rules;
  for (std::size_t i = 0; i < count; ++i) rules += mark_rule(first + i, conditions);
  return rules;
}

/// As many rules on the block alone, and as many that refer to all of them.
std::string rules_near_rules(std::size_t count) { return mark_rules(count, "equals = [\"ab\"]\n") + mark_rules(count, "near = { class = \"nav\" }\n", count); }

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

/// So many different ones, as items of a list.
std::string words(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string word;
    for (std::size_t rest = i + 26; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
    out += "\"" + word + "\", ";
  }
  return out;
}

/// Different patterns of some 40,000 instructions.
std::string large_patterns(std::size_t count) {
  std::string rules;
  for (std::size_t i = 0; i < count; ++i) rules += mark_rule(i, "any = ['" + repeated("(?:abcdefghij){1000}", 4) + std::to_string(i) + "']\n");
  return rules;
}

std::string first_error(const std::string& text) {
  const std::vector<RuleSource> sources{{"t", text}};
  const auto rules = CompiledRules::compile(sources, {});
  return rules ? std::string() : rules.diagnostics().front().message;
}

}  // namespace

TEST_CASE("no rule file asks for more than the limits", "[rules]") {
  struct Row {
    const char* name;
    std::string text;
    const char* error;
  };
  const Row rows[] = {
      {"bytes of a file", pack("# " + std::string(4U << 20U, 'x') + "\n"), "a rule file has at most 4194304 bytes, this one 4194334"},
      {"bytes of a string", pack(mark_rule(0, "equals = [\"" + std::string((64U << 10U) + 1, 'x') + "\"]\n")), "'equals' has more than 65536 bytes"},
      {"bytes of a pattern", pack(mark_rule(0, "any = ['" + std::string(8193, 'x') + "']\n")), "the pattern has more than 8192 bytes"},
      {"rules", pack(mark_rules(10'001, "list_item = true\n")), "more than 10000 rules"},
      {"literals", pack("[lists]\nmany = [" + repeated("\"ab\", ", 10'000) + "]\n" + mark_rules(201, "equals = [\"@many\"]\n")), "the rules use more than 2000000 literals"},
      {"stop words", pack("[stopwords]\nxx = [" + words(20'001) + "]\n"), "more than 20000 stop words"},
      {"rules that conditions refer to", pack(rules_near_rules(2300)),
       "conditions of all rules together refer to more than 5000000 rules"},
      {"parts of a key", pack("[a.b.c.d.e.f.g.h.i]\n"), "a key has at most 8 parts with dots between them"},
      {"tables in tables, by a long key", pack("[" + repeated("a.", 50'000) + "a]\n"), "a key has at most 8 parts with dots between them"},
      {"tables in tables, by a long key in a table", pack("x = {" + repeated("\"a\" . ", 50'000) + "a = 1}\n"), "a key has at most 8 parts with dots between them"},
      {"arrays in arrays", pack("x = " + repeated("[", 50'000) + repeated("]", 50'000) + "\n"), "not TOML: Error while parsing value: exceeded maximum nested value depth of 256 (TOML_MAX_NESTED_VALUES)"},
      {"cases", pack(repeated("[[case]]\nname = \"c\"\npage = \"- x\"\n", 10'001)), "more than 10000 cases"},
      {"findings", pack(repeated("[[rule]]\n", 5000)), "more than 10000 findings; the others are left out"},
      {"patterns together", pack(large_patterns(260)), "the patterns of all packs together are too large"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(first_error(row.text) == row.error);
  }
}

TEST_CASE("dots in strings and comments are no parts of keys", "[rules]") {
  const std::string text = pack("# a.b.c.d.e.f.g.h.i.j\n[[case]]\nname = \"a.b.c.d.e.f.g.h.i.j \\\" a.b.c.d.e.f.g.h.i.j\"\npage = '''\n  a.b.c.d.e.f.g.h.i.j ' a.b.c.d.e.f.g.h.i.j\n- 'a.b.c.d.e.f.g.h.i.j'\n'''\n"
                                "[ lists ]\n'a.b.c.d.e.f.g.h.i.j' = ['''a.b.c.d.e.f.g.h.i.j''']\n");
  CHECK(first_error(text) == "");
}

TEST_CASE("two packs do not claim the same", "[rules]") {
  const std::string first = "format = 1\n[pack]\nid = \"a\"\n[model]\nswitch_cost_words = 1\n";
  const std::vector<RuleSource> same_id{{"one", first}, {"two", "format = 1\n[pack]\nid = \"a\"\n"}};
  CHECK(lines(CompiledRules::compile(same_id, {}).diagnostics()) == "two:3:6: error: pack 'a' is loaded twice (first from one)\n");
  const std::vector<RuleSource> same_key{{"one", first}, {"two", "format = 1\n[pack]\nid = \"b\"\n[model]\nswitch_cost_words = 2\n"}};
  CHECK(lines(CompiledRules::compile(same_key, {}).diagnostics()) == "two:5:1: error: 'switch_cost_words' of [model] is given twice (first at one:5)\n");
}
