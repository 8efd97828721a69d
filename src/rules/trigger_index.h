#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/flat.h"
#include "rules/char_set.h"
#include "rules/literal_search.h"
#include "rules/match_state.h"
#include "rules/trigger.h"

namespace cleanscrape {

/// What must be seen in a view before a target, for the sake of this part, is worth a closer look: one of the literals, or the
/// first and last characters that are given; nothing where it is open.
struct IndexedPart {
  std::uint32_t target = 0;
  PartSet part = 0;
  std::vector<const SearchLiteral*> literals;
  std::optional<CharSet> first;
  std::optional<CharSet> last;
  bool is_open = false;
  BlockGate gate;  ///< for a part without literals
};

/// From a view to the few targets whose trigger it holds: one hash probe for the whole view, one pass over its bytes.
class TriggerIndex {
 public:
  TriggerIndex() = default;
  /// The tables are put into the arena.
  TriggerIndex(std::span<const IndexedPart> parts, FlatArena& arena);

  /// Adds the candidates to the state.
  void collect(const BlockView& block, MatchScratch::State& state) const;

 private:
  struct TargetPart {
    std::uint32_t target = 0;
    PartSet parts = 0;
  };
  /// The targets of literals with equal text, folding and place.
  struct Group {
    std::uint32_t first_target = 0;
    std::uint32_t last_target = 0;
  };
  /// Literals that a whole view is compared with.
  struct WholeSlot {
    std::uint64_t hash = 0;
    FlatText text;  ///< empty: empty slot
    std::uint64_t group = 0;
  };
  struct WholeTable {
    FlatArray<WholeSlot> slots;  ///< open addressing
    std::uint64_t max_bytes = 0;

    [[nodiscard]] const WholeSlot* find(std::string_view view) const;
  };
  struct GatedPart {
    TargetPart of;
    BlockGate gate;
  };
  /// Parts by the bit of a character.
  struct ByCharacter {
    FlatArray<GatedPart> parts;
    FlatArray<std::uint32_t> lists;  ///< indices of parts; most characters have the list of another one
    std::array<Group, CharSet::kBits> list_of{};

    void add_candidates(std::size_t bit, const BlockFacts& block, MatchScratch::State& state) const {
      for (std::uint32_t i = list_of[bit].first_target; i < list_of[bit].last_target; ++i) {
        const GatedPart& part = parts[lists[i]];
        if (part.gate.admits(block)) state.add(part.of.target, part.of.parts);
      }
    }
  };
  struct Draft;

  static ByCharacter make_by_character(std::span<const IndexedPart> parts, bool of_first, FlatArena& arena);
  static WholeTable make_whole(std::span<const WholeSlot> entries, FlatArena& arena);
  void add_literals(std::span<const IndexedPart> parts, FlatArena& arena);
  /// `folds_beyond`: the text has characters beyond ASCII that fold to others.
  void collect_whole(const BlockView& block, bool folds_beyond, MatchScratch::State& state) const;
  void collect_searched(const BlockView& block, bool folds_beyond, MatchScratch::State& state) const;
  void add_targets(std::uint64_t group, MatchScratch::State& state) const;

  FlatArray<TargetPart> targets_;  ///< by group
  FlatArray<Group> groups_;
  ByCharacter by_first_;  ///< by the first character; holds the open parts too
  ByCharacter by_last_;  ///< by the last character, where the first is not known
  WholeTable exact_;
  WholeTable folded_;
  LiteralSearch search_;
};

}  // namespace cleanscrape
