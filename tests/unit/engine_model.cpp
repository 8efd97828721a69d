#include <random>

#include "engine/model_block.h"
#include "engine/model_care.h"
#include "engine/model_title.h"
#include "engine_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

/// The lines as the page model measures them, with the built-in packs. `document` holds what they look at.
std::vector<ModelBlock> measure_lines(const RuleSet& rules, std::string_view page, Document& document) {
  document.segment(page, rules.compiled().english_stopwords());
  ModelWords words;
  ModelMeter meter(rules.compiled(), words);
  std::vector<ModelBlock> measured(document.size());
  for (std::size_t i = 0; i < document.size(); ++i) meter.measure(document.block(i), {}, measured[i]);
  return measured;
}

}  // namespace

TEST_CASE("labels are labels whatever a dump put around and between their words", "[engine]") {
  struct Case {
    const char* name;
    std::string_view line;
    bool label;
  };
  const Case cases[] = {
      {"plain", "Privacy policy", true},
      {"a bullet before it", "* Privacy policy", true},
      {"words joined as html2text joins those of a link", "* Privacy_Policy", true},
      {"a name of a program", "read_more_lines", false},
      {"a sentence", "Privacy policy has become the chief export of the island.", false},
  };
  const RuleSet rules = *RuleSet::builtin();
  for (const Case& c : cases) {
    INFO(c.name);
    Document document;
    CHECK(measure_lines(rules, c.line, document).at(0).label == c.label);
  }
}

TEST_CASE("a block that is a label or a heading is never passed over for its first word", "[engine]") {
  static constexpr std::string_view kWords[] = {"Privacy", "policy", "Related", "stories", "More", "from", "Most", "read", "news", "Sign", "in", "Harbour", "WALL",
                                                "관련기사",  "많이",   "본",       "뉴스",     "café", "12",   "3.",  "*",    "-",    "_", "read_more", "Share", "Comments"};
  const RuleSet rules = *RuleSet::builtin();
  ModelWords words;
  const ModelMeter meter(rules.compiled(), words);
  std::mt19937 random(9);
  std::size_t phrases = 0;
  std::size_t passed_over = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string line;
    for (std::size_t i = 1 + random() % 4; i > 0; --i) line += std::string(kWords[random() % std::size(kWords)]) + (i > 1 ? " " : "");
    INFO(line);
    Document document;
    const std::vector<ModelBlock> measured = measure_lines(rules, line, document);
    if (measured.empty()) continue;
    const bool is_phrase = measured[0].label || measured[0].heading;
    const bool may_be = meter.may_be_phrase(document.block(0));
    REQUIRE((may_be || !is_phrase));
    phrases += is_phrase ? 1U : 0U;
    passed_over += may_be ? 0U : 1U;
  }
  CHECK(phrases > 100);
  CHECK(passed_over > 100);
}

TEST_CASE("of several lines above the article the one that fits it best is its title and the line right below stays with it", "[engine]") {
  const std::string wall = "The harbour wall of Orim will be raised by half a metre before the winter, the council said on Monday.\n";
  const std::string title = "Harbour wall of Orim will be raised before the winter\n";
  struct Case {
    const char* name;
    std::string page;
    std::vector<bool> kept;
  };
  const Case cases[] = {
      {"a deck right below", title + "Council decides about half a metre\n" + wall, {true, true, true}},
      {"a caption further below", title + "Share\nThe wall of the harbour on Monday\n" + wall, {true, false, false, true}},
      {"the same title twice", title + "Share\n" + title + wall, {true, false, true, true}},
  };
  const RuleSet rules = *RuleSet::builtin();
  for (const Case& c : cases) {
    INFO(c.name);
    Document document;
    const std::vector<ModelBlock> blocks = measure_lines(rules, c.page, document);
    std::vector<bool> kept(blocks.size(), false);
    kept.back() = true;
    find_title(blocks, std::vector<double>(blocks.size(), -1.0), {0.5, 3.0}, kept);
    CHECK(kept == c.kept);
  }
}

