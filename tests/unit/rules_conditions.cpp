#include <catch2/catch.hpp>

#include "rules_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

struct ConditionCase {
  const char* condition;
  const char* view;
  bool holds;
};

const char* const kTables =
    "[lists]\nfonts = [\"작게\", \"크게\"]\n[stopwords]\nen = [\"the\", \"of\", \"a\"]\nde = [\"der\"]\n"
    "[tokens]\nlink = ['''https?://\\S+''']\nemail = ['''\\w+@\\w+''']\ntime = ['''\\d{1,2}:\\d{2}''']\n";

const ConditionCase kCases[] = {
    {"equals = ['닫기']", "닫기", true},
    {"equals = ['닫기']", "닫기 창", false},
    {"equals = ['Share']", "share", false},
    {"equals = ['a', '@fonts']", "크게", true},
    {"equals = ['@@daum']", "@daum", true},
    {"equals = ['SHARE É']\nfold = ['case']", "share é", true},
    {"equals = ['share é']\nfold = ['case']", "Share É", true},
    {"starts = ['Copyright']", "Copyright 2020", true},
    {"starts = ['Copyright']", "The Copyright", false},
    {"starts = ['ⓒ']", "ⓒ 한국", true},
    {"ends = ['기자']", "김철수 기자", true},
    {"ends = ['기자']", "기자 김철수", false},
    {"contains = ['무단전재']", "이 글은 무단전재 금지", true},
    {"contains = ['무단전재']", "이 글은 무단 전재 금지", false},
    {"contains = ['|']", "a | b", true},
    {"contains = ['©']", "x © y", true},
    {"contains = ['all rights']\nfold = ['case']", "ALL RIGHTS reserved", true},
    {"contains = ['straße']\nfold = ['case']", "DIE STRAẞE", true},
    {"any = ['^By [A-Z]', 'xyz']", "By Kim", true},
    {"any = ['^By [A-Z]', 'xyz']", "by Kim", false},
    {"any = ['(?i)^by kim']", "BY \u212AIM", true},
    {"all = ['Kim', 'Lee']", "Kim and Lee", true},
    {"all = ['Kim', 'Lee']", "Kim and Park", false},
    {"none = ['Kim', 'Lee']", "Park", true},
    {"none = ['Kim', 'Lee']", "Lee", false},
    {"script = { Hangul = 0.5 }", "본문 ab", true},
    {"script = { Hangul = 0.5 }", "본문 abc", false},
    {"script = { Hangul = 0.5 }", "12", false},
    {"script = { Hiragana = 0.5 }", "ひらカ", true},
    {"script_max = { Latn = 0.5 }", "본문 ab", true},
    {"script_max = { Latn = 0.5 }", "본문 abc", false},
    {"letters = { max = 3 }", "abc 1", true},
    {"letters = { script = 'Hang', min = 2 }", "가 b 나", true},
    {"letters = { script = 'Hira', min = 2 }", "ひ ら", true},
    {"chars = { min = 3, max = 3 }", "가나다", true},
    {"chars = { min = 3, max = 3 }", "가나", false},
    {"words = { max = 2 }", "one two - ", true},
    {"words = { max = 2 }", "one two 3", false},
    {"words = { script = 'Latn', min = 2 }", "one 둘 three", true},
    {"words = { script = 'Hang', min = 2 }", "one 둘 three", false},
    {"words = [{ min = 2 }, { script = 'Hang', max = 0 }]", "one two", true},
    {"words = [{ min = 2 }, { script = 'Hang', max = 0 }]", "one 둘", false},
    {"ends_sentence = true", "It is over.", true},
    {"ends_sentence = true", "It is over", false},
    {"ends_sentence = false", "It is over", true},
    {"stopwords = { lang = 'en', min = 0.5 }", "the end of it", true},
    {"stopwords = { lang = 'en', max = 0.2 }", "the end of it", false},
    {"stopwords = { lang = 'de', min = 0.5 }", "der Hund", true},
    {"link = true", "see https://a.b/c", true},
    {"link = true", "see a.b/c", false},
    {"link = false", "see a.b/c", true},
    {"link = { min_share = 0.5 }", "see https://a.b/c", true},
    {"link = { min_share = 0.9 }", "see https://a.b/c", false},
    {"email = true", "kim@mail", true},
    {"time = true", "at 10:30", true},
    {"time = { min_share = 0.5 }", "at 10:30 today", false},
    {"list_item = true", "- an item", true},
    {"list_item = true", "an item", false},
    {"list_item = false", "an item", true},
    {"side_by_side = true", "a line of its own", false},
    {"side_by_side = false", "a line of its own", true},
};

std::shared_ptr<const CompiledRules> with_condition(std::string_view table, const char* condition) {
  const std::string other = table == "unless" ? "[rule.when]\nchars = { min = 1 }\n" : "";
  return compile(rule(other + "[rule." + std::string(table) + "]\n" + condition + "\n" + kTables));
}

}  // namespace

