#include <catch2/catch.hpp>
#include <cstdlib>

#include "cleanscrape/cleanscrape.h"
#include "engine/engine.h"
#include "pipeline/changes.h"
#include "pipeline/settled.h"
#include "render/explain_json.h"
#include "rules/examples.h"
#include "rules/impl.h"
#include "support/invariants.h"
#include "support/random_page.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

/// From the environment, so that a long run can try other pages.
std::uint32_t setting(const char* name, std::uint32_t standard) {
  const char* value = std::getenv(name);
  return value == nullptr ? standard : static_cast<std::uint32_t>(std::strtoul(value, nullptr, 10));
}

std::uint32_t page_count() { return setting("CLEANSCRAPE_PROPERTY_PAGES", 1500); }
std::uint32_t first_seed() { return setting("CLEANSCRAPE_PROPERTY_SEED", 1); }

RuleSet compile(std::span<const RuleSource> sources) {
  auto rules = RuleSet::compile(sources);
  if (!rules) FAIL(to_string(rules.diagnostics().front()));
  return *std::move(rules);
}

const RuleSet& shipped_rules() {
  static const RuleSet rules = compile(builtin_packs());
  return rules;
}

PageWriter page_writer() {
  std::vector<std::string> lines;
  for (const RuleExample& example : rule_examples(shipped_rules().compiled())) lines.push_back(example.text.str());
  REQUIRE(lines.size() > 100);
  return PageWriter(std::move(lines));
}

Cleaner make_cleaner(const RuleSet& rules) {
  auto cleaner = Cleaner::make(rules);
  REQUIRE(cleaner);
  return *std::move(cleaner);
}

std::string article_of(Cleaner& cleaner, std::string_view page) {
  std::string article;
  cleaner.clean(page).append_to(article);
  return article;
}

/// Runs `wrong` on random pages; it says what is wrong with a page, or nothing. Reports the first failures on their smallest pages.
template <class Wrong>
void check_pages(Wrong wrong) {
  constexpr int kMaxReports = 3;
  int failures = 0;
  PageWriter writer = page_writer();
  for (std::uint32_t seed = first_seed(); seed < first_seed() + page_count(); ++seed) {
    const std::string page = writer.write(seed);
    if (wrong(std::string_view(page)).empty()) continue;
    ++failures;
    if (failures > kMaxReports) continue;
    const std::string small = shrink(page, [&](std::string_view p) { return !wrong(p).empty(); });
    UNSCOPED_INFO("seed " << seed << ": " << wrong(std::string_view(small)) << "\n" << visible(small));
  }
  CHECK(failures == 0);
}

}  // namespace

TEST_CASE("what must hold of every page holds of random ones", "[property]") {
  Cleaner cleaner = make_cleaner(shipped_rules());
  check_pages([&](std::string_view page) { return all_of_one_page(shipped_rules(), page, cleaner.clean(page)); });
}

TEST_CASE("cleaning twice gives the same as once", "[property]") {
  Cleaner cleaner = make_cleaner(shipped_rules());
  check_pages([&](std::string_view page) -> std::string {
    const std::string once = article_of(cleaner, page);
    const std::string twice = article_of(cleaner, once);
    return once == twice ? "" : "once:\n" + visible(once) + "\ntwice:\n" + visible(twice) + "\npage:";
  });
}

TEST_CASE("the order of rule files makes no difference", "[property]") {
  std::vector<RuleSource> sources(builtin_packs().begin(), builtin_packs().end());
  std::reverse(sources.begin(), sources.end());
  const RuleSet reversed = compile(sources);
  std::shuffle(sources.begin(), sources.end(), std::mt19937(4));
  const RuleSet shuffled = compile(sources);
  CHECK(reversed.fingerprint() == shipped_rules().fingerprint());
  CHECK(shuffled.fingerprint() == shipped_rules().fingerprint());
  Cleaner cleaner = make_cleaner(shipped_rules());
  Cleaner other = make_cleaner(reversed);
  Cleaner third = make_cleaner(shuffled);
  check_pages([&](std::string_view page) -> std::string {
    const std::string article = article_of(cleaner, page);
    return article == article_of(other, page) && article == article_of(third, page) ? "" : "the order of files shows";
  });
}

