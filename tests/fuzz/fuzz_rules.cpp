// No rule file whatever makes the compiler crash or hang, and what it refuses, it explains.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "cleanscrape/cleanscrape.h"

namespace {

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<cleanscrape::RuleSource> sources{{"fuzz.rules.toml", std::string(reinterpret_cast<const char*>(data), size)}};
  cleanscrape::Diagnostics warnings;
  const auto rules = cleanscrape::RuleSet::compile(sources, {}, &warnings);
  if (cleanscrape::has_errors(warnings)) fail("an error among the warnings");
  if (!rules) {
    if (!cleanscrape::has_errors(rules.diagnostics())) fail("refused without an error");
    for (const cleanscrape::Diagnostic& diagnostic : rules.diagnostics()) {
      if (diagnostic.message.empty() || diagnostic.place.file.empty()) fail("an error without a message or a place");
    }
    return 0;
  }
  auto cleaner = cleanscrape::Cleaner::make(*rules);
  std::string article;
  cleaner->clean("Share\n\nThe wall was mended before the first storm of the winter.\nShare\n").append_to(article);
  return 0;
}
