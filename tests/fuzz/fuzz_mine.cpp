// Whatever the pages are (form feeds stand between them), mining ends, and a pack that it writes is canonical and passes its own tests.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "workshop/format_rules.h"
#include "workshop/mine.h"
#include "workshop/pack_overlay.h"
#include "workshop/rule_test.h"
#include "workshop/test_report.h"

namespace {

using namespace cleanscrape;

/// What a mined pack extends, with a word list that makes sentences prose.
const char* const kCore = R"(format = 1
[pack]
id = "core"
[stopwords]
en = ["the", "of", "a", "and", "to", "in", "is", "was", "it", "for", "on", "that", "by", "with", "at"]
[model]
prose_min_words = 8
prose_min_stopword_share = 0.2
)";

[[noreturn]] void fail(const std::string& what, const std::string& pack) {
  std::fprintf(stderr, "%s\n%s\n", what.c_str(), pack.c_str());
  std::abort();
}

std::vector<NamedPage> split_pages(std::string_view bytes) {
  std::vector<NamedPage> pages;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\f'), bytes.size());
    pages.push_back({std::to_string(pages.size()), std::string(bytes.substr(0, end))});
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return pages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<NamedPage> pages = split_pages({reinterpret_cast<const char*>(data), size});
  const std::vector<RuleSource> core{{"core.rules.toml", kCore}};
  const auto mined = mine_pack({"fuzz", pages, {}, core, 0});
  if (!mined) return 0;
  const std::vector<RuleSource> pack{{"fuzz.rules.toml", mined->text}};
  const auto formatted = format_rules(pack.front());
  if (!formatted || *formatted != mined->text) fail("the pack is not canonical", mined->text);
  const auto rules = CompiledRules::compile(overlay_packs(core, pack), {});
  if (!rules) fail(to_string(rules.diagnostics().front()), mined->text);
  const auto results = run_rule_tests(**rules, {{"fuzz.rules.toml"}, {}});
  if (any_failed(results)) fail(render_test_report(results, {}), mined->text);
  return 0;
}
