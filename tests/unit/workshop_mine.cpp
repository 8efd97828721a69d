#include <catch2/catch.hpp>

#include "rules/examples.h"
#include "workshop/check.h"
#include "workshop/marked_page.h"
#include "workshop/mine.h"
#include "workshop/pack_overlay.h"
#include "workshop/rule_test.h"
#include "workshop/test_report.h"
#include "workshop_portal.h"
#include "workshop_site.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

constexpr std::uint32_t kLearned = 12;
constexpr std::uint32_t kUnseen = 12;

std::vector<NamedPage> learned_pages() {
  std::vector<NamedPage> pages;
  for (std::uint32_t i = 0; i < kLearned; ++i) pages.push_back({std::to_string(i), page_text(read_marked_page(SaltmarshPage(i).marked()))});
  return pages;
}

std::shared_ptr<const CompiledRules> with_builtin(const std::string& pack) {
  const std::vector<RuleSource> mined{{"saltmarsh.rules.toml", pack}};
  auto rules = CompiledRules::compile(overlay_packs(builtin_packs(), mined), {});
  if (!rules) {
    for (const Diagnostic& diagnostic : rules.diagnostics()) UNSCOPED_INFO(to_string(diagnostic));
    return nullptr;
  }
  return *rules;
}

MarkedScore score_unseen(const CompiledRules& rules) {
  MarkedScore total;
  for (std::uint32_t i = 100; i < 100 + kUnseen; ++i) {
    const MarkedScore score = score_marked_page(rules, read_marked_page(SaltmarshPage(i).marked()));
    total.keep_words += score.keep_words;
    total.drop_words += score.drop_words;
    total.lost_words += score.lost_words;
    total.left_words += score.left_words;
    for (const std::string& line : score.lines) UNSCOPED_INFO(line);
  }
  return total;
}

Result<MinedPack> mine(const std::vector<NamedPage>& pages, const std::vector<NamedPage>& not_pages = {}) {
  return mine_pack({"saltmarsh", pages, not_pages, builtin_packs(), 0});
}

}  // namespace

TEST_CASE("a pack learned from twelve pages cleans pages of the site that it has not seen", "[workshop]") {
  const auto mined = mine(learned_pages());
  REQUIRE(mined);
  INFO(mined->text);
  const auto rules = with_builtin(mined->text);
  REQUIRE(rules);
  const MarkedScore score = score_unseen(*rules);
  CHECK(score.lost_words == 0);
  CHECK(score.drop_words > 500);
  CHECK(score.left_words <= 0.05 * score.drop_words);
}

TEST_CASE("what honest articles repeat is not proposed and is said to be refused", "[workshop]") {
  const auto mined = mine(learned_pages());
  REQUIRE(mined);
  for (const std::string_view honest : {"Nobody was hurt", "What the council says"}) {
    INFO(honest);
    CHECK(mined->text.find("\"" + std::string(honest)) == std::string::npos);
    CHECK(mined->report.find(honest) != std::string::npos);
  }
}

TEST_CASE("the examples and cases of a learned pack hold", "[workshop]") {
  const auto mined = mine(learned_pages());
  REQUIRE(mined);
  const auto rules = with_builtin(mined->text);
  REQUIRE(rules);
  const std::vector<TestResult> results = run_rule_tests(*rules, {{"saltmarsh.rules.toml"}, {}});
  INFO(render_test_report(results, {}));
  CHECK(results.size() > 5);
  CHECK_FALSE(any_failed(results));
}

TEST_CASE("what occurs on other sites is not proposed", "[workshop]") {
  const auto mined = mine(learned_pages(), {{"other", "Harbour desk\nSome other paper altogether\n"}});
  REQUIRE(mined);
  CHECK(mined->text.find("\"Harbour desk\"") == std::string::npos);
  CHECK(mined->text.find("\"Fields and fens\"") != std::string::npos);
}

TEST_CASE("four pages are too few to learn from", "[workshop]") {
  std::vector<NamedPage> pages = learned_pages();
  pages.resize(4);
  const auto mined = mine(pages);
  REQUIRE_FALSE(mined);
  CHECK(mined.diagnostics().front().message == "4 pages are too few to learn from");
}

TEST_CASE("copies of one article teach nothing", "[workshop]") {
  const std::vector<NamedPage> pages(12, {"copy", page_text(read_marked_page(SaltmarshPage(1).marked()))});
  const auto mined = mine(pages);
  REQUIRE_FALSE(mined);
  CHECK(mined.diagnostics().front().message == "only 0 of 12 pages have text of their own");
}

