#include <catch2/catch.hpp>

#include "document/document.h"
#include "document/layout.h"

using namespace cleanscrape;

namespace {

struct Taken {
  std::vector<std::string> lines;
  std::vector<std::string> blocks;
  std::vector<std::string> views;
};

Taken take_apart(std::string_view page) {
  const StopwordSet none;
  Document document;
  document.segment(page, none);
  Taken taken;
  for (const Line& line : document.lines()) taken.lines.emplace_back(line.text.of(page));
  for (const Block& block : document.blocks()) {
    taken.blocks.emplace_back(block.range.of(page));
    taken.views.emplace_back(block.view);
  }
  return taken;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a page is its lines", "[document]") {
  struct Case {
    const char* name;
    std::string_view page;
    Texts lines;
    Texts blocks;
  };
  const Case cases[] = {
      {"empty", "", {}, {}},
      {"one line", "one\n", {"one"}, {"one"}},
      {"no final newline", "one\ntwo", {"one", "two"}, {"one", "two"}},
      {"CRLF", "one\r\ntwo\r\n", {"one", "two"}, {"one", "two"}},
      {"mixed line ends", "one\r\ntwo\nthree", {"one", "two", "three"}, {"one", "two", "three"}},
      {"carriage return without line feed at the end", "one\r", {"one\r"}, {"one"}},
      {"carriage return inside a line", "one\rtwo\n", {"one\rtwo"}, {"one\rtwo"}},
      {"blank lines belong to no block", "\none\n\n \t\ntwo\n\n", {"", "one", "", " \t", "two", ""}, {"one", "two"}},
      {"no-break and zero-width spaces are blank", "one\n\u00A0\u200B\ntwo\n", {"one", "\u00A0\u200B", "two"}, {"one", "two"}},
      {"indented", "  one  \n", {"  one  "}, {"one"}},
      {"only a line feed", "\n", {""}, {}},
      {"invalid bytes are text", "\xFF\xFE\n", {"\xFF\xFE"}, {"\xFF\xFE"}},
      {"NUL is text", std::string_view("a\0b\n", 4), {std::string("a\0b", 3)}, {std::string("a\0b", 3)}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const Taken taken = take_apart(c.page);
    CHECK(taken.lines == c.lines);
    CHECK(taken.blocks == c.blocks);
  }
}

TEST_CASE("a hard-wrapped paragraph is one block", "[document]") {
  const char* const kWrapped =
      "The oven of the bakery at Sandal Street was walled up in the year of the\n"
      "flood, and nobody who works there had ever seen it before the shelf was\n"
      "moved last week.\n";
  struct Case {
    const char* name;
    std::string page;
    std::size_t blocks;
  };
  const Case cases[] = {
      {"three wrapped lines", kWrapped, 1},
      {"indented by the browser", "   The oven of the bakery at Sandal Street was walled up in the year of\n   the flood, and nobody who works there had ever seen it.\n", 1},
      {"two paragraphs with a blank line", std::string(kWrapped) + "\n" + kWrapped, 2},
      {"short lines of a poem", "And every night at ten\nthe lamp was lit for those\nwho were late.\n", 3},
      {"a paragraph on each line",
       "The wall will be raised by half a metre before the first storms of the winter.\n"
       "Divers have found nine cracks below the waterline, and they will be filled by hand.\n",
       2},
      {"list items",
       "- The wall will be raised by half a metre before the first storms of winter\n"
       "- Divers have found nine cracks below the waterline of the old harbour wall\n",
       2},
      {"one very long line", std::string(400, 'a') + " b\n" + std::string(400, 'C') + "\n", 2},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(take_apart(c.page).blocks.size() == c.blocks);
  }
  CHECK(take_apart("The oven of the bakery at Sandal Street was walled up in the year of the\r\n  flood, and nobody had seen it.\r\n").views ==
        Texts{"The oven of the bakery at Sandal Street was walled up in the year of the flood, and nobody had seen it."});
}

TEST_CASE("a line that holds a whole page is cut into sentences and runs of Hangul", "[document]") {
  const auto cut = [](const std::string& view) {
    std::vector<CollapsedPiece> pieces;
    split_collapsed(view, pieces);
    Texts texts;
    for (const CollapsedPiece& piece : pieces) texts.push_back((piece.is_foreign ? "F:" : "T:") + std::string(piece.range.of(view)));
    return texts;
  };
  const std::string head = "본문 바로가기 메뉴 바로가기 기사 공유하기 글자크기 설정";
  const std::string tail = "저작권자 무단전재 및 재배포 금지 관련기사 더보기";
  CHECK(cut(head + " The wall will be raised. Divers have found nine cracks. " + tail) ==
        Texts{"F:" + head, "T:The wall will be raised.", "T:Divers have found nine cracks.", "F:" + tail});
  CHECK(cut("The wall will be raised.■ " + tail) == Texts{"T:The wall will be raised.", "F:■ " + tail});
  CHECK(cut(head + ".The wall will be raised. " + tail) == Texts{"F:" + head + ".", "T:The wall will be raised.", "F:" + tail});
  CHECK(cut("The wall will be raised. Divers have found nine cracks.").empty());
  CHECK(cut("It says 본문 바로가기 on every page of the portal, and nobody reads it.").empty());
}

TEST_CASE("a document is filled anew for each page", "[document]") {
  const StopwordSet none;
  Document document;
  document.segment("one\n\u00A0two\n", none);
  document.segment("three\n", none);
  REQUIRE(document.size() == 1);
  CHECK(document.lines().size() == 1);
  CHECK(document.block(0).view == "three");
}

TEST_CASE("a block can be given another view", "[document]") {
  const StopwordSet none;
  Document document;
  document.segment("one two three\n", none);
  document.set_view(0, " one two ", none);
  CHECK(document.block(0).view == "one two");
  CHECK(document.block(0).features.words == 2);
  CHECK(document.block(0).range == TextRange{0, 13});
}

TEST_CASE("lines that hold two columns of text are told from tables and menus", "[document]") {
  struct Case {
    const char* name;
    std::string_view page;
    std::vector<bool> beside;  ///< per block
  };
  const Case cases[] = {
      {"an article beside links",
       "Before the storm\n\n"
       "The ferry was late because the tide had     Most read\n"
       "moved the sandbank, and the master of       Tea prices fall\n"
       "the harbour asked the boats to wait. He     Bees above town\n"
       "waited until noon, when the water rose.     A lamp for all\n\nBehind the storm\n",
       {false, true, false}},
      {"two columns of text, one block, wide letters before the second",
       "항구의 배는 모두 돌아왔다 오늘     the first boat came\n"
       "harbour walls are older than it    in late, as the\n"
       "and nobody knows who built them    second one had done\n"
       "in the valley or on the island.    on the day before.\n",
       {true}},
      {"a table of names and numbers", "Orim Harbour United   12  Points won\nSora Valley Rovers    10  Points won\nHan Bit Wanderers     9   Points won\nDorn Mountain Club    7   Points won\n",
       {false, false, false, false}},
      {"three lines are too few", "The ferry was late because the tide     Most read\nmoved the sandbank, and the master      Tea prices fall\nof the harbour asked all to wait.       Bees above town\n", {false}},
      {"another start of the second column",
       "The ferry was late because the tide     Most read\nmoved the sandbank, and the master       Tea prices fall\nof the harbour asked all to wait.     Bees above town\nand they did, until it was noon.       A lamp for all\n",
       {false}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const StopwordSet none;
    Document document;
    document.segment(c.page, none);
    std::vector<bool> beside;
    for (const Block& block : document.blocks()) beside.push_back(block.features.side_by_side);
    CHECK(beside == c.beside);
  }
}
