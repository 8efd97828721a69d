#include <catch2/catch.hpp>

#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <set>
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

/// Whether the text has as many atoms as the shape asks for, each at another place.
bool holds_enough_atoms(const PatternShape& shape, std::string_view text) {
  std::string folded;
  fold_case(text, folded);
  std::set<std::size_t> places;
  for (const std::string& atom : shape.atoms) {
    for (auto at = folded.find(atom); at != std::string::npos; at = folded.find(atom, at + 1)) places.insert(at);
  }
  return shape.atoms.empty() || places.size() >= shape.min_atoms;
}

bool begins_as(const PatternShape& shape, std::string_view text) {
  std::string folded;
  fold_case(text, folded);
  const auto begins = [&folded](const std::string& start) { return folded.starts_with(start); };
  return shape.starts.empty() || std::any_of(shape.starts.begin(), shape.starts.end(), begins);
}

bool holds_more_atoms(const PatternShape& shape, std::string_view text) {
  std::string folded;
  fold_case(text, folded);
  const auto occurs = [&folded](const std::string& atom) { return folded.find(atom) != std::string::npos; };
  return std::all_of(shape.more_atoms.begin(), shape.more_atoms.end(),
                     [&](const auto& atoms) { return std::any_of(atoms.begin(), atoms.end(), occurs); });
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "|") + text;
  return all;
}

}  // namespace

