#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/page.h"
#include "engine/prose.h"
#include "text/comparison.h"

namespace cleanscrape {

/// Blocks whose folded views are equal, in groups of at least two.
class CopyGroups {
 public:
  CopyGroups(const Page& page, const std::vector<Position>& positions, const ComparisonFolds& folds);

  /// The copies that are not the ones to keep, in order; see `drop_duplicates`.
  [[nodiscard]] std::vector<Position> to_drop(KeptCopy keep, const Regions& regions);

 private:
  using Group = std::vector<Position>;
  using Key = std::pair<std::uint64_t, Position>;
  void make_groups(const std::vector<Key>& keys, const ComparisonFolds& folds);
  [[nodiscard]] bool equal(Position a, Position b, const ComparisonFolds& folds) const;
  void add_artifacts(const Group& group, const Regions& regions, std::vector<Position>& result) const;
  void find_openings(const Regions& regions);
  [[nodiscard]] Position kept_of(const Group& group, const Regions& regions) const;
  /// Of a copy that does not touch the kept one.
  [[nodiscard]] bool is_artifact(const Group& group, Position kept, Position copy, const Regions& regions) const;
  [[nodiscard]] bool touches(Position a, Position b) const;
  /// Whether lines that are no sentences are repeated together, as in a song.
  [[nodiscard]] bool in_stanza(Position kept, Position copy) const;
  [[nodiscard]] bool in_copied_run(Position kept, Position copy) const;
  [[nodiscard]] bool are_copies(Position a, Position b) const;
  [[nodiscard]] bool opens_stretch(Position position, const Regions& regions) const;

  const Page& page_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> group_of_;  ///< per position, one-based; 0: in no group
  std::vector<Position> opening_ends_;   ///< per stretch: copies up to here open it
};

}  // namespace cleanscrape