TEST_CASE("each condition holds where it should", "[rules]") {
  for (const ConditionCase& c : kCases) {
    INFO(c.condition << " on " << c.view);
    const auto when = with_condition("when", c.condition);
    const auto unless = with_condition("unless", c.condition);
    REQUIRE(when);
    REQUIRE(unless);
    CHECK(hits_on(*when, c.view) == (c.holds ? "t.r" : ""));
    CHECK(hits_on(*unless, c.view) == (c.holds ? "" : "t.r"));
    std::uint32_t progress = 0;
    CHECK(why_not(*when, 0, c.view, progress).empty() == c.holds);
    CHECK(progress == (c.holds ? 1U : 0U));
  }
}

TEST_CASE("all keys of when must hold and none of unless", "[rules]") {
  const auto rules = compile(
      rule("[rule.when]\nstarts = ['Share']\nwords = { max = 3 }\n[rule.unless]\nequals = ['Share prices']\nends_sentence = true\n"));
  REQUIRE(rules);
  CHECK(hits_on(*rules, "Share it now") == "t.r");
  CHECK(hits_on(*rules, "Share it now here") == "");
  CHECK(hits_on(*rules, "Share prices") == "");
  CHECK(hits_on(*rules, "Share prices fell.") == "");
}

TEST_CASE("rules hold on long prose as on short lines", "[rules]") {
  const auto rules = compile(rule("[rule.when]\ncontains = ['lighthouse keeper']\n"));
  REQUIRE(rules);
  std::string view = "lighthouse keeper";
  for (int i = 0; i < 60; ++i) {
    INFO(view);
    CHECK(hits_on(*rules, view) == "t.r");
    view = "word " + view + " another";
  }
}

TEST_CASE("a rule of a site holds only where the site is active", "[rules]") {
  const auto rules =
      compile(rule("site = ['s']\n[rule.when]\nequals = ['a']\n[[site]]\nid = 's'\nsignature = ['^first$', 'second']\nmin = 2\n"));
  REQUIRE(rules);
  CHECK(hits_on(*rules, "a", {true}) == "t.r");
  CHECK(hits_on(*rules, "a", {false}) == "");
  MatchScratch scratch;
  std::vector<std::uint32_t> found;
  const std::string_view view = "the second";
  const Features features = measure(view, rules->english_stopwords());
  rules->match_signatures({view, features}, scratch, found);
  CHECK(found == std::vector<std::uint32_t>{1});
}

TEST_CASE("a replace rule cuts the first group of every match", "[rules]") {
  const auto rules = compile(
      pack("[[rule]]\nid = 't.r'\ndescription = 'd'\nclass = 'ad'\naction = 'replace'\nreplace = { pattern = '\\w( ad)', with = '!' }\n"));
  REQUIRE(rules);
  CHECK(hits_on(*rules, "an ad") == "t.r");
  CHECK(hits_on(*rules, "anad") == "");
  std::vector<ViewEdit> edits;
  rules->edits(0, "x ad y ad", edits);
  REQUIRE(edits.size() == 2);
  CHECK(edits[0].range == TextRange{1, 4});
  CHECK(edits[1].range == TextRange{6, 9});
  CHECK(edits[1].with == "!");
}

TEST_CASE("options and overrides switch rules", "[rules]") {
  const std::string source = rule("confidence = 'low'\n[rule.when]\nequals = ['a']\n");
  RuleOptions options;
  options.min_confidence = Confidence::medium;
  CHECK(hits_on(*compile(source, options), "a") == "");
  options.enable = {"t.*"};
  CHECK(hits_on(*compile(source, options), "a") == "t.r");
  CHECK(hits_on(*compile(source + "[[override]]\nrule = 't.?'\nconfidence = 'high'\n", {{}, {}, Confidence::high, {}}), "a") == "t.r");
  CHECK(hits_on(*compile(source, {{"t.r"}, {}, Confidence::low, {}}), "a") == "");
}

TEST_CASE("the fingerprint knows sources and options and not the order of files", "[rules]") {
  const RuleSource a{"a", rule("[rule.when]\nequals = ['a']\n")};
  const RuleSource b{"b", "format = 1\n[pack]\nid = 'b'\n"};
  const auto print = [](const std::vector<RuleSource>& sources, const RuleOptions& options = {}) {
    return (*CompiledRules::compile(sources, options))->fingerprint();
  };
  CHECK(print({a, b}) == print({b, a}));
  CHECK(print({a, b}) != print({a}));
  CHECK(print({a}, {{"t.r"}, {}, Confidence::low, {}}) != print({a}, {{}, {"t.r"}, Confidence::low, {}}));
  CHECK(print({a}, {{}, {}, Confidence::high, {}}) != print({a}));
}
