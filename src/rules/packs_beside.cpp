#include "rules/packs_beside.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "rules/pack_header.h"
#include "rules/parse_toml.h"

namespace cleanscrape {
namespace {

std::vector<std::string_view> ids_of(const RuleImage& image) {
  std::vector<std::string_view> ids;
  for (const FlatPack& pack : image.packs) ids.push_back(pack.id);
  return ids;
}

std::size_t count_lists(const std::optional<Value>& root) {
  const Value* lists = root ? root->find("lists", ValueType::table) : nullptr;
  return lists != nullptr ? lists->items.size() : 0;
}

/// Whether a literal of the pack may stand for a list.
bool may_use_lists(const Pack& pack) { return pack.source->text.find('@') != std::string::npos; }

std::vector<std::string_view> extended_by(const Pack& pack) {
  std::vector<std::string_view> ids;
  const Value* header = pack.root.find("pack", ValueType::table);
  if (header == nullptr) return ids;
  for (const Value& id : header->list("extends")) ids.push_back(id.text);
  return ids;
}

}  // namespace

const RuleSource& BaseImage::source_of(const FlatPack& pack) const {
  return *std::find_if(sources.begin(), sources.end(), [&](const RuleSource& source) { return pack.path == source.path; });
}

PacksBeside::PacksBeside(const BaseImage& base, std::span<const RuleSource> own, Diagnostics& errors) : base_(base) {
  packs_ = parse_packs(own, errors, ids_of(base.image));
  own_ = packs_.size();
  if (std::any_of(packs_.begin(), packs_.end(), may_use_lists)) add_used_lists();
}

bool PacksBeside::needs_all_sources() const {
  constexpr std::array<std::string_view, 3> kTablesOfAll{"stopwords", "tokens", "model"};
  const auto says_more = [&](const Pack& pack) {
    return std::any_of(kTablesOfAll.begin(), kTablesOfAll.end(), [&](std::string_view table) { return pack.root.find(table) != nullptr; });
  };
  const auto is_like_base = [](const Pack& pack) { return pack.source->path.starts_with(kBuiltinPrefix); };
  const std::span<const Pack> own = packs().all.first(own_);
  return base_.image.totals.overrides > 0 || std::any_of(own.begin(), own.end(), is_like_base) ||
         std::any_of(own.begin(), own.end(), says_more);
}

/// Of all packs that are reached from own ones, for the way to a list may lead through packs without any.
void PacksBeside::add_used_lists() {
  std::vector<const FlatPack*> reached;
  const auto reach = [&](std::string_view id) {
    const FlatPack* pack = find_in_base(id);
    if (pack != nullptr && std::find(reached.begin(), reached.end(), pack) == reached.end()) reached.push_back(pack);
  };
  for (const Pack& pack : packs_) {
    for (const std::string_view id : extended_by(pack)) reach(id);
  }
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const FlatText& id : reached[i]->extends) reach(id);
  }
  for (const FlatPack* pack : reached) add_lists(*pack);
}

/// Lists stand at the head of files written by people.
void PacksBeside::add_lists(const FlatPack& pack) {
  const RuleSource& source = base_.source_of(pack);
  Diagnostics ignored;
  Reporter reporter(source.path, ignored);
  std::optional<Value> root = parse_toml(head_of(source), reporter);
  if (count_lists(root) != pack.lists) root = parse_toml(source, reporter);
  if (root) packs_.push_back({&source, pack.id.str(), *std::move(root), {}});
}

const FlatPack* PacksBeside::find_in_base(std::string_view id) const {
  const auto& packs = base_.image.packs;
  const auto* found = std::find_if(packs.begin(), packs.end(), [id](const FlatPack& pack) { return pack.id == id && !id.empty(); });
  return found == packs.end() ? nullptr : found;
}

}  // namespace cleanscrape
