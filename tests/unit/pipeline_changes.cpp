#include <sys/mman.h>

#include <catch2/catch.hpp>

#include "cleanscrape/cleanscrape.h"

using namespace cleanscrape;

namespace {

/// Lines with an x go; "!", a "#" with the space behind it and the space behind a "_" are cut out of a line; "?" becomes "¿".
RuleSet rules() {
  const char* const kSource =
      "format = 1\n[pack]\nid = 't'\n"
      "[[rule]]\nid = 't.x'\ndescription = 'd'\nclass = 'chrome'\naction = 'drop'\n[rule.when]\ncontains = ['x']\n"
      "[[rule]]\nid = 't.cut'\ndescription = 'd'\nclass = 'chrome'\naction = 'replace'\nreplace = { pattern = '!+' }\n"
      "[[rule]]\nid = 't.cut-space'\ndescription = 'd'\nclass = 'chrome'\naction = 'replace'\nreplace = { pattern = '# ' }\n"
      "[[rule]]\nid = 't.cut-behind'\ndescription = 'd'\nclass = 'chrome'\naction = 'replace'\nreplace = { pattern = '_( )' }\n"
      "[[rule]]\nid = 't.turn'\ndescription = 'd'\nclass = 'chrome'\naction = 'replace'\nreplace = { pattern = '\\?', with = '¿' }\n";
  const std::vector<RuleSource> sources{{"t", kSource}};
  auto compiled = RuleSet::compile(sources);
  if (!compiled) FAIL(to_string(compiled.diagnostics().front()));
  return *std::move(compiled);
}

std::string cleaned(std::string_view page) {
  auto cleaner = Cleaner::make(rules());
  REQUIRE(cleaner);
  std::string article;
  cleaner->clean(page).append_to(article);
  return article;
}

}  // namespace

TEST_CASE("blank lines that only a dropped block kept apart become one run", "[pipeline]") {
  struct Case {
    const char* name;
    const char* page;
    const char* article;
  };
  const Case cases[] = {
      {"nothing dropped", "\n\na\n\n\n\nb\n\n", "\n\na\n\n\n\nb\n\n"},
      {"in a paragraph", "a\nx\nb\n", "a\nb\n"},
      {"blank before", "a\n\nx\nb\n", "a\n\nb\n"},
      {"blank behind", "a\nx\n\nb\n", "a\n\nb\n"},
      {"blank on both sides", "a\n\nx\n\nb\n", "a\n\nb\n"},
      {"the longest run stays", "a\n\nx\n\n\n\nb\n", "a\n\n\n\nb\n"},
      {"several dropped blocks", "a\n\nx\n\nx\n\nx\n\nb\n", "a\n\nb\n"},
      {"at the start", "x\n\na\n", "a\n"},
      {"at the start with blank lines before", "\nx\n\na\n", "\na\n"},
      {"at the end", "a\n\nx\n", "a\n"},
      {"at the end with blank lines behind", "a\n\nx\n\n\n", "a\n\n\n"},
      {"everything", "x\n\nx\n", ""},
      {"everything with blank lines around", "\nx\n\n", "\n"},
      {"everything without a final newline", "x\nx", ""},
      {"the absent final newline and blank lines", "a\n\n\nx\n\nx", "a"},
      {"blank lines elsewhere stay as they are", "a\n\n\nb\nx\nc\n \n\nd\n", "a\n\n\nb\nc\n \n\nd\n"},
      {"CRLF", "a\r\n\r\nx\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"},
      {"no final newline", "x\na", "a"},
      {"the absent final newline stays absent", "a\n\nx", "a"},
      {"the absent final newline with CRLF", "a\r\nx", "a"},
      {"dropped line with spaces around", "a\n   x  \nb\n", "a\nb\n"},
      {"a blank line with spaces behind the last text", "a\nx\n  ", "a\n  "},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(cleaned(c.page) == c.article);
    CHECK(cleaned(c.article) == c.article);
  }
}

