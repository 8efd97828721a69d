#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "rules/char_set.h"
#include "rules/literal_search.h"
#include "rules/match_state.h"

namespace cleanscrape {

/// A target and what must be seen of it in a view before it is worth a closer look: one of the literals, or one of the
/// first or last characters; always where it is open.
struct IndexedTarget {
  std::uint32_t target = 0;
  std::vector<const SearchLiteral*> literals;
  CharSet first;
  CharSet last;
  bool is_open = false;
};

/// From a view to the few targets whose trigger it holds: one hash probe for the whole view, one pass over its bytes.
class TriggerIndex {
 public:
  TriggerIndex() = default;
  explicit TriggerIndex(std::span<const IndexedTarget> targets);

  /// Adds the candidates to the state.
  void collect(const BlockView& block, MatchScratch::State& state) const;

 private:
  /// The targets of literals with equal text, folding and place.
  struct Group {
    std::uint32_t first_target = 0;
    std::uint32_t last_target = 0;
  };
  /// Literals that a whole view is compared with.
  struct WholeTable {
    struct Slot {
      std::uint64_t hash = 0;
      std::uint32_t group = 0;
      std::uint32_t text = 0;  ///< index + 1; 0: empty slot
    };
    std::vector<Slot> slots;
    std::vector<std::string> texts;
    std::size_t max_bytes = 0;

    void add(std::string text, std::uint32_t group);
    void build();
    [[nodiscard]] const Slot* find(std::string_view view) const;

   private:
    std::vector<Slot> entries_;
  };

  void add_openers(std::span<const IndexedTarget> targets);
  void add_literals(std::span<const IndexedTarget> targets);
  void add_group(SearchLiteral literal, std::vector<SearchLiteral>& searched);
  void collect_whole(const BlockView& block, MatchScratch::State& state) const;
  void collect_searched(const BlockView& block, MatchScratch::State& state) const;
  void add_targets(std::uint32_t group, MatchScratch::State& state) const;

  std::vector<std::uint32_t> targets_;  ///< by group
  std::vector<Group> groups_;
  using ByCharacter = std::array<std::vector<std::uint32_t>, CharSet::kBits>;
  ByCharacter by_first_;  ///< by the bit of the first character; holds the open targets too
  ByCharacter by_last_;
  WholeTable exact_;
  WholeTable folded_;
  LiteralSearch search_;
};

}  // namespace cleanscrape
