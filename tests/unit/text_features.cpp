#include "text/features.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "text/fold_case.h"
#include "text/utf8.h"

using namespace cleanscrape;

namespace {

StopwordSet english() {
  StopwordSet words;
  for (const char* word : {"the", "a", "of", "it", "is", "themselves"}) words.add(word);
  return words;
}

bool is_letter(UChar32 c) { return u_isalpha(c) != 0 && u_charType(c) != U_OTHER_SYMBOL; }

/// Counts as the header says it, with ICU and without any cleverness.
struct Oracle {
  std::uint32_t code_points = 0, letters = 0, latin = 0, hangul = 0, digits = 0, upper = 0, words = 0, latin_words = 0, capitalised = 0;

  explicit Oracle(const std::string& view) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(view);
    bool in_word = false;
    bool in_latin_word = false;
    bool has_letter = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      const UChar32 c = text.char32At(i);
      ++code_points;
      if (c == ' ') {
        in_word = in_latin_word = has_letter = false;
        continue;
      }
      UErrorCode error = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(c, &error);
      const bool letter = is_letter(c);
      const bool digit = u_isdigit(c) != 0;
      letters += letter ? 1U : 0U;
      digits += digit ? 1U : 0U;
      upper += letter && (u_isupper(c) != 0 || u_istitle(c) != 0) ? 1U : 0U;
      if (letter && script == USCRIPT_LATIN) ++latin;
      if (letter && script == USCRIPT_HANGUL) ++hangul;
      if (letter && !has_letter) capitalised += u_isupper(c) != 0 || u_istitle(c) != 0 ? 1U : 0U, has_letter = true;
      if ((letter || digit) && !in_word) ++words, in_word = true;
      if (letter && script == USCRIPT_LATIN && !in_latin_word) ++latin_words, in_latin_word = true;
    }
  }
};

std::string random_view(std::mt19937& random) {
  static const char* const kPieces[] = {"a", "B", "É", "1", "٣", " ", " ", "가", "한", "の", "漢", "Ж", "ع", "-", ".", "“", "|", "@", "Ⅷ", "ª", "😀", "ǅ",
                                        "the", "Don’t", "it is", "힣", "\xED\x9D\xBF", "themselves,", "…", "—", "» ", "e-mail"};
  std::string view = "x";
  for (std::size_t i = random() % 90; i > 0; --i) {
    const std::string_view piece = kPieces[random() % std::size(kPieces)];
    if (piece == " " && view.ends_with(' ')) continue;
    view += piece;
  }
  while (view.ends_with(' ')) view.pop_back();
  return view;
}

/// Whether the word is one, marks around it aside.
bool is_stopword(const std::string& word) {
  std::size_t first = word.size();
  std::size_t end = 0;
  for (std::size_t i = 0; i < word.size();) {
    const DecodedChar c = decode_at(word, i);
    if (is_letter(static_cast<UChar32>(c.code_point))) first = std::min(first, i), end = i + c.size_bytes;
    i += c.size_bytes;
  }
  if (first >= end) return false;
  std::string lower = word.substr(first, end - first);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return english().contains(lower);
}

}  // namespace

TEST_CASE("features agree with a slow count by ICU", "[text]") {
  std::mt19937 random(7);
  const StopwordSet words = english();
  for (int round = 0; round < 2000; ++round) {
    const std::string view = random_view(random);
    const Features f = measure(view, words);
    const Oracle oracle(view);
    INFO(view);
    REQUIRE(f.bytes == view.size());
    REQUIRE(f.code_points == oracle.code_points);
    REQUIRE(f.letters == oracle.letters);
    REQUIRE(f.letters_in(ScriptGroup::latin) == oracle.latin);
    REQUIRE(f.letters_in(ScriptGroup::hangul) == oracle.hangul);
    REQUIRE(f.digits == oracle.digits);
    REQUIRE(f.upper_letters == oracle.upper);
    REQUIRE(f.words == oracle.words);
    REQUIRE(f.latin_words == oracle.latin_words);
    REQUIRE(f.capitalised_words == oracle.capitalised);
  }
}

