#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cleanscrape::test {

/// Marked pages of an invented local paper, the Saltmarsh Courant, with a layout of its own: a menu, numbers that change, a list of headlines
/// between two fixed lines above the title, fields, and below the text tags, a count, a box with teasers and a footer. Its articles repeat
/// what honest articles repeat: a closing sentence and a subhead. The same number gives the same page.
class SaltmarshPage {
 public:
  explicit SaltmarshPage(std::uint32_t number) : number_(number), state_(number * 2654435761U + 12345U) {}

  [[nodiscard]] std::string marked() {
    head();
    body();
    tail();
    return text_;
  }

 private:
  using Words = std::array<std::string_view, 8>;
  static constexpr Words kPeople{"The ferryman", "A retired teacher", "The parish clerk", "The widow at the mill", "The youngest eel catcher", "A visitor from the hills", "The harbour master", "The baker"};
  static constexpr Words kDeeds{"has counted", "wants to paint", "will sell", "has never seen", "was asked to move", "is mending", "wrote a letter about", "has lost"};
  static constexpr Words kThings{"the lamps on the long pier", "forty pairs of rubber boots", "a bell that nobody rings", "the oldest boat in the fen", "the wall behind the chapel", "three nets and a ladder", "the keys of the reading room", "the map of the drowned village"};
  static constexpr Words kTimes{"before the spring tide", "since the bridge was closed", "while the council was at lunch", "on the night of the storm", "for the first time in nine years", "when the geese came back", "after the market had ended", "in the week of the regatta"};
  static constexpr Words kEnds{"and it was said that this would be enough for all of them", "but there are those who have doubts about it", "which is more than anybody had hoped for", "and the price of it has not been made known to us", "because there was no other way to do it in the wind", "as far as we have been able to find out from them", "so that the children can walk to school on dry ground", "and no one in the lane would say who is to pay for it"};
  static constexpr Words kNames{"Odile Brackwater", "Tam Reedling", "Jory van Fenn", "Ansel Marr", "Petra Quill", "Hob Lantern", "Mina de Sluys", "Corin Teal"};
  static constexpr Words kWitnesses{"the baker", "a goose", "Hob", "the bell", "a sailor", "nobody", "the clerk", "Mina"};
  static constexpr Words kMonths{"January", "February", "March", "April", "May", "June", "July", "August"};
  static constexpr Words kTags{"eels", "tides", "bridges", "weather", "boats", "bells", "markets", "geese"};
  static constexpr Words kHeads{"Pier lamps", "Eel prices", "Chapel wall", "Reading room", "Ferry rope", "Goose walk", "Drowned village", "Market bell"};
  static constexpr Words kTurns{"to be mended at last", "divide the lane", "go missing again", "wait for the tide", "surprise the council", "older than thought", "sold to a stranger", "under water until May"};

  std::uint32_t next() {
    state_ = state_ * 1664525U + 1013904223U;
    return state_ >> 8U;
  }
  std::string_view pick(const Words& words) { return words[next() % words.size()]; }
  std::uint32_t number(std::uint32_t from, std::uint32_t to) { return from + next() % (to - from + 1); }

  void add(char mark, std::string_view line) { text_ += std::string(1, mark) + " " + std::string(line) + "\n"; }
  void gap() { text_ += "\n"; }

  std::string headline() { return std::string(pick(kHeads)) + " " + std::string(pick(kTurns)) + ", says " + std::string(pick(kWitnesses)); }
  std::string sentence() {
    return std::string(pick(kPeople)) + " " + std::string(pick(kDeeds)) + " " + std::string(pick(kThings)) + " " + std::string(pick(kTimes)) + ", " + std::string(pick(kEnds)) + ".";
  }
  std::string teaser() { return std::string(pick(kPeople)) + " " + std::string(pick(kDeeds)) + " " + std::string(pick(kThings)) + " " + std::string(pick(kTimes)) + "."; }
  std::string clock() { return std::to_string(number(10, 23)) + ":" + std::to_string(number(10, 59)); }

  void head() {
    add('D', "Saltmarsh Courant, the paper between two tides");
    for (const std::string_view item : {"Open the drawer", "Harbour desk", "Fields and fens", "Chapel and hall", "Boats and nets"}) add('D', item);
    add('D', "Tides at the quay today: " + clock() + " and " + clock());
    gap();
    add('D', "Being read on the quay");
    for (int i = 0; i < 3; ++i) add('D', headline());
    add('D', "Close the list");
    gap();
    add('K', headline());
    add('D', "Set down by " + std::string(pick(kNames)));
    add('D', "Put on the line " + std::to_string(number(1, 28)) + " " + std::string(pick(kMonths)) + " 2025, " + clock());
    add('D', "Hand this to a neighbour");
    add('D', "Fold the page");
    gap();
  }

  void body() {
    const std::uint32_t paragraphs = number(4, 7);
    for (std::uint32_t i = 0; i < paragraphs; ++i) {
      add('K', sentence() + " " + sentence());
      gap();
      if (i == 1 && number_ % 3 == 0) add('K', "What the council says");
    }
    if (number_ % 3 == 1) add('K', "Nobody was hurt, the harbour office said in a statement.");
    gap();
  }

  void tail() {
    add('D', "Kept in the drawer: " + std::string(pick(kTags)) + ", " + std::string(pick(kTags)));
    add('D', std::to_string(number(2, 98)) + " neighbours have left a note");
    add('D', "Leave a note under the door");
    gap();
    add('D', "More from the same drawer");
    for (int i = 0; i < 3; ++i) {
      add('D', headline());
      if (number_ % 2 == 0) add('D', teaser());
    }
    gap();
    add('D', "The Courant is printed on Thursdays on paper made of reed, and it has never missed a tide.");
    add('D', "Reed Lane 4, Saltmarsh");
    add('D', "Printed and drowned by the Courant Society 2025");
  }

  std::uint32_t number_;
  std::uint32_t state_;
  std::string text_;
};

}  // namespace cleanscrape::test
