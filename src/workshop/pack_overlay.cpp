#include "workshop/pack_overlay.h"

#include <algorithm>
#include <string>

#include "rules/pack_header.h"

namespace cleanscrape {
namespace {

/// Whether the file's own id may be one of these: reading its header costs more. An id with escapes in it may be any.
bool may_have_one_of(const std::vector<std::string>& ids, const RuleSource& source) {
  const auto is_there = [&source](const std::string& id) { return source.text.find(id) != std::string::npos; };
  const bool has_escapes = source.text.find("\\u") != std::string::npos || source.text.find("\\U") != std::string::npos;
  return (has_escapes && !ids.empty()) || std::any_of(ids.begin(), ids.end(), is_there);
}

}  // namespace

std::vector<RuleSource> overlay_packs(std::span<const RuleSource> loaded, std::span<const RuleSource> given) {
  std::vector<std::string> ids;
  for (const RuleSource& source : given) {
    if (std::string id = read_pack_header(source).id; !id.empty()) ids.push_back(std::move(id));
  }
  std::vector<RuleSource> result;
  for (const RuleSource& source : loaded) {
    const bool is_replaced = may_have_one_of(ids, source) && std::find(ids.begin(), ids.end(), read_pack_header(source).id) != ids.end();
    if (!is_replaced) result.push_back(source);
  }
  result.insert(result.end(), given.begin(), given.end());
  return result;
}

bool is_experimental(const RuleSource& source) { return source.text.find("experimental") != std::string::npos && read_pack_header(source).experimental; }

}  // namespace cleanscrape
