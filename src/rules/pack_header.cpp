#include "rules/pack_header.h"

#include <optional>

#include "rules/parse_toml.h"

namespace cleanscrape {

PackHeader read_pack_header(const RuleSource& source) {
  Diagnostics ignored;
  Reporter reporter(source.path, ignored);
  const std::optional<Value> root = parse_toml(source, reporter);
  const Value* pack = root ? root->find("pack", ValueType::table) : nullptr;
  if (pack == nullptr) return {};
  PackHeader header{pack->text_or("id", {}), pack->text_or("status", {}) == "experimental", {}};
  for (const Value& wanted : pack->list("extends")) header.extends.push_back(wanted.text);
  return header;
}

}  // namespace cleanscrape