TEST_CASE("the compiled packs in the program clean as the pack files do", "[property]") {
  for (const RuleOptions& options : {RuleOptions{}, RuleOptions{{"ko-*"}, {"ko-generic.*"}, Confidence::medium, {"byline"}}}) {
    const auto stored = RuleSet::builtin(options);
    const auto compiled = RuleSet::compile(builtin_packs(), options);
    REQUIRE(stored);
    REQUIRE(compiled);
    Cleaner one = make_cleaner(*stored);
    Cleaner other = make_cleaner(*compiled);
    check_pages([&](std::string_view page) { return article_of(one, page) == article_of(other, page) ? "" : std::string("they differ"); });
  }
}

/// Rules on lines that random pages have, with a site, a reference to other packs and an override.
RuleSource own_pack() {
  return {"own.rules.toml", R"(format = 1
[pack]
id = "mine"
extends = ["en-news"]
[[site]]
id = "any"
signature = ['(?i)subscribe|login|log in']
[[override]]
rule = "core.*"
confidence = "medium"
[[rule]]
id = "mine.share"
description = "d"
class = "share"
action = "drop"
[rule.when]
contains = ["share", "공유"]
starts = ["@skip", "s", "Sh", "공"]
[[rule]]
id = "mine.near"
description = "d"
class = "nav"
action = "score"
score = -20
[rule.when]
words = { max = 4 }
near = { class = "share" }
[[rule]]
id = "mine.date"
description = "d"
class = "date"
action = "drop"
site = ["any"]
[rule.when]
any = ['^\d{4}[-.]', '(?i)^by [a-z]{2,9}']
[[rule]]
id = "mine.years"
description = "d"
class = "content"
action = "replace"
replace = { pattern = ' \(\d+\)$', with = "" }
)"};
}

TEST_CASE("an own pack beside the packs in the program cleans and explains as all of them compiled together", "[property]") {
  const std::vector<RuleSource> own{own_pack()};
  std::vector<RuleSource> all(builtin_packs().begin(), builtin_packs().end());
  all.front().text += "\n";  // not what is in the program: all is compiled from the sources
  all.push_back(own_pack());
  const auto beside = RuleSet::builtin_with(own);
  if (!beside) FAIL(to_string(beside.diagnostics().front()));
  const RuleSet together = compile(all);
  REQUIRE(beside->compiled().impl().image.base != nullptr);
  REQUIRE(together.compiled().impl().image.base == nullptr);
  CleanOptions options;
  options.trace = true;
  auto one = Cleaner::make(*beside, options);
  auto other = Cleaner::make(together, options);
  REQUIRE(one);
  REQUIRE(other);
  const auto explained = [](const CompiledRules& rules, const Cleaned& cleaned) {
    return render_explain_json(rules, cleaned, "page", JsonDetail::all);
  };
  check_pages([&](std::string_view page) -> std::string {
    return explained(beside->compiled(), one->clean(page)) == explained(together.compiled(), other->clean(page)) ? "" : "they differ";
  });
}

TEST_CASE("a cleaner remembers nothing of the pages before", "[property]") {
  Cleaner used = make_cleaner(shipped_rules());
  check_pages([&](std::string_view page) -> std::string {
    Cleaner fresh = make_cleaner(shipped_rules());
    return article_of(used, page) == article_of(fresh, page) ? "" : "an earlier page shows";
  });
}

TEST_CASE("where the article is said to have the page's blocks, its blocks are those that stay", "[property]") {
  const CompiledRules& rules = shipped_rules().compiled();
  MatchScratch scratch;
  Page page;
  Document article_document;
  std::vector<Change> changes;
  std::size_t alike = 0;
  std::size_t others = 0;
  check_pages([&](std::string_view text) -> std::string {
    page.document.segment(text, rules.english_stopwords());
    judge(rules, {}, scratch, page);
    find_changes(rules, page, changes);
    if (!has_same_blocks(page, changes, rules.english_stopwords())) {
      ++others;
      return "";
    }
    alike += changes.empty() ? 0U : 1U;
    std::string article;
    std::size_t at = 0;
    for (const Change& change : changes) {
      article.append(text.substr(at, change.begin - at)).append(change.with);
      at = change.end;
    }
    article.append(text.substr(at));
    article_document.segment(article, rules.english_stopwords());
    std::vector<std::string_view> kept;
    for (BlockIndex i = 0; i < page.document.size(); ++i) {
      if (!page.verdicts[i].dropped) kept.push_back(page.document.block(i).view);
    }
    if (article_document.size() != kept.size()) return "another number of blocks";
    for (BlockIndex i = 0; i < kept.size(); ++i) {
      if (article_document.block(i).view != kept[i]) return "another block";
    }
    return "";
  });
  CHECK(alike > page_count() / 20);
  CHECK(others > page_count() / 200);
}
