#include <cleanscrape/cleanscrape.h>

#include <cstdio>

int main() {
  const auto rules = cleanscrape::RuleSet::compile(cleanscrape::builtin_packs());
  if (!rules) {
    for (const cleanscrape::Diagnostic& diagnostic : rules.diagnostics()) std::puts(to_string(diagnostic).c_str());
    return 2;
  }
  auto cleaner = cleanscrape::Cleaner::make(*rules);
  const auto& cleaned = cleaner->clean("이 글자크기로 변경됩니다.\nThe wall was mended before the first storm of the winter, and the boats came home.\n");
  std::printf("%zu line went\n", cleaned.changes().size());
  return 0;
}
