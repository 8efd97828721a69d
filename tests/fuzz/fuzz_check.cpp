// No rule file whatever makes `check`, `test` or `fmt` crash or hang; formatting twice gives the same as once.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "workshop/check.h"
#include "workshop/check_report.h"
#include "workshop/format_rules.h"
#include "workshop/rule_test.h"
#include "workshop/test_report.h"

namespace {

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void check(const std::vector<cleanscrape::RuleSource>& sources) {
  const cleanscrape::Diagnostics found = cleanscrape::check_rules({sources, {}, sources, false});
  for (const cleanscrape::Diagnostic& diagnostic : found) {
    if (diagnostic.message.empty() || diagnostic.place.file.empty()) fail("a finding without a message or a place");
  }
  if (cleanscrape::render_check(sources, found, true).empty() || cleanscrape::render_check_json(found).empty() || cleanscrape::render_check_sarif(found).empty()) fail("an empty report");
  if (cleanscrape::render_check_github(found).empty() != found.empty()) fail("a finding without a workflow command");
}

void format(const cleanscrape::RuleSource& source) {
  const auto once = cleanscrape::format_rules(source);
  if (!once) return;
  const auto twice = cleanscrape::format_rules({source.path, *once});
  if (!twice || *twice != *once) fail("formatting twice gives another file");
}

void test(const std::vector<cleanscrape::RuleSource>& sources) {
  const auto rules = cleanscrape::CompiledRules::compile(sources, {});
  if (!rules) return;
  const auto results = cleanscrape::run_rule_tests(**rules, {});
  if (cleanscrape::render_test_report(results, {}).empty() || cleanscrape::render_junit(results).empty()) fail("an empty report of tests");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<cleanscrape::RuleSource> sources{{"fuzz.rules.toml", std::string(reinterpret_cast<const char*>(data), size)}};
  check(sources);
  format(sources.front());
  test(sources);
  return 0;
}