TEST_CASE("blocks stay measured from round to round, and come in order", "[engine]") {
  const RuleSet rules = *RuleSet::builtin();
  Document document;
  document.segment("One\n\nTwo two\n\nThree three three\n\nFour\n\nFive\n", rules.compiled().english_stopwords());
  ModelWords words;
  ModelMeter meter(rules.compiled(), words);
  MeasuredBlocks measured;
  const auto measure = [&](std::size_t position, std::size_t block) { return measured.measure(meter, position, document.block(block), {}).view; };
  const std::vector<std::uint32_t> all{0, 1, 2, 3, 4};
  measured.follow(all);
  CHECK(measure(3, 3) == "Four");
  CHECK(measure(1, 1) == "Two two");
  const std::vector<std::uint32_t> without_two{0, 2, 3, 4};
  measured.follow(without_two);
  CHECK(measure(2, 0) == "Four");  // measured before: the block is not looked at
  CHECK(measure(3, 4) == "Five");
  CHECK(measure(0, 0) == "One");
  CHECK(measure(1, 2) == "Three three three");
  std::vector<std::string_view> views;
  for (const ModelBlock& block : measured.in_order()) views.push_back(block.view);
  CHECK(views == std::vector<std::string_view>{"One", "Three three three", "Four", "Five"});
  const std::vector<std::uint32_t> ends{0, 4};
  measured.follow(ends);
  CHECK(measure(1, 1) == "Five");
  CHECK(measured.in_order().size() == 2);
  measured.clear();
  measured.follow(ends);
  CHECK(measure(1, 1) == "Two two");
}

TEST_CASE("lists and plain gaps stay beside text that the path keeps", "[engine]") {
  const std::string wall = kWall + "\n\n";
  struct Case {
    const char* name;
    std::string page;
    std::vector<bool> path;
    double score;
    std::vector<bool> kept;
  };
  const Case cases[] = {
      {"the next items of a list behind a sentence", wall + "* Rope\n\n* Lamp oil\n\n* Nails\n", {true, true, false, false}, -0.3, {true, true, true, true}},
      {"a list without a sentence above", "Stores\n\n* Rope\n\n* Lamp oil\n\n* Nails\n", {true, true, false, false}, -0.3, {true, true, false, false}},
      {"a list whose first item is out", wall + "* Rope\n\n* Lamp oil\n", {true, false, false}, -0.3, {true, false, false}},
      {"items that look like furniture", wall + "* Rope\n\n* Lamp oil\n", {true, true, false}, -2.0, {true, true, false}},
      {"numbers go on", wall + "1. Rope\n\n2. Lamp oil\n", {true, true, false}, -0.3, {true, true, true}},
      {"numbers start again", wall + "1. Rope\n\n1. Lamp oil\n", {true, true, false}, -0.3, {true, true, false}},
      {"a long gap that nothing speaks against", wall + "One\n\nTwo\n\nThree\n\nFour\n\nFive\n\n" + wall, {true, false, false, false, false, false, true}, 0.5,
       {true, true, true, true, true, true, true}},
      {"a label in the gap", wall + "One\n\nTwo\n\nPrivacy policy\n\nFour\n\nFive\n\n" + wall, {true, false, false, false, false, false, true}, 0.5,
       {true, false, false, false, false, false, true}},
      {"a gap that looks like furniture", wall + "One\n\nTwo\n\nThree\n\nFour\n\nFive\n\n" + wall, {true, false, false, false, false, false, true}, -1.0,
       {true, false, false, false, false, false, true}},
  };
  const RuleSet rules = *RuleSet::builtin();
  for (const Case& c : cases) {
    INFO(c.name);
    Document document;
    const std::vector<ModelBlock> blocks = measure_lines(rules, c.page, document);
    REQUIRE(blocks.size() == c.path.size());
    std::vector<bool> kept = c.path;
    ModelParameters model = rules.compiled().model();
    model.values[model_key("stretch_max_blocks")] = 0.0;
    const std::vector<double> scores(blocks.size(), c.score);
    ModelCare(model, blocks, {}, scores).apply(kept);
    CHECK(kept == c.kept);
  }
}

TEST_CASE("few lines between lines that rules dropped stay or go together", "[engine]") {
  const RuleSet rules = *RuleSet::builtin();
  Document document;
  const std::vector<ModelBlock> blocks = measure_lines(rules, "Rope\n\nNails and lamp oil\n\nDropped\n\nSalt\n", document);
  REQUIRE(blocks.size() == 4);
  ModelParameters model = rules.compiled().model();
  model.values[model_key("stretch_max_blocks")] = 2.0;
  const std::vector<double> scores{-2.0, -2.0, ModelCare::kImpossibleScore - 1.0, -2.0};
  std::vector<bool> kept{false, true, false, false};
  ModelCare(model, blocks, {}, scores).apply(kept);
  CHECK(kept == std::vector<bool>{true, true, false, false});
  std::vector<bool> in_longer{false, true, false, false};
  model.values[model_key("stretch_max_blocks")] = 1.0;
  ModelCare(model, blocks, {}, scores).apply(in_longer);
  CHECK(in_longer == std::vector<bool>{false, true, false, false});
}