TEST_CASE("pieces of lines are cut out and rewritten", "[pipeline]") {
  struct Case {
    const char* name;
    const char* page;
    const char* article;
  };
  const Case cases[] = {
      {"at the end", "abc !\n", "abc\n"},
      {"at the start", "! abc\n", "abc\n"},
      {"in the middle", "a ! b\n", "a b\n"},
      {"glued", "a!b\n", "ab\n"},
      {"twice", "a! b!\n", "a b\n"},
      {"the whole line", "a\n!!\nb\n", "a\nb\n"},
      {"with its indentation", "  a !\n", "  a\n"},
      {"no-break space before it", "a\u00A0!\n", "a\n"},
      {"rewritten", "a?\n", "a¿\n"},
      {"rewritten and cut", "a? !\n", "a¿\n"},
      {"in a line that goes", "x !\nb\n", "b\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(cleaned(c.page) == c.article);
    CHECK(cleaned(c.article) == c.article);
  }
}

TEST_CASE("a cut in a wrapped paragraph leaves its lines as they are", "[pipeline]") {
  const std::string first = "The oven of the bakery at Sandal Street was walled up in the year of the";
  const std::string second = "flood, and nobody who works there had ever seen it before the shelf was";
  const std::string third = "moved last week by two men and a boy with strong arms.";
  struct Case {
    const char* name;
    std::string page;
    std::string article;
  };
  const Case cases[] = {
      {"end of a line", first + " !\n" + second + "\n" + third + "\n", first + "\n" + second + "\n" + third + "\n"},
      {"glued to the end of a line", first + "!\n" + second + "\n", first + "\n" + second + "\n"},
      {"start of a line", first + "\n! " + second + "\n", first + "\n" + second + "\n"},
      {"end of the paragraph", first + "\n" + second + " !\n", first + "\n" + second + "\n"},
      {"the first line", "  !\n  " + first + "\n  " + second + "\n", "  " + first + "\n  " + second + "\n"},
      {"the last line", first + "  \n" + second + "\n!!! \n" + third, first + "  \n" + second + "\n" + third},
      {"the last line without a line end", first + "\n" + second + "\n!!!", first + "\n" + second},
      {"the end of a line and the last line", first + "\n" + second + "!\n!!!\n", first + "\n" + second + "\n"},
      {"the same where the cuts meet in the space between the lines", first + "\n" + second + "#\n!!!\n", first + "\n" + second + "\n"},
      {"nothing but that space", first + "\n" + second + "\n_\n!!!\n", first + "\n" + second + "\n_\n"},
      {"the same with CRLF", first + "\r\n" + second + "#\r\n!!!\r\n", first + "\r\n" + second + "\r\n"},
      {"inside", first + "\nflood, ! and nobody who works there had ever seen it before the shelf was\n" + third + "\n", first + "\n" + second + "\n" + third + "\n"},
      {"CRLF", first + " !\r\n" + second + "\r\n", first + "\r\n" + second + "\r\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(cleaned(c.page) == c.article);
  }
}

TEST_CASE("changes say where they come from", "[pipeline]") {
  auto cleaner = Cleaner::make(rules());
  REQUIRE(cleaner);
  const Cleaned& result = cleaner->clean("a\nx\n\nb?\n");
  REQUIRE(result.changes().size() == 2);
  const Change& dropped = result.changes()[0];
  CHECK(dropped.begin == 2);
  CHECK(dropped.end == 4);
  CHECK(dropped.first_line == 2);
  CHECK(dropped.stage() == "line");
  CHECK(dropped.rule() == "t.x");
  CHECK(dropped.rule_file() == "t");
  CHECK(dropped.rule_line() == 4);
  CHECK(dropped.block_class() == "chrome");
  const Change& rewritten = result.changes()[1];
  CHECK(rewritten.first_line == 4);
  CHECK(rewritten.stage() == "replace");
  CHECK(rewritten.with == "¿");
  CHECK(result.changed());
  CHECK(result.size_bytes() == std::string_view("a\n\nb¿\n").size());
  CHECK_FALSE(cleaner->clean("a\n").changed());
}

TEST_CASE("a page of 4 GiB or more is left alone, without being read") {
  constexpr std::size_t kSizeBytes = std::size_t{4} << 30U;
  void* const pages = mmap(nullptr, kSizeBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);  // reading them ends the program
  REQUIRE(pages != MAP_FAILED);
  auto cleaner = Cleaner::make(*RuleSet::builtin());
  const Cleaned& cleaned = cleaner->clean({static_cast<const char*>(pages), kSizeBytes});
  CHECK(cleaned.changes().empty());
  CHECK(cleaned.size_bytes() == kSizeBytes);
  munmap(pages, kSizeBytes);
}
