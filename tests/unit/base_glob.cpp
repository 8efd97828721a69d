#include "base/glob.h"

#include <catch2/catch.hpp>

using namespace cleanscrape;

TEST_CASE("globs match whole names", "[base]") {
  struct Case {
    const char* pattern;
    const char* name;
    bool matches;
  };
  const Case cases[] = {
      {"core.sequence", "core.sequence", true},
      {"core.sequence", "core.sequences", false},
      {"core.*", "core.sequence", true},
      {"core.*", "core.", true},
      {"core.*", "cores.sequence", false},
      {"*", "", true},
      {"*", "anything", true},
      {"", "", true},
      {"", "a", false},
      {"?", "a", true},
      {"?", "", false},
      {"?", "ab", false},
      {"*.title", "ko-daum.title", true},
      {"*.title", "ko-daum.title-copy", false},
      {"ko-*.*copy*", "ko-naver.copyright", true},
      {"a*b*c", "aXbXbXc", true},
      {"a*b*c", "aXbXbX", false},
      {"**", "x", true},
  };
  for (const Case& c : cases) {
    INFO("'" << c.pattern << "' on '" << c.name << "'");
    CHECK(glob_matches(c.pattern, c.name) == c.matches);
  }
}

TEST_CASE("a glob is a pattern with a wildcard", "[base]") {
  CHECK(is_glob("core.*"));
  CHECK(is_glob("core.?"));
  CHECK_FALSE(is_glob("core.sequence"));
  CHECK_FALSE(is_glob(""));
}
