#include "rules/pack_header.h"

#include <optional>

#include "rules/parse_toml.h"

namespace cleanscrape {

namespace {

std::optional<Value> parse_silently(const RuleSource& source) {
  Diagnostics ignored;
  Reporter reporter(source.path, ignored);
  return parse_toml(source, reporter);
}

}  // namespace

RuleSource head_of(const RuleSource& source) { return {source.path, source.text.substr(0, source.text.find("\n[["))}; }

PackHeader read_pack_header(const RuleSource& source) {
  std::optional<Value> root = parse_silently(head_of(source));
  if (!root || root->find("pack", ValueType::table) == nullptr) root = parse_silently(source);
  const Value* pack = root ? root->find("pack", ValueType::table) : nullptr;
  if (pack == nullptr) return {};
  PackHeader header{pack->text_or("id", {}), pack->text_or("status", {}) == "experimental", {}};
  for (const Value& wanted : pack->list("extends")) header.extends.push_back(wanted.text);
  return header;
}

}  // namespace cleanscrape
