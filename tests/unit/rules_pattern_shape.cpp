#include <catch2/catch.hpp>

#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <string>

#include "random_pattern.h"
#include "rules/pattern_shape.h"
#include "text/fold_case.h"
#include "text/utf8.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(count_code_points(text)); }

bool holds_atom(const PatternShape& shape, std::string_view text) {
  std::string folded;
  fold_case(text, folded);
  const auto occurs = [&folded](const std::string& atom) { return folded.find(atom) != std::string::npos; };
  return shape.atoms.empty() || std::any_of(shape.atoms.begin(), shape.atoms.end(), occurs);
}

bool begins_as(const PatternShape& shape, std::string_view text) {
  std::string folded;
  fold_case(text, folded);
  const auto begins = [&folded](const std::string& start) { return folded.starts_with(start); };
  return shape.starts.empty() || std::any_of(shape.starts.begin(), shape.starts.end(), begins);
}

}  // namespace

TEST_CASE("a shape never excludes a text that the pattern matches, and its atoms and starts are there", "[rules]") {
  std::mt19937 random(7);
  re2::RE2::Options options;
  options.set_log_errors(false);
  std::size_t excluded = 0;
  std::size_t with_atoms = 0;
  std::size_t with_starts = 0;
  for (int round = 0; round < 6000; ++round) {
    const std::string pattern = (round % 2 == 0 ? "" : "^") + random_pattern(random, 2);
    const re2::RE2 re(pattern, options);
    if (!re.ok()) continue;
    const PatternShape shape = shape_of(pattern);
    for (int i = 0; i < 20; ++i) {
      const std::string text = random_text(random);
      const bool matches = re2::RE2::PartialMatch(text, re);
      if (matches && !holds_atom(shape, text)) FAIL("'" << pattern << "' matches '" << text << "' without an atom");
      if (matches && !begins_as(shape, text)) FAIL("'" << pattern << "' matches '" << text << "', which begins otherwise");
      with_starts += matches && !shape.starts.empty() ? 1U : 0U;
      with_atoms += matches && !shape.atoms.empty() ? 1U : 0U;
      if (!shape.excludes(text, length(text))) continue;
      ++excluded;
      if (matches) FAIL("'" << pattern << "' matches '" << text << "'");
    }
  }
  CHECK(excluded > 1000);
  CHECK(with_atoms > 1000);
  CHECK(with_starts > 100);
}

TEST_CASE("what the shape of a pattern says", "[rules]") {
  struct Case {
    const char* pattern;
    const char* text;
    bool excluded;
  };
  for (const Case& c : {
           Case{"^닫기$", "열기", true},
           Case{"^닫기$", "닫기 ", true},
           Case{"^닫기$", "닫기", false},
           Case{"^[•·-] ?By", "By Kim", true},
           Case{"^(?i:by) [a-z]{2,5}$", "BY kim", false},
           Case{"^(?i:by) [a-z]{2,5}$", "By someone else", true},
           Case{"(?i)^share$", "Ѕhare", false},
           Case{"\\[[A-Z ]+\\]$", "no bracket", true},
           Case{"^a|b", "xyz", false},
           Case{"(?m)^a$", "xyz", false},
           Case{"^\\d{1,4}$", "12345", true},
       }) {
    INFO(c.pattern << " on " << c.text);
    CHECK(shape_of(c.pattern).excludes(c.text, length(c.text)) == c.excluded);
  }
}

TEST_CASE("the atoms of a pattern are its rarest texts", "[rules]") {
  struct Case {
    const char* pattern;
    const char* atoms;
  };
  for (const Case& c : {
           Case{"^Share$", "share"},
           Case{"(?i)All Rights? Reserved", "all right reserved|all rights reserved"},
           Case{"^.{0,60}저작권(?:은|법).{0,80}금합니다", "금합니다"},
           Case{"입력|수정 ?: \\d+", "수정 : |수정: |입력"},
           Case{"[ⓒ©] ?SBS", "© sbs|©sbs|ⓒ sbs|ⓒsbs"},
           Case{"(?:quiz)?show", "show"},
           Case{"(?:quiz)*show", "show"},
           Case{"(?:quiz)+", "quiz"},
           Case{"a|[a-z]+", ""},
           Case{"[1-3]{1,2}:[x-z]{2}", "1:x|1:y|1:z|2:x|2:y|2:z|3:x|3:y|3:z"},
           Case{"\\d+ readers", " readers"},
           Case{"(?m)^Share$", ""},
       }) {
    INFO(c.pattern);
    std::string atoms;
    for (const std::string& atom : shape_of(c.pattern).atoms) atoms += (atoms.empty() ? "" : "|") + atom;
    CHECK(atoms == c.atoms);
  }
}

TEST_CASE("the starts of a pattern are the texts with which a match begins", "[rules]") {
  struct Case {
    const char* pattern;
    const char* starts;
  };
  for (const Case& c : {
           Case{"^Share$", "share"},
           Case{"Share$", ""},
           Case{"(?i)^(?:share|print)(?: now)?$", "print|share"},
           Case{"^(?:about|about us|contact)$", "about|contact"},
           Case{"^(?:a|an) [01]+", "a 0|a 1|an 0|an 1"},
           Case{"^(?:a|an) \\d+", "a |an "},
           Case{"^x?y", "xy|y"},
           Case{"^x*y", ""},
           Case{"^(?:ab){2,}c", "ab"},
           Case{"^\\bBy .*", "by "},
           Case{"^.by", ""},
           Case{"^a|^b", "a|b"},
           Case{"^a|b", ""},
           Case{"^(?:a|)b", "ab|b"},
       }) {
    INFO(c.pattern);
    std::string starts;
    for (const std::string& start : shape_of(c.pattern).starts) starts += (starts.empty() ? "" : "|") + start;
    CHECK(starts == c.starts);
  }
}

TEST_CASE("a broken pattern has some shape", "[rules]") {
  for (const char* pattern :
       {"", "[a-", "[", "[^", "(", "(?", "(?P<", "\\", "\\p", "\\p{", "\\x", "\\x{", "a{", "a{1", ")", "|", "(?i", "[[:alpha:]", "\xff"}) {
    INFO(pattern);
    CHECK_NOTHROW(shape_of(pattern));
  }
}
