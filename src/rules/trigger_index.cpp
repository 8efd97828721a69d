#include "rules/trigger_index.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "rules/pattern_shape.h"
#include "text/fold_case.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Case folding makes a character at most three times shorter (U+212A to k).
constexpr std::size_t kMaxFoldShrink = 3;

auto order(const SearchLiteral& literal) { return std::tie(literal.text, literal.fold, literal.place, literal.target); }

bool same_group(const SearchLiteral& a, const SearchLiteral& b) {
  return std::tie(a.text, a.fold, a.place) == std::tie(b.text, b.fold, b.place);
}

void fold_view(const BlockView& block, MatchScratch::State& state) {
  if (!state.is_folded) fold_case(block.text, state.folded);
  state.is_folded = true;
}

}  // namespace

void TriggerIndex::WholeTable::add(std::string text, std::uint32_t group) {
  max_bytes = std::max(max_bytes, text.size());
  const std::uint64_t hash = fingerprint(text);
  texts.push_back(std::move(text));
  entries_.push_back({hash, group, static_cast<std::uint32_t>(texts.size())});
}

void TriggerIndex::WholeTable::build() {
  if (entries_.empty()) return;
  slots.assign(std::bit_ceil(entries_.size() * 2), {});
  for (const Slot& entry : entries_) {
    std::size_t at = entry.hash & (slots.size() - 1);
    while (slots[at].text != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = entry;
  }
  entries_ = {};
}

const TriggerIndex::WholeTable::Slot* TriggerIndex::WholeTable::find(std::string_view view) const {
  if (view.size() > max_bytes || slots.empty()) return nullptr;
  const std::uint64_t hash = fingerprint(view);
  for (std::size_t at = hash & (slots.size() - 1); slots[at].text != 0; at = (at + 1) & (slots.size() - 1)) {
    if (slots[at].hash == hash && texts[slots[at].text - 1] == view) return &slots[at];
  }
  return nullptr;
}

TriggerIndex::TriggerIndex(std::span<const IndexedTarget> targets) {
  add_openers(targets);
  add_literals(targets);
}

void TriggerIndex::add_openers(std::span<const IndexedTarget> targets) {
  for (const IndexedTarget& target : targets) {
    for (std::size_t bit = 0; bit < CharSet::kBits; ++bit) {
      if (target.is_open || target.first.has_bit(bit)) by_first_[bit].push_back(target.target);
      if (!target.is_open && target.last.has_bit(bit)) by_last_[bit].push_back(target.target);
    }
  }
}

void TriggerIndex::add_literals(std::span<const IndexedTarget> targets) {
  std::vector<SearchLiteral> literals;
  for (const IndexedTarget& target : targets) {
    if (target.is_open) continue;
    for (const SearchLiteral* literal : target.literals) {
      literals.push_back(*literal);
      literals.back().target = target.target;
    }
  }
  std::sort(literals.begin(), literals.end(), [](const SearchLiteral& a, const SearchLiteral& b) { return order(a) < order(b); });
  std::vector<SearchLiteral> searched;
  for (std::size_t i = 0; i < literals.size(); ++i) {
    const bool is_first = i == 0 || !same_group(literals[i - 1], literals[i]);
    targets_.push_back(literals[i].target);
    if (is_first) {
      groups_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i)});
      add_group(literals[i], searched);
    }
    groups_.back().last_target = static_cast<std::uint32_t>(i + 1);
  }
  exact_.build();
  folded_.build();
  search_ = LiteralSearch(searched);
}

void TriggerIndex::add_group(SearchLiteral literal, std::vector<SearchLiteral>& searched) {
  const auto group = static_cast<std::uint32_t>(groups_.size() - 1);
  if (literal.place == LiteralPlace::whole) {
    (literal.fold ? folded_ : exact_).add(std::move(literal.text), group);
  } else {
    literal.target = group;
    searched.push_back(std::move(literal));
  }
}

void TriggerIndex::collect(const BlockView& block, MatchScratch::State& state) const {
  if (block.text.empty()) return;
  collect_whole(block, state);
  collect_searched(block, state);
  for (const std::uint32_t target : by_first_[CharSet::bit_of(decode_at(block.text, 0).code_point)]) state.add(target);
  for (const std::uint32_t target : by_last_[CharSet::bit_of(last_code_point(block.text))]) state.add(target);
}

void TriggerIndex::collect_whole(const BlockView& block, MatchScratch::State& state) const {
  if (const auto* slot = exact_.find(block.text)) add_targets(slot->group, state);
  const std::size_t max_bytes = folded_.max_bytes * (block.features.ascii ? 1 : kMaxFoldShrink);
  if (folded_.slots.empty() || block.text.size() > max_bytes) return;
  fold_view(block, state);
  if (const auto* slot = folded_.find(state.folded)) add_targets(slot->group, state);
}

void TriggerIndex::collect_searched(const BlockView& block, MatchScratch::State& state) const {
  const auto add = [&](std::uint32_t group) { add_targets(group, state); };
  search_.find(block.text, SearchScope::all, add);
  if (block.features.ascii || !folds_beyond_ascii(block.text)) return;
  fold_view(block, state);
  search_.find(state.folded, SearchScope::only_fold, add);
}

void TriggerIndex::add_targets(std::uint32_t group, MatchScratch::State& state) const {
  for (std::uint32_t i = groups_[group].first_target; i < groups_[group].last_target; ++i) state.add(targets_[i]);
}

}  // namespace cleanscrape
