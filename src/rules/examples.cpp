#include "rules/examples.h"

#include <algorithm>
#include <tuple>

#include "rules/impl.h"

namespace cleanscrape {
namespace {

/// Those of the image, and of its base, whose rules have other numbers there.
template <class Item>
std::vector<Item> with_base(const RuleImage& image, const FlatArray<Item> RuleImage::*items) {
  const FlatArray<Item>& own = image.*items;
  std::vector<Item> all(own.begin(), own.end());
  if (image.base == nullptr) return all;
  for (Item item : image.base->*items) {
    if (item.rule != kNoRule) item.rule = image.of_base[item.rule];
    all.push_back(item);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Item& a, const Item& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
  return all;
}

}  // namespace

std::vector<RuleExample> rule_examples(const CompiledRules& rules) { return with_base(rules.impl().image, &RuleImage::examples); }
std::vector<PageCase> page_cases(const CompiledRules& rules) { return with_base(rules.impl().image, &RuleImage::cases); }

}  // namespace cleanscrape