TEST_CASE("a shape never excludes a text that the pattern matches, and its atoms and starts are there", "[rules]") {
  std::mt19937 random(7);
  re2::RE2::Options options;
  options.set_log_errors(false);
  std::size_t excluded = 0;
  std::size_t with_atoms = 0;
  std::size_t with_starts = 0;
  std::size_t with_more_atoms = 0;
  std::size_t with_many_atoms = 0;
  std::size_t with_digits = 0;
  std::size_t excluded_by_character = 0;
  for (int round = 0; round < 15000; ++round) {
    const std::string pattern = (round % 2 == 0 ? "" : "^") + random_pattern(random, 2);
    const re2::RE2 re(pattern, options);
    if (!re.ok()) continue;
    const PatternShape shape = shape_of(pattern);
    for (int i = 0; i < 20; ++i) {
      const std::string text = random_text(random);
      const bool matches = re2::RE2::PartialMatch(text, re);
      if (matches && !holds_atom(shape, text)) FAIL("'" << pattern << "' matches '" << text << "' without an atom");
      if (matches && !holds_enough_atoms(shape, text)) FAIL("'" << pattern << "' matches '" << text << "' with fewer atoms");
      if (matches && !begins_as(shape, text)) FAIL("'" << pattern << "' matches '" << text << "', which begins otherwise");
      if (matches && !holds_more_atoms(shape, text)) FAIL("'" << pattern << "' matches '" << text << "' without one of more atoms");
      if (matches && shape.needs_digit && !has_digit(text)) FAIL("'" << pattern << "' matches '" << text << "' without a digit");
      with_more_atoms += matches && !shape.more_atoms.empty() ? 1U : 0U;
      with_many_atoms += matches && shape.min_atoms > 1 ? 1U : 0U;
      with_digits += matches && shape.needs_digit ? 1U : 0U;
      with_starts += matches && !shape.starts.empty() ? 1U : 0U;
      with_atoms += matches && !shape.atoms.empty() ? 1U : 0U;
      excluded_by_character += shape.excludes_a_character(text) ? 1U : 0U;
      if (matches && shape.excludes_a_character(text)) FAIL("'" << pattern << "' matches '" << text << "' with each of its characters");
      if (!shape.excludes(text, length(text))) continue;
      ++excluded;
      if (matches) FAIL("'" << pattern << "' matches '" << text << "'");
    }
  }
  CHECK(excluded > 1000);
  CHECK(with_atoms > 1000);
  CHECK(with_starts > 100);
  CHECK(with_more_atoms > 10);
  CHECK(with_many_atoms > 10);
  CHECK(with_digits > 30);
  CHECK(excluded_by_character > 1000);
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
           Case{"^(?:a|an) \\w+", "a |an "},
           Case{"^no\\d", "no0|no1|no2|no3|no4|no5|no6|no7|no8|no9"},
           Case{"^(?:[01]+|one) day", "0|1|one day"},
           Case{"^[*-]{0,3}by", "*|-|by"},
           Case{"^x?y", "xy|y"},
           Case{"^x*y", "x|y"},
           Case{"^(?:ab)*c", "ab|c"},
           Case{"^x*.", ""},
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

TEST_CASE("what must occur in a match beside the atoms", "[rules]") {
  struct Case {
    const char* pattern;
    const char* text;
    bool excluded;
  };
  for (const Case& c : {
           Case{"▶ ?(?:[a-z]{2,} news|[a-z]{2,} views)", "all views", true},
           Case{"▶ ?(?:[a-z]{2,} news|[a-z]{2,} views)", "▶ all views", false},
           Case{"(?:news|views [a-z]*)(?: (?:news|views [a-z]*))+", "views all", true},
           Case{"(?:news|views [a-z]*)(?: (?:news|views [a-z]*))+", "views all news", false},
           Case{"(?i)\\b\\d+ ?min read", "Read in a min read", true},
           Case{"(?i)\\b\\d+ ?min read", "4 MIN read", false},
           Case{"^(?:(?:mail|print) ?){2,}$", "mail share print", true},
           Case{"^(?:(?:mail|print) ?){2,}$", "mail print", false},
           Case{"(?i)^(?:(?:mail|print) ?){2,}$", "MAIL print", false},
           Case{"^(?:(?:mail|print) ?){2,}", "mail print share", false},
       }) {
    INFO(c.pattern << " on " << c.text);
    const PatternShape shape = shape_of(c.pattern);
    CHECK((shape.excludes_a_character(c.text) || !holds_atom(shape, c.text) || !holds_more_atoms(shape, c.text)) == c.excluded);
  }
}

TEST_CASE("how many atoms a match holds", "[rules]") {
  struct Case {
    const char* pattern;
    std::uint32_t min_atoms;
  };
  for (const Case& c : {
           Case{"(?i)^(?:(?:share|print|mail)(?: ?[|·] ?| |$)){3,}$", 3},
           Case{"^(?:(?:share|print) ?){2,4}$", 2},
           Case{"^by (?:(?:share|print) ?){2}$", 1},
           Case{"^(?:(?:share|print) ?)+$", 1},
           Case{"^(?:(?:share|print) ?){0,3}$", 1},
           Case{"^(?:(?:share|print|) ?){3,}$", 1},
           Case{"^(?:(?:(?:share|print) ?){3,}|mail)$", 1},
           Case{"^(?:(?:(?:share|print) ?){3,})?mail$", 1},
           Case{"^(?:[a-z]+ ?){3,}$", 1},
       }) {
    INFO(c.pattern);
    CHECK(shape_of(c.pattern).min_atoms == c.min_atoms);
  }
}

TEST_CASE("all views that a pattern matches", "[rules]") {
  struct Case {
    const char* pattern;
    const char* views;
    bool folds = false;
  };
  for (const Case& c : {
           Case{"^Share$", "Share"},
           Case{"(?i)^Share$", "share", true},
           Case{"^(?:(?i)Share|Print)$", "print|share", true},
           Case{"^(?i:share) Print$", ""},
           Case{"^(?i:[*-]) ?Print$", "* Print|*Print|- Print|-Print"},
           Case{"^(?i:공유) ?Print$", ""},
           Case{"(?i)^공유 ?OK$", "공유 ok|공유ok", true},
           Case{"(?i)^é$", "é", true},
           Case{"(?i)^É$", ""},
           Case{"^É{2}$", "ÉÉ"},
           Case{"^a{0,2}b$", "aab|ab|b"},
           Case{"^a$|^b$", "a|b"},
           Case{"^(?:a|^b)$", ""},
           Case{"^a^b$", ""},
           Case{"^a|b$", ""},
           Case{"a$", ""},
           Case{"^a", ""},
           Case{"^a\\b$", ""},
           Case{"^\\d$", ""},
           Case{"^a.$", ""},
           Case{"^a*$", ""},
           Case{"^[ab]\\.?$", "a|a.|b|b."},
           Case{"^\\x02$", ""},
       }) {
    INFO(c.pattern);
    const PatternShape shape = shape_of(c.pattern);
    CHECK(joined(shape.views) == c.views);
    if (!shape.views.empty()) CHECK(shape.views_fold == c.folds);
  }
}

TEST_CASE("a pattern of a few views matches them and no other", "[rules][random-patterns]") {
  std::mt19937 random = pattern_random(5);
  re2::RE2::Options options;
  options.set_log_errors(false);
  std::size_t known = 0;
  std::size_t matched = 0;
  const auto check = [&](const std::string& pattern, const PatternShape& shape, const re2::RE2& re, const std::string& text) {
    std::string folded;
    fold_case(text, folded);
    if (shape.views_fold && folds_beyond_ascii(text)) return;
    const bool is_listed = std::binary_search(shape.views.begin(), shape.views.end(), shape.views_fold ? folded : text);
    matched += is_listed ? 1U : 0U;
    if (is_listed != re2::RE2::PartialMatch(text, re)) FAIL("'" << pattern << "' and '" << text << "'");
  };
  for (std::uint32_t round = 0; round < pattern_rounds(); ++round) {
    const std::string pattern = "^(?:" + random_pattern(random, 2) + ")$";
    const re2::RE2 re(pattern, options);
    const PatternShape shape = shape_of(pattern);
    if (!re.ok() || shape.views.empty()) continue;
    ++known;
    for (const std::string& view : shape.views) check(pattern, shape, re, view);
    for (int i = 0; i < 20; ++i) check(pattern, shape, re, random_text(random));
  }
  CHECK(known > pattern_rounds() / 200);
  CHECK(matched > pattern_rounds() / 20);
}

TEST_CASE("a broken pattern has some shape", "[rules]") {
  for (const char* pattern :
       {"", "[a-", "[", "[^", "(", "(?", "(?P<", "\\", "\\p", "\\p{", "\\x", "\\x{", "a{", "a{1", ")", "|", "(?i", "[[:alpha:]", "\xff"}) {
    INFO(pattern);
    CHECK_NOTHROW(shape_of(pattern));
  }
}
