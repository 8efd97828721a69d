#include "text/sentences.h"

#include <catch2/catch.hpp>
#include <random>

#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"

using namespace cleanscrape;

namespace {

std::vector<std::string> split(std::string_view view) {
  std::vector<TextRange> ranges;
  split_sentences(view, ranges);
  std::vector<std::string> sentences;
  for (const TextRange& range : ranges) sentences.emplace_back(range.of(view));
  return sentences;
}

/// As the header says it, one character at a time.
std::vector<std::string> split_slowly(std::string_view view) {
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < view.size();) {
    const DecodedChar c = decode_at(view, i);
    if (!is_sentence_end(c.code_point)) {
      i += c.size_bytes;
      continue;
    }
    std::size_t end = i;
    for (; end < view.size(); end += decode_at(view, end).size_bytes) {
      const char32_t mark = decode_at(view, end).code_point;
      if (!is_sentence_end(mark) && !is_closing_mark(mark)) break;
    }
    const std::size_t before = i == 0 ? std::string_view::npos : view.substr(begin, i - begin).find_last_of(" .");
    const std::string_view word = before == std::string_view::npos ? view.substr(begin, i - begin) : view.substr(begin + before + 1, i - begin - before - 1);
    const bool is_abbreviation = c.code_point == '.' && !word.empty() && word.size() <= 3 && word[0] >= 'A' && word[0] <= 'Z';
    const CharClass next = end + 1 < view.size() ? classify(decode_at(view, end + 1).code_point) : CharClass{};
    const bool goes_on = next.kind == CharKind::letter && next.script == ScriptGroup::latin && !next.upper;
    if (end < view.size() && view[end] == ' ' && !is_abbreviation && !goes_on) {
      sentences.emplace_back(view.substr(begin, end - begin));
      begin = end + 1;
    }
    i = end;
  }
  if (begin < view.size()) sentences.emplace_back(view.substr(begin));
  return sentences;
}

std::string random_sentences(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {"Rain", "ferry boats", " ", " ", " ", ". ", ". ", "! ", "?", "…", "。", "؟ ", "U.S.", "Mr. ", "Dorn", "”", ") ", "é", "서울은 ", "！", "3.5", "a", "Д", "..."};
  std::string view;
  for (std::size_t i = random() % 80; i > 0; --i) {
    const std::string_view piece = kPieces[random() % std::size(kPieces)];
    if (!(view.empty() || view.ends_with(' ')) || piece[0] != ' ') view += piece;
  }
  while (view.ends_with(' ')) view.pop_back();
  return view;
}

}  // namespace

TEST_CASE("sentences are split as one character at a time", "[text]") {
  std::mt19937 random(9);
  for (int round = 0; round < 5000; ++round) {
    const std::string view = random_sentences(random);
    INFO(view);
    REQUIRE(split(view) == split_slowly(view));
  }
}

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
