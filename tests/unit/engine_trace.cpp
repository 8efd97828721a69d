#include "engine/trace.h"

#include "engine/chain.h"
#include "engine/page.h"
#include "engine_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

/// What one path gains; bit i of `path` says whether block i is article.
double worth(std::uint32_t path, const std::vector<double>& scores, const ChainCosts& c) {
  double sum = (path & 1U) != 0 ? c.start_in : 0.0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const bool in = (path >> i & 1U) != 0;
    if (in) sum += scores[i];
    if (i == 0) continue;
    const bool was_in = (path >> (i - 1) & 1U) != 0;
    sum += was_in ? (in ? c.stay_in : c.leave) : (in ? c.enter : c.stay_out);
  }
  return sum + ((path >> (scores.size() - 1) & 1U) != 0 ? c.end_in : 0.0);
}

/// By trying every path.
double margin_of(std::size_t block, const std::vector<double>& scores, const ChainCosts& costs) {
  double best[2] = {-1e9, -1e9};
  for (std::uint32_t path = 0; path < 1U << scores.size(); ++path) {
    double& side = best[path >> block & 1U];
    side = std::max(side, worth(path, scores, costs));
  }
  return best[1] - best[0];
}

}  // namespace

TEST_CASE("a margin is the distance of the best path from the best one that sees the block otherwise", "[engine]") {
  struct Case {
    const char* name;
    std::vector<double> scores;
    ChainCosts costs;
  };
  const Case cases[] = {
      {"one block", {0.7}, {1, -1, -1, 1, 0.25, 0.5}},
      {"no costs", {1, -2, 3}, {}},
      {"a weak block between strong ones", {4, -1, 4, -6, -6}, {1.5, -1.5, -1.2, 1.1, 1, 0.5}},
      {"a strong block among furniture", {-3, -3, 2, -3, -3, -0.5}, {0, -12, -12, 0, 0, 0}},
      {"dropped blocks", {-30, 1, -30, 2, 2, -30, 0.1, 5}, {1.5, -1.5, -1.2, 1.1, 1, 0.5}},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const std::vector<double> margins = path_margins(c.scores, c.costs);
    REQUIRE(margins.size() == c.scores.size());
    for (std::size_t i = 0; i < margins.size(); ++i) CHECK(margins[i] == Approx(margin_of(i, c.scores, c.costs)));
  }
  CHECK(path_margins({}, {}).empty());
}

TEST_CASE("a trace tells in which round a block went and which score rules held", "[engine]") {
  const std::string weak = "[[rule]]\nid = 't.weak'\ndescription = 'd'\nclass = 'chrome'\naction = 'score'\nscore = -20\n[rule.when]\nequals = ['Weak']\n";
  const std::string sequence = "[[rule]]\nid = 't.sequence'\ndescription = 'd'\nclass = 'boilerplate'\naction = 'decide'\ndecide = 'sequence'\n";
  const RuleSet rules = compile_rules(rule_of("junk", "'drop'", "equals = ['JUNK']") + weak + sequence);
  CleanOptions options;
  options.trace = true;
  auto cleaner = Cleaner::make(rules, options);
  REQUIRE(cleaner);
  const std::string page = page_of({"A title", kWall, "JUNK", "Weak", "Weak"});
  const Page& seen = cleaner->clean(page).page();
  REQUIRE(seen.trace != nullptr);
  const Trace& trace = *seen.trace;
  CHECK(trace.dropped_in == std::vector<std::uint32_t>{0, 0, 1, 1, 1});
  CHECK(trace.sequence[1].margin_words > 0.0);
  CHECK(trace.sequence[1].score_rules.empty());
  CHECK(trace.sequence[3].evidence_words == -20.0);
  CHECK(trace.sequence[3].margin_words < 0.0);
  REQUIRE(trace.sequence[4].score_rules.size() == 1);
  CHECK(rules.compiled().rules()[trace.sequence[4].score_rules[0]].id == "t.weak");
  CHECK(trace.model_rounds.empty());  // no rule switches the page model on
}

TEST_CASE("the page model's trace adds up and agrees with what went", "[engine]") {
  auto rules = RuleSet::compile(builtin_packs());
  REQUIRE(rules);
  CleanOptions options;
  options.trace = true;
  auto cleaner = Cleaner::make(*rules, options);
  REQUIRE(cleaner);
  const std::string page = page_of({"Home", "Ports", "Ships", "Harbour pilots", "Search", "Opening hours", "The wall above the harbour", kWall, kBoats, kBakers, kBees,
                                    "Related", "Fog over the mole", "Sign up", "Privacy policy", "Terms of use", "Sitemap", "Three boats for the race", "Harbour guide"});
  const Page& seen = cleaner->clean(page).page();
  const Trace& trace = *seen.trace;
  REQUIRE(!trace.model_rounds.empty());
  CHECK(trace.model_rounds[0].blocks == 19);
  REQUIRE(trace.model_rounds[0].gate_open);
  std::size_t gone = 0;
  for (BlockIndex i = 0; i < seen.document.size(); ++i) {
    const ModelTrace& model = trace.model[i];
    INFO(seen.document.block(i).view);
    REQUIRE(model.round > 0);
    if (model.because == ModelReason::path) CHECK(model.article == (model.margin > 0.0));
    if (seen.verdicts[i].dropped && seen.verdicts[i].stage == Stage::model) {
      CHECK(!model.article);
      ++gone;
    }
    if (!seen.verdicts[i].dropped && model.gate_open) CHECK(model.article);
  }
  CHECK(gone >= 3);
}

TEST_CASE("a trace changes nothing of the article", "[engine]") {
  auto rules = RuleSet::compile(builtin_packs());
  REQUIRE(rules);
  CleanOptions traced;
  traced.trace = true;
  for (const std::string& page : {page_of({"Home", "Search", "Menu", "About us", "Contact us", kWall, kBoats, "Login", "Sitemap", "Related", "Fog"}), page_of({"A title", kWall}), std::string()}) {
    CHECK(article_of(*rules, page, traced) == article_of(*rules, page));
  }
}
