#include <catch2/catch.hpp>

#include <re2/re2.h>

#include <string>
#include <vector>

#include "rules/examples.h"
#include "rules/image.h"
#include "rules/pattern.h"
#include "text/utf8.h"

using namespace cleanscrape;

/// What is known of a pattern turns down most views before it is compiled, and fewer then.
TEST_CASE("the patterns of the packs match as RE2 does", "[rules]") {
  const auto& image = *reinterpret_cast<const RuleImage*>(builtin_image().data());
  constexpr std::size_t kStep = 7;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < image.examples.size(); i += kStep) texts.push_back(image.examples[i].text.str());
  std::size_t matched = 0;
  std::size_t known_by_views = 0;
  std::size_t wrong = 0;
  ViewFolding folding;
  for (PatternIndex i = 0; i < image.patterns.size(); ++i) {
    const re2::RE2 re(image.patterns[i].source.view());
    known_by_views += image.patterns[i].views.empty() ? 0U : 1U;
    std::vector<std::string> views = texts;
    for (const FlatText& view : image.patterns[i].views) views.push_back(view.str());
    const Patterns patterns(image.patterns);
    for (const std::string& view : views) {
      folding.reset(true);
      const auto code_points = static_cast<std::uint32_t>(count_code_points(view));
      const bool matches = patterns.matches(i, view, code_points, folding);
      if (matches == re2::RE2::PartialMatch(view, re)) {
        matched += matches ? 1U : 0U;
        continue;
      }
      ++wrong;
      UNSCOPED_INFO(image.patterns[i].source.view() << " on " << view);
    }
  }
  CHECK(wrong == 0);
  CHECK(matched > 1000);
  CHECK(known_by_views > 100);
}