TEST_CASE("features of long views agree with the slow count", "[text]") {
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    std::string view = random_view(random);
    for (std::size_t i = random() % 6; i > 0; --i) {
      view += (random() % 3 == 0 ? "" : " ") + std::string(random() % 70, 'q') + "1 Of, \"the\" " + random_view(random);
    }
    const Features f = measure(view, english());
    const Oracle oracle(view);
    INFO(view);
    REQUIRE(f.code_points == oracle.code_points);
    REQUIRE(f.letters == oracle.letters);
    REQUIRE(f.digits == oracle.digits);
    REQUIRE(f.upper_letters == oracle.upper);
    REQUIRE(f.words == oracle.words);
    REQUIRE(f.latin_words == oracle.latin_words);
    REQUIRE(f.commas == std::count(view.begin(), view.end(), ','));
  }
}

TEST_CASE("features of a view are those of its words", "[text]") {
  std::mt19937 random(13);
  for (int round = 0; round < 2000; ++round) {
    const std::string view = random_view(random);
    INFO(view);
    const Features all = measure(view, english());
    Features sum;
    std::uint32_t stopwords = 0;
    for (std::size_t begin = 0; begin <= view.size();) {
      const std::size_t end = std::min(view.find(' ', begin), view.size());
      const std::string word = view.substr(begin, end - begin);
      const Features f = measure(word, english());
      sum.stopwords += f.stopwords;
      sum.separators += f.separators;
      sum.quotes += f.quotes;
      sum.capitalised_words += f.capitalised_words;
      sum.sketch += f.sketch;
      stopwords += is_stopword(word) ? 1U : 0U;
      begin = end + 1;
    }
    REQUIRE(all.stopwords == stopwords);
    REQUIRE(all.stopwords == sum.stopwords);
    REQUIRE(all.separators == sum.separators);
    REQUIRE(all.quotes == sum.quotes);
    REQUIRE(all.capitalised_words == sum.capitalised_words);
    REQUIRE(all.sketch == sum.sketch);
  }
}

TEST_CASE("a rare character in a word changes nothing about the others", "[text]") {
  const std::string_view words = "The mayor’s 3 bells, of 서울 and a “half” themselves";
  Features common = measure(words, english());
  const Features rare = measure(std::string(words) + " ☎", english());
  CHECK(rare.sketch == common.sketch);
  CHECK(rare.stopwords == common.stopwords);
  const Features inside = measure("The mayor’s 3 bells, of 서울☎ and a “half” themselves", english());
  CHECK(inside.sketch == common.sketch);
  CHECK(inside.stopwords == common.stopwords);
  CHECK(inside.code_points == common.code_points + 1);
}

TEST_CASE("counted marks and words", "[text]") {
  struct Case {
    const char* view;
    std::uint32_t Features::*feature;
    std::uint32_t count;
  };
  const Case cases[] = {
      {"The end of it, is it?", &Features::stopwords, 5},
      {"“The” (of) it's", &Features::stopwords, 2},
      {"themselves The-of", &Features::stopwords, 1},
      {"Seoul and Busan", &Features::capitalised_words, 2},
      {"“Seoul” 3M iPhone", &Features::capitalised_words, 2},
      {"a, b, c", &Features::commas, 2},
      {"\"a\" “b” 'c'", &Features::quotes, 4},
      {"Home > News | Sport · 3", &Features::separators, 3},
      {"a|b c/d", &Features::separators, 0},
      {"- a", &Features::words, 1},
      {"10:30 - 11", &Features::words, 2},
      {"", &Features::words, 0},
  };
  for (const Case& c : cases) {
    INFO(c.view);
    CHECK(measure(c.view, english()).*c.feature == c.count);
  }
}

