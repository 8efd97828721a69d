#include "workshop/pack_overlay.h"

#include <algorithm>
#include <string>

#include "rules/pack_header.h"

namespace cleanscrape {

std::vector<RuleSource> overlay_packs(std::span<const RuleSource> loaded, std::span<const RuleSource> given) {
  std::vector<std::string> ids;
  for (const RuleSource& source : given) {
    if (std::string id = read_pack_header(source).id; !id.empty()) ids.push_back(std::move(id));
  }
  std::vector<RuleSource> result;
  for (const RuleSource& source : loaded) {
    const bool is_replaced = !ids.empty() && std::find(ids.begin(), ids.end(), read_pack_header(source).id) != ids.end();
    if (!is_replaced) result.push_back(source);
  }
  result.insert(result.end(), given.begin(), given.end());
  return result;
}

bool is_experimental(const RuleSource& source) { return source.text.find("experimental") != std::string::npos && read_pack_header(source).experimental; }

}  // namespace cleanscrape
