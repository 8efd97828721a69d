#include <catch2/catch.hpp>

#include <algorithm>
#include <tuple>
#include <vector>

#include "rules/image.h"
#include "rules_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

std::string shown(const RuleInfo& rule) {
  std::string out;
  for (const std::string_view part : {rule.id, rule.description, rule.action, rule.block_class, rule.confidence, rule.file}) {
    out += std::string(part) + "|";
  }
  return out + std::to_string(rule.line) + (rule.enabled ? "|on" : "|off");
}

std::vector<std::string> shown(const RuleSet& rules) {
  std::vector<std::string> lines{"fingerprint " + rules.fingerprint()};
  for (const RuleInfo& rule : rules.list()) lines.push_back(shown(rule));
  return lines;
}

struct OptionsRow {
  const char* name;
  RuleOptions options;
};

const std::vector<OptionsRow>& option_rows() {
  static const std::vector<OptionsRow> rows{
      {"none", {}},
      {"disable a pack", {{"ko-daum.*"}, {}, Confidence::low, {}}},
      {"disable all, enable some", {{"*"}, {"core.*", "en-news.*"}, Confidence::low, {}}},
      {"only sure rules", {{}, {}, Confidence::high, {}}},
      {"sure rules, and some others", {{}, {"ko-generic.*"}, Confidence::high, {}}},
      {"keep a class", {{}, {}, Confidence::low, {"byline", "date"}}},
  };
  return rows;
}

}  // namespace

TEST_CASE("the image in the program is what its packs compile to", "[rules]") {
  const auto image = make_image(default_packs());
  REQUIRE(image);
  const std::span<const std::byte> stored = builtin_image();
  REQUIRE(image->size() == stored.size());  // bytes between members may differ, and those of empty optionals
  const auto& made = *reinterpret_cast<const RuleImage*>(image->data());
  const auto& held = *reinterpret_cast<const RuleImage*>(stored.data());
  CHECK(made.sources_fingerprint == held.sources_fingerprint);
  CHECK(made.model.values == held.model.values);
  CHECK(made.model.weights == held.model.weights);
  CHECK(made.model.context == held.model.context);
  CHECK(made.model.prose == held.model.prose);
  REQUIRE(made.rules.size() == held.rules.size());
  for (std::size_t i = 0; i < made.rules.size(); ++i) {
    const Rule& a = made.rules[i];
    const Rule& b = held.rules[i];
    INFO(a.id.str());
    CHECK(std::tie(a.id, a.description, a.file, a.line, a.block_class, a.action, a.confidence, a.score_words, a.decision, a.enabled_by_packs) ==
          std::tie(b.id, b.description, b.file, b.line, b.block_class, b.action, b.confidence, b.score_words, b.decision, b.enabled_by_packs));
    CHECK(std::ranges::equal(a.sites, b.sites));
  }
  const auto id = [](const Site& site) { return site.id.view(); };
  CHECK(std::ranges::equal(made.sites, held.sites, {}, id, id));
}

TEST_CASE("an image can be used wherever it lies", "[rules]") {
  const std::span<const std::byte> stored = builtin_image();
  constexpr std::size_t kShiftBytes = 48;
  std::vector<std::byte> moved(kShiftBytes);
  moved.insert(moved.end(), stored.begin(), stored.end());
  const auto& image = *reinterpret_cast<const RuleImage*>(moved.data() + kShiftBytes);
  const auto* end = reinterpret_cast<const char*>(moved.data() + moved.size());
  for (const Rule& rule : image.rules) {
    const std::string_view id = rule.id;
    REQUIRE(id.data() > reinterpret_cast<const char*>(moved.data()));
    REQUIRE(id.data() + id.size() < end);
  }
  const auto compiled = CompiledRules::compile(default_packs(), {});
  REQUIRE(compiled);
  CHECK(image.rules.size() == (*compiled)->rules().size());
}

TEST_CASE("options work on the image as on compiled packs", "[rules]") {
  const std::vector<RuleSource> packs = default_packs();
  for (const OptionsRow& row : option_rows()) {
    INFO(row.name);
    Diagnostics warnings;
    Diagnostics stored_warnings;
    const auto compiled = RuleSet::compile(packs, row.options, &warnings);
    const auto stored = RuleSet::builtin(row.options, &stored_warnings);
    REQUIRE(compiled);
    REQUIRE(stored);
    CHECK(shown(*stored) == shown(*compiled));
    CHECK(lines(stored_warnings) == lines(warnings));
  }
}

TEST_CASE("mistakes in options are the same on the image", "[rules]") {
  const RuleOptions options{{"ko-damu.*"}, {"core.nothing"}, Confidence::low, {"bylin"}};
  const auto compiled = RuleSet::compile(default_packs(), options);
  const auto stored = RuleSet::builtin(options);
  REQUIRE(!compiled);
  REQUIRE(!stored);
  CHECK(lines(stored.diagnostics()) == lines(compiled.diagnostics()));
  CHECK(stored.diagnostics().size() == 3);
}
