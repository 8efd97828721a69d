#include "rules/pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "base/suggest.h"
#include "rules/parse_toml.h"
#include "rules/schema.h"

namespace cleanscrape {
namespace {

bool is_name(std::string_view id) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && std::all_of(id.begin(), id.end(), allowed);
}

const Value* find_id(const Pack& pack) {
  const Value* header = pack.root.find("pack", ValueType::table);
  return header != nullptr ? header->find("id", ValueType::text) : nullptr;
}

void check_ids(std::vector<Pack>& packs, std::span<const std::string_view> known_ids, Diagnostics& diagnostics) {
  for (Pack& pack : packs) {
    const Value* id = find_id(pack);
    if (id == nullptr) continue;
    Reporter reporter(pack.source->path, diagnostics);
    if (!is_name(id->text)) {
      reporter.error(id->at, fmt::format("bad pack id '{}'", id->text), "lower case letters, digits and '-'");
      continue;
    }
    const auto same = [&](const Pack& other) { return other.id == id->text; };
    const auto first = std::find_if(packs.begin(), packs.end(), same);
    if (first != packs.end())
      reporter.error(id->at, fmt::format("pack '{}' is loaded twice", id->text), "first from " + first->source->path);
    if (std::find(known_ids.begin(), known_ids.end(), id->text) != known_ids.end())
      reporter.error(id->at, fmt::format("pack '{}' is loaded twice", id->text));
    pack.id = id->text;
  }
}

void check_extends(const Pack& pack, const std::vector<std::string_view>& ids, Diagnostics& diagnostics) {
  const Value* header = pack.root.find("pack", ValueType::table);
  if (header == nullptr) return;
  Reporter reporter(pack.source->path, diagnostics);
  for (const Value& wanted : header->list("extends")) {
    const bool is_loaded = std::find(ids.begin(), ids.end(), wanted.text) != ids.end();
    if (wanted.type != ValueType::text || is_loaded) continue;
    reporter.error(wanted.at, fmt::format("extends pack '{}', which is not loaded", wanted.text), suggest(wanted.text, ids));
  }
}

}  // namespace

std::vector<Pack> parse_packs(std::span<const RuleSource> sources, Diagnostics& diagnostics, std::span<const std::string_view> known_ids) {
  std::vector<const RuleSource*> ordered;
  for (const RuleSource& source : sources) ordered.push_back(&source);
  std::sort(ordered.begin(), ordered.end(),
            [](const RuleSource* a, const RuleSource* b) { return std::tie(a->path, a->text) < std::tie(b->path, b->text); });
  std::vector<Pack> packs;
  for (const RuleSource* source : ordered) {
    Reporter reporter(source->path, diagnostics);
    std::optional<Value> root = parse_toml(*source, reporter);
    if (!root) continue;
    check_table(*root, pack_schema(), reporter);
    packs.push_back({source, {}, std::move(*root), LineIndex(source->text)});
  }
  check_ids(packs, known_ids, diagnostics);
  std::vector<std::string_view> ids(known_ids.begin(), known_ids.end());
  for (const Pack& pack : packs) ids.push_back(pack.id);
  for (const Pack& pack : packs) check_extends(pack, ids, diagnostics);
  return packs;
}

std::vector<const Pack*> with_extended(const Pack& pack, std::span<const Pack> packs) {
  std::vector<const Pack*> reached{&pack};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Value* header = reached[i]->root.find("pack", ValueType::table);
    if (header == nullptr) continue;
    for (const Value& wanted : header->list("extends")) {
      const auto found =
          std::find_if(packs.begin(), packs.end(), [&](const Pack& other) { return !other.id.empty() && other.id == wanted.text; });
      if (found == packs.end() || std::find(reached.begin(), reached.end(), &*found) != reached.end()) continue;
      reached.push_back(&*found);
    }
  }
  return reached;
}

}  // namespace cleanscrape