TEST_CASE("an article that was saved three times is not taken for furniture", "[workshop]") {
  std::vector<NamedPage> pages = learned_pages();
  pages.push_back(pages[5]);
  pages.push_back(pages[5]);
  const auto mined = mine(pages);
  REQUIRE(mined);
  const auto rules = with_builtin(mined->text);
  REQUIRE(rules);
  CHECK(score_marked_page(*rules, read_marked_page(SaltmarshPage(5).marked())).lost_words == 0);
}

namespace {

using Sources = std::vector<RuleSource>;

Sources core_only() {
  Sources sources(builtin_packs().begin(), builtin_packs().end());
  std::erase_if(sources, [](const RuleSource& source) { return source.path.find("core.rules.toml") == std::string::npos; });
  return sources;
}

Result<MinedPack> mine_portal(std::string_view kicker, const Sources& loaded, std::uint32_t count = kLearned) {
  std::vector<NamedPage> pages;
  for (std::uint32_t i = 0; i < count; ++i) pages.push_back({std::to_string(i), page_text(read_marked_page(PortalPage(i, kicker).marked()))});
  return mine_pack({"solip", pages, {}, loaded, 0});
}

/// On pages that were not learned from.
MarkedScore score_portal(std::string_view kicker, const Sources& sources) {
  const auto rules = CompiledRules::compile(sources, {});
  REQUIRE(rules);
  MarkedScore total;
  for (std::uint32_t i = kLearned; i < kLearned + kUnseen; ++i) {
    const MarkedScore score = score_marked_page(**rules, read_marked_page(PortalPage(i, kicker).marked()));
    total.keep_words += score.keep_words;
    total.drop_words += score.drop_words;
    total.lost_words += score.lost_words;
    total.left_words += score.left_words;
    for (const std::string& line : score.lines) UNSCOPED_INFO(line);
  }
  return total;
}

}  // namespace

TEST_CASE("a title is not taken for a list, nor its kicker for a field", "[workshop]") {
  for (const std::string_view kicker : {"", "Editorial: ", "[Solip Interview] "}) {
    INFO("kicker: " << kicker);
    const Sources core = core_only();
    REQUIRE(core.size() == 1);
    const auto mined = mine_portal(kicker, core);
    REQUIRE(mined);
    INFO(mined->text);
    const MarkedScore bare = score_portal(kicker, core);
    CHECK(bare.left_words > 0.5 * bare.drop_words);  // what is measured is the pack
    const MarkedScore score = score_portal(kicker, overlay_packs(core, Sources{{"solip.rules.toml", mined->text}}));
    CHECK(score.lost_words == 0);
    CHECK(score.drop_words > 1000);
    CHECK(score.left_words <= 0.05 * score.drop_words);
  }
}

TEST_CASE("a learned pack has nothing that check warns of, alone with the core or beside all packs", "[workshop]") {
  for (const Sources& loaded : {core_only(), Sources(builtin_packs().begin(), builtin_packs().end())}) {
    const auto portal = mine_portal("", loaded);
    const auto paper = mine_pack({"saltmarsh", learned_pages(), {}, loaded, 0});
    REQUIRE(portal);
    REQUIRE(paper);
    for (const RuleSource& pack : Sources{{"solip.rules.toml", portal->text}, {"saltmarsh.rules.toml", paper->text}}) {
      std::string findings;
      for (const Diagnostic& diagnostic : check_rules({overlay_packs(loaded, Sources{pack}), {pack.path}, {}, true})) findings += to_string(diagnostic) + "\n";
      INFO(pack.text);
      CHECK(findings == "");
    }
  }
}

TEST_CASE("a pack learned from few pages leaves more and loses nothing", "[workshop]") {
  const Sources core = core_only();
  for (const std::uint32_t count : {5U, 7U}) {
    for (const std::string_view kicker : {"", "Editorial: "}) {
      INFO(count << " pages, kicker: " << kicker);
      const auto mined = mine_portal(kicker, core, count);
      REQUIRE(mined);
      INFO(mined->text);
      const MarkedScore score = score_portal(kicker, overlay_packs(core, Sources{{"solip.rules.toml", mined->text}}));
      CHECK(score.lost_words == 0);
      CHECK(score.left_words <= 0.3 * score.drop_words);
    }
  }
}
