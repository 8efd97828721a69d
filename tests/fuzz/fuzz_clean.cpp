// No page whatever makes the cleaner crash, and what must hold of every page holds of it.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cleanscrape/cleanscrape.h"
#include "support/invariants.h"

namespace {

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

/// Compiled once: the packs do not change from page to page.
const cleanscrape::RuleSet& shipped_rules() {
  static const cleanscrape::RuleSet rules = [] {
    auto compiled = cleanscrape::RuleSet::compile(cleanscrape::builtin_packs());
    if (!compiled) fail(to_string(compiled.diagnostics().front()));
    return *std::move(compiled);
  }();
  return rules;
}

cleanscrape::Cleaner& cleaner() {
  static cleanscrape::Cleaner made = *cleanscrape::Cleaner::make(shipped_rules());
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  const cleanscrape::Cleaned& cleaned = cleaner().clean(page);
  const std::string wrong = cleanscrape::test::all_of_one_page(shipped_rules(), page, cleaned);
  if (!wrong.empty()) fail(wrong);
  std::string once;
  cleaned.append_to(once);
  std::string twice;
  cleaner().clean(once).append_to(twice);
  if (once != twice) fail("cleaning twice gives another article");
  return 0;
}
