#include <catch2/catch.hpp>

#include "base/suggest.h"
#include "cleanscrape/diagnostic.h"

using namespace cleanscrape;

TEST_CASE("a diagnostic is written as compilers write theirs", "[base]") {
  struct Case {
    Diagnostic diagnostic;
    const char* text;
  };
  const Case cases[] = {
      {{Severity::error, {"a.rules.toml", 3, 7}, "unknown key 'x'", {}, {}}, "a.rules.toml:3:7: error: unknown key 'x'"},
      {{Severity::warning, {"a", 1, 1}, "short", "write more", "short-literal"}, "a:1:1: warning: short (write more) [short-literal]"},
      {{Severity::note, {"a", 0, 0}, "seen here", {}, {}}, "a: note: seen here"},
      {{Severity::error, {}, "unknown site 'x'", "did you mean 'y'?", {}}, "error: unknown site 'x' (did you mean 'y'?)"},
  };
  for (const Case& c : cases) CHECK(to_string(c.diagnostic) == c.text);
}

TEST_CASE("only errors count as errors", "[base]") {
  CHECK_FALSE(has_errors({}));
  CHECK_FALSE(has_errors({{Severity::warning, {}, "w", {}, {}}, {Severity::note, {}, "n", {}, {}}}));
  CHECK(has_errors({{Severity::warning, {}, "w", {}, {}}, {Severity::error, {}, "e", {}, {}}}));
}

TEST_CASE("the nearest name is suggested if it is near", "[base]") {
  struct Case {
    const char* word;
    const char* suggestion;
  };
  const std::string_view names[] = {"equals", "starts", "ends", "contains", "ends_sentence"};
  const Case cases[] = {
      {"equal", "did you mean 'equals'?"},
      {"contain", "did you mean 'contains'?"},
      {"end_sentense", "did you mean 'ends_sentence'?"},
      {"strats", "did you mean 'starts'?"},
      {"ends_", "did you mean 'ends'?"},
      {"cont", "did you mean 'contains'?"},
      {"con", ""},
      {"zzzzzz", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    INFO(c.word);
    CHECK(suggest(c.word, names) == c.suggestion);
  }
  CHECK(suggest("equals", {}) == "");
  CHECK(suggest(std::string(100'000, 'e'), names) == "");
}
