#include "rules/trigger_index.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "text/fold_case.h"

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

TriggerIndex::TriggerIndex(std::span<const Trigger> triggers) {
  std::vector<SearchLiteral> literals;
  for (const Trigger& trigger : triggers) {
    if (trigger.literals.empty()) unfiltered_.push_back(trigger.target);
    for (SearchLiteral literal : trigger.literals) {
      literal.target = trigger.target;
      literals.push_back(std::move(literal));
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

void TriggerIndex::collect(const BlockView& block, std::size_t targets, MatchScratch::State& state) const {
  state.begin_block(targets);
  collect_whole(block, state);
  collect_searched(block, state);
  for (const std::uint32_t target : unfiltered_) state.add(target);
}

void TriggerIndex::collect_whole(const BlockView& block, MatchScratch::State& state) const {
  if (const auto* slot = exact_.find(block.text)) add_targets(slot->group, state);
  if (folded_.slots.empty() || block.text.size() > kMaxFoldShrink * folded_.max_bytes) return;
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
