#include "text/marks.h"

#include <catch2/catch.hpp>

using namespace cleanscrape;

TEST_CASE("a sentence ends in its mark with closing marks behind it", "[text]") {
  struct Case {
    std::string_view view;
    bool ends;
  };
  const Case cases[] = {
      {"It is over.", true},
      {"Is it over?", true},
      {"Over!", true},
      {"And then…", true},
      {"“It is over.”", true},
      {"(It is over.)", true},
      {"He said: ‘It is “over.”’", true},
      {"끝났다。", true},
      {"정말？", true},
      {"Over.)]\"'", true},
      {"It is over", false},
      {"It is over.,", false},
      {"A heading:", false},
      {"”", false},
      {"\"\"", false},
      {"", false},
      {"...", true},
      {"한국", false},
      {"over.\xFF", false},
  };
  for (const Case& c : cases) {
    INFO(c.view);
    CHECK(ends_sentence(c.view) == c.ends);
  }
}

TEST_CASE("a list item starts with a mark or a number", "[text]") {
  struct Case {
    std::string_view view;
    bool item;
  };
  const Case cases[] = {
      {"- item", true},
      {"• item", true},
      {"· item", true},
      {"* item", true},
      {"1. item", true},
      {"12) item", true},
      {"(3) item", true},
      {"▶item", true},
      {"▶ item", true},
      {"☞item", true},
      {"-item", false},
      {"-", false},
      {"▶", false},
      {"•item", false},
      {"1.5 percent", false},
      {"1984. The year", false},
      {"(a) item", false},
      {"1.", false},
      {"1", false},
      {"item - one", false},
      {"", false},
  };
  for (const Case& c : cases) {
    INFO(c.view);
    CHECK(starts_list_item(c.view) == c.item);
  }
}
