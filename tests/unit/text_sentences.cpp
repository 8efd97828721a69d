#include "text/sentences.h"

#include <catch2/catch.hpp>

using namespace cleanscrape;

namespace {

std::vector<std::string> split(std::string_view view) {
  std::vector<TextRange> ranges;
  split_sentences(view, ranges);
  std::vector<std::string> sentences;
  for (const TextRange& range : ranges) sentences.emplace_back(range.of(view));
  return sentences;
}

}  // namespace

TEST_CASE("sentences are split where a reader splits them", "[text]") {
  using Sentences = std::vector<std::string>;
  struct Case {
    const char* view;
    Sentences sentences;
  };
  const Case cases[] = {
      {"", {}},
      {"No end", {"No end"}},
      {"Rain. Snow.", {"Rain.", "Snow."}},
      {"One? Two! Three…", {"One?", "Two!", "Three…"}},
      {"“One.” Two.", {"“One.”", "Two."}},
      {"Rain.) Snow", {"Rain.)", "Snow"}},
      {"Really?! Yes.", {"Really?!", "Yes."}},
      {"Rain. \"Snow.\"", {"Rain.", "\"Snow.\""}},
      {"One. Two", {"One. Two"}},
      {"It is 3.5 metres. High.", {"It is 3.5 metres.", "High."}},
      {"Mr. Kim came. He left.", {"Mr. Kim came.", "He left."}},
      {"The U.S. Army came. It left.", {"The U.S. Army came.", "It left."}},
      {"He asked, “Why?” and left. She stayed.", {"He asked, “Why?” and left.", "She stayed."}},
      {"It was 5 p.m. on a Monday. Rain.", {"It was 5 p.m. on a Monday.", "Rain."}},
      {"Year 2019. 12 boats.", {"Year 2019.", "12 boats."}},
      {"끝났다. 다시 시작했다.", {"끝났다.", "다시 시작했다."}},
      {"One.Two.", {"One.Two."}},
  };
  for (const Case& c : cases) {
    INFO(c.view);
    CHECK(split(c.view) == c.sentences);
  }
}

TEST_CASE("sentences with the spaces between them make up the view", "[text]") {
  for (const char* view : {"One. Two. Three", "“A.” B? C! 1. D", "U.S. and U.K. Yes. no.", ". . .", "? A ! B"}) {
    std::string joined;
    for (const std::string& sentence : split(view)) joined += (joined.empty() ? "" : " ") + sentence;
    CHECK(joined == view);
  }
}
