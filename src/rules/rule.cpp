#include "rules/rule.h"

#include "rules/names.h"

namespace cleanscrape {

std::string_view to_string(Action action) { return name_of(kActions, action); }
std::string_view to_string(BlockClass block_class) { return name_of(kBlockClasses, block_class); }
std::string_view to_string(RuleConfidence confidence) { return name_of(kConfidences, confidence); }
std::span<const std::string_view> block_class_names() {
  static constexpr auto kNames = names_of(kBlockClasses);
  return kNames;
}
std::optional<BlockClass> find_block_class(std::string_view name) { return find_named(kBlockClasses, name); }

}  // namespace cleanscrape
