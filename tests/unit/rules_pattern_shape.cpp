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

}  // namespace

TEST_CASE("a shape never excludes a text that the pattern matches and its atoms are there", "[rules]") {
  std::mt19937 random(7);
  re2::RE2::Options options;
  options.set_log_errors(false);
  std::size_t excluded = 0;
  std::size_t with_atoms = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::string pattern = random_pattern(random, 2);
    const re2::RE2 re(pattern, options);
    if (!re.ok()) continue;
    const PatternShape shape = shape_of(pattern);
    for (int i = 0; i < 20; ++i) {
      const std::string text = random_text(random);
      const bool matches = re2::RE2::PartialMatch(text, re);
      if (matches && !holds_atom(shape, text)) FAIL("'" << pattern << "' matches '" << text << "' without an atom");
      with_atoms += matches && !shape.atoms.empty() ? 1U : 0U;
      if (!shape.excludes(text, length(text))) continue;
      ++excluded;
      if (matches) FAIL("'" << pattern << "' matches '" << text << "'");
    }
  }
  CHECK(excluded > 1000);
  CHECK(with_atoms > 1000);
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
           Case{"a|\\d+", ""},
           Case{"\\d{1,2}:\\d{2}", ":"},
           Case{"(?m)^Share$", ""},
       }) {
    INFO(c.pattern);
    std::string atoms;
    for (const std::string& atom : shape_of(c.pattern).atoms) atoms += (atoms.empty() ? "" : "|") + atom;
    CHECK(atoms == c.atoms);
  }
}

TEST_CASE("a broken pattern has some shape", "[rules]") {
  for (const char* pattern :
       {"", "[a-", "[", "[^", "(", "(?", "(?P<", "\\", "\\p", "\\p{", "\\x", "\\x{", "a{", "a{1", ")", "|", "(?i", "[[:alpha:]", "\xff"}) {
    INFO(pattern);
    CHECK_NOTHROW(shape_of(pattern));
  }
}
