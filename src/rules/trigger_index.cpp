#include "rules/trigger_index.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "text/fold_case.h"

namespace cleanscrape {
namespace {

/// Case folding makes a character at most three times shorter (U+212A to k).
constexpr std::size_t kMaxFoldShrink = 3;

auto order(const SearchLiteral& literal) { return std::tie(literal.text, literal.fold, literal.place); }

bool same_group(const SearchLiteral& a, const SearchLiteral& b) { return order(a) == order(b); }

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

TriggerIndex::TriggerIndex(std::span<const IndexedPart> parts, FlatArena& arena)
    : by_first_(make_by_character(parts, true, arena)), by_last_(make_by_character(parts, false, arena)) {
  add_literals(parts, arena);
}

TriggerIndex::ByCharacter TriggerIndex::make_by_character(std::span<const IndexedPart> parts, bool of_first, FlatArena& arena) {
  std::vector<const IndexedPart*> listed;
  std::vector<GatedPart> gated;
  for (const IndexedPart& part : parts) {
    const bool is_listed = of_first ? part.is_open || part.first : part.last && !part.first;
    if (!is_listed) continue;
    listed.push_back(&part);
    gated.push_back({{part.target, part.part}, part.gate});
  }
  ByCharacter table;
  table.parts = arena.add(gated);
  std::vector<std::uint32_t> lists;
  std::map<std::vector<std::uint32_t>, Group> known;
  for (std::size_t bit = 0; bit < CharSet::kBits; ++bit) {
    std::vector<std::uint32_t> list;
    for (std::uint32_t i = 0; i < listed.size(); ++i) {
      const std::optional<CharSet>& characters = of_first ? listed[i]->first : listed[i]->last;
      if (!characters || characters->has_bit(bit)) list.push_back(i);
    }
    const auto begin = static_cast<std::uint32_t>(lists.size());
    const auto [group, is_new] = known.try_emplace(list, Group{begin, begin + static_cast<std::uint32_t>(list.size())});
    if (is_new) lists.insert(lists.end(), list.begin(), list.end());
    table.list_of[bit] = group->second;
  }
  table.lists = arena.add(lists);
  return table;
}

/// The literals of all parts that need one, and groups of equal ones.
struct TriggerIndex::Draft {
  struct PartLiteral {
    SearchLiteral literal;
    TargetPart of;
  };
  std::vector<PartLiteral> literals;  ///< sorted
  std::vector<Group> groups;
  std::vector<WholeSlot> exact;
  std::vector<WholeSlot> folded;
  std::vector<SearchLiteral> searched;  ///< each with its group

  explicit Draft(std::span<const IndexedPart> parts) {
    for (const IndexedPart& part : parts) {
      for (const SearchLiteral* literal : part.literals) literals.push_back({*literal, {part.target, part.part}});
    }
    std::stable_sort(literals.begin(), literals.end(),
                     [](const PartLiteral& a, const PartLiteral& b) { return order(a.literal) < order(b.literal); });
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

void TriggerIndex::add_literals(std::span<const IndexedPart> parts, FlatArena& arena) {
  Draft draft(parts);
  std::vector<TargetPart> targets_by_group;
  for (std::uint32_t i = 0; i < draft.literals.size(); ++i) {
    const bool is_first = i == 0 || !same_group(draft.literals[i - 1].literal, draft.literals[i].literal);
    targets_by_group.push_back(draft.literals[i].of);
    if (is_first) {
      draft.groups.push_back({i, i});
      draft.add_group(draft.literals[i].literal, arena);
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
  const bool folds_beyond = block.features.has_rare_char && state.folding.folds_beyond(block.text);
  collect_whole(block, folds_beyond, state);
  collect_searched(block, folds_beyond, state);
  const BlockFacts facts(block);
  by_first_.add_candidates(facts.first_bit, facts, state);
  by_last_.add_candidates(facts.last_bit, facts, state);
}

void TriggerIndex::collect_whole(const BlockView& block, bool folds_beyond, MatchScratch::State& state) const {
  if (const auto* slot = exact_.find(block.text)) add_targets(slot->group, state);
  const std::size_t max_bytes = folded_.max_bytes * (folds_beyond ? kMaxFoldShrink : 1);
  if (folded_.slots.empty() || block.text.size() > max_bytes) return;
  if (const auto* slot = folded_.find(state.folding.folded(block.text))) add_targets(slot->group, state);
}

void TriggerIndex::collect_searched(const BlockView& block, bool folds_beyond, MatchScratch::State& state) const {
  const auto add = [&](std::uint32_t group) { add_targets(group, state); };
  const SearchedText made_of = block.features.letters_in(ScriptGroup::hangul) == 0 ? SearchedText::without_hangul : SearchedText::any;
  search_.find(block.text, made_of, SearchScope::all, add);
  if (!folds_beyond) return;
  search_.find(state.folding.folded(block.text), made_of, SearchScope::only_fold, add);
}

void TriggerIndex::add_targets(std::uint64_t group, MatchScratch::State& state) const {
  for (std::uint32_t i = groups_[group].first_target; i < groups_[group].last_target; ++i) state.add(targets_[i].target, targets_[i].parts);
}

}  // namespace cleanscrape