TEST_CASE("seen marks", "[text]") {
  constexpr auto ascii = [](const Features& f) -> bool { return f.ascii; };
  constexpr auto ends_sentence = [](const Features& f) -> bool { return f.ends_sentence; };
  constexpr auto has_at_sign = [](const Features& f) -> bool { return f.has_at_sign; };
  constexpr auto has_url_mark = [](const Features& f) -> bool { return f.has_url_mark; };
  constexpr auto list_item = [](const Features& f) -> bool { return f.list_item; };
  constexpr auto starts_lower = [](const Features& f) -> bool { return f.starts_lower; };
  struct Case {
    const char* view;
    bool (*feature)(const Features&);
    bool seen;
  };
  const Case cases[] = {
      {"kim@mail.example", has_at_sign, true},
      {"kim at mail", has_at_sign, false},
      {"see https://a.example", has_url_mark, true},
      {"see www.a.example", has_url_mark, true},
      {"[text](target)", has_url_mark, true},
      {"one: two. [three] (four)", has_url_mark, false},
      {"lower start", starts_lower, true},
      {"“lower start", starts_lower, true},
      {"Upper start", starts_lower, false},
      {"가 lower", starts_lower, false},
      {"plain", ascii, true},
      {"café", ascii, false},
      {"It ends.", ends_sentence, true},
      {"- item", list_item, true},
  };
  for (const Case& c : cases) {
    INFO(c.view);
    CHECK(c.feature(measure(c.view, english())) == c.seen);
  }
}

TEST_CASE("the share of stop words is one of all words", "[text]") {
  CHECK(stopword_share("the end", english()) == 0.5);
  CHECK(stopword_share("12 of 13", english()) == Approx(1.0 / 3));
  CHECK(stopword_share("- -", english()) == 0.0);
  CHECK(stopword_share("", english()) == 0.0);
}

TEST_CASE("stop words are found whatever their length", "[text]") {
  StopwordSet words;
  CHECK(words.empty());
  CHECK_FALSE(words.contains("the"));
  std::vector<std::string> all;
  for (int i = 0; i < 500; ++i) all.push_back(std::string(static_cast<std::size_t>(1 + i % 14), 'a') + std::to_string(i));
  for (const std::string& word : all) words.add(word);
  for (const std::string& word : all) CHECK(words.contains(word));
  for (const std::string& word : all) CHECK_FALSE(words.contains(word + "x"));
}

TEST_CASE("stop words of all lengths are found in running text", "[text]") {
  const std::vector<std::string> all = {"a", "of", "ten", "with", "until", "before", "because", "yourself", "ourselves", "themselves"};
  for (std::size_t known = 1; known <= all.size(); ++known) {
    StopwordSet words;
    for (std::size_t i = 0; i < known; ++i) words.add(all[i]);
    const StopwordSet copy(words.table());
    std::string view;
    for (const std::string& word : all) view += word + " " + word + "x " + word + word + word + word + " \"" + word + "\" ";
    view.pop_back();
    INFO(known);
    CHECK(measure(view, words).stopwords == 2 * known);
    CHECK(measure(view, copy).stopwords == 2 * known);
    CHECK(words.contains(all[known - 1]));
    CHECK_FALSE(words.contains(all[known - 1] + "x"));
  }
}

TEST_CASE("a set of very many stop words holds each and no other", "[text]") {
  StopwordSet words;
  for (int i = 0; i < 3000; ++i) words.add("w" + std::to_string(2 * i));
  for (int i = 0; i < 3000; ++i) {
    CHECK(words.contains("w" + std::to_string(2 * i)));
    CHECK_FALSE(words.contains("w" + std::to_string(2 * i + 1)));
  }
}

TEST_CASE("a view without rare characters folds none beyond ASCII", "[text]") {
  std::mt19937 random(17);
  static const std::vector<std::string> kParts{"He", "K", "\u212A", "\u017F", "É", "Ａ", "서울", "힣", "\uD7C8", "“", "…", "Σ", " ", " ", "漢", std::string(70, 'x')};
  std::size_t common = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string view;
    for (std::size_t i = random() % 5; i > 0; --i) view += kParts[random() % kParts.size()];
    INFO(view);
    if (measure(view, english()).has_rare_char) continue;
    ++common;
    REQUIRE_FALSE(folds_beyond_ascii(view));
  }
  CHECK(common > 500);
  CHECK(measure("É", english()).has_rare_char);
  CHECK_FALSE(measure("“서울”… and its hills", english()).has_rare_char);
}
