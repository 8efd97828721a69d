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

}  // namespace

TriggerIndex::WholeTable TriggerIndex::make_whole(std::span<const WholeSlot> entries, FlatArena& arena) {
  WholeTable table;
  if (entries.empty()) return table;
  std::vector<WholeSlot> slots(std::bit_ceil(entries.size() * 2));
  for (const WholeSlot& entry : entries) {
    table.max_bytes = std::max<std::uint64_t>(table.max_bytes, entry.text.size());
    std::size_t at = entry.hash & (slots.size() - 1);
    while (!slots[at].text.empty()) at = (at + 1) & (slots.size() - 1);
    slots[at] = entry;
  }
  table.slots = arena.add(slots);
  return table;
}

const TriggerIndex::WholeSlot* TriggerIndex::WholeTable::find(std::string_view view) const {
  if (view.size() > max_bytes || slots.empty()) return nullptr;
  const std::uint64_t hash = fingerprint(view);
  for (std::size_t at = hash & (slots.size() - 1); !slots[at].text.empty(); at = (at + 1) & (slots.size() - 1)) {
    if (slots[at].hash == hash && slots[at].text == view) return &slots[at];
  }
  return nullptr;
}

TriggerIndex::TriggerIndex(std::span<const IndexedTarget> targets, FlatArena& arena)
    : by_first_(make_by_character(targets, true, arena)), by_last_(make_by_character(targets, false, arena)) {
  add_literals(targets, arena);
}

TriggerIndex::ByCharacter TriggerIndex::make_by_character(std::span<const IndexedTarget> targets, bool of_first, FlatArena& arena) {
  ByCharacter table;
  std::vector<std::uint32_t> ordered;
  for (std::size_t bit = 0; bit < CharSet::kBits; ++bit) {
    for (const IndexedTarget& target : targets) {
      const bool is_listed = of_first ? target.is_open || target.first.has_bit(bit) : !target.is_open && target.last.has_bit(bit);
      if (is_listed) ordered.push_back(target.target);
    }
    table.begins[bit + 1] = static_cast<std::uint32_t>(ordered.size());
  }
  table.targets = arena.add(ordered);
  return table;
}

/// The literals of all targets that need one, and groups of equal ones.
struct TriggerIndex::Draft {
  std::vector<SearchLiteral> literals;  ///< each with its target; sorted
  std::vector<Group> groups;
  std::vector<WholeSlot> exact;
  std::vector<WholeSlot> folded;
  std::vector<SearchLiteral> searched;  ///< each with its group

  explicit Draft(std::span<const IndexedTarget> targets) {
    for (const IndexedTarget& target : targets) {
      if (target.is_open) continue;
      for (const SearchLiteral* literal : target.literals) {
        literals.push_back(*literal);
        literals.back().target = target.target;
      }
    }
    std::sort(literals.begin(), literals.end(), [](const SearchLiteral& a, const SearchLiteral& b) { return order(a) < order(b); });
  }

  void add_group(SearchLiteral literal, FlatArena& arena) {
    const auto group = static_cast<std::uint32_t>(groups.size() - 1);
    if (literal.place == LiteralPlace::whole) {
      (literal.fold ? folded : exact).push_back({fingerprint(literal.text), arena.add_text(literal.text), group});
    } else {
      literal.target = group;
      searched.push_back(literal);
    }
  }
};

void TriggerIndex::add_literals(std::span<const IndexedTarget> targets, FlatArena& arena) {
  Draft draft(targets);
  std::vector<std::uint32_t> targets_by_group;
  for (std::uint32_t i = 0; i < draft.literals.size(); ++i) {
    const bool is_first = i == 0 || !same_group(draft.literals[i - 1], draft.literals[i]);
    targets_by_group.push_back(draft.literals[i].target);
    if (is_first) {
      draft.groups.push_back({i, i});
      draft.add_group(draft.literals[i], arena);
    }
    draft.groups.back().last_target = i + 1;
  }
  targets_ = arena.add(targets_by_group);
  groups_ = arena.add(draft.groups);
  exact_ = make_whole(draft.exact, arena);
  folded_ = make_whole(draft.folded, arena);
  search_ = LiteralSearch(draft.searched, arena);
}

void TriggerIndex::collect(const BlockView& block, MatchScratch::State& state) const {
  if (block.text.empty()) return;
  collect_whole(block, state);
  collect_searched(block, state);
  by_first_.add_candidates(CharSet::bit_of(decode_at(block.text, 0).code_point), state);
  by_last_.add_candidates(CharSet::bit_of(last_code_point(block.text)), state);
}

void TriggerIndex::collect_whole(const BlockView& block, MatchScratch::State& state) const {
  if (const auto* slot = exact_.find(block.text)) add_targets(slot->group, state);
  const std::size_t max_bytes = folded_.max_bytes * (block.features.ascii ? 1 : kMaxFoldShrink);
  if (folded_.slots.empty() || block.text.size() > max_bytes) return;
  if (const auto* slot = folded_.find(state.folding.folded(block.text))) add_targets(slot->group, state);
}

void TriggerIndex::collect_searched(const BlockView& block, MatchScratch::State& state) const {
  const auto add = [&](std::uint32_t group) { add_targets(group, state); };
  search_.find(block.text, SearchScope::all, add);
  if (block.features.ascii || !folds_beyond_ascii(block.text)) return;
  search_.find(state.folding.folded(block.text), SearchScope::only_fold, add);
}

void TriggerIndex::add_targets(std::uint64_t group, MatchScratch::State& state) const {
  for (std::uint32_t i = groups_[group].first_target; i < groups_[group].last_target; ++i) state.add(targets_[i]);
}

}  // namespace cleanscrape
