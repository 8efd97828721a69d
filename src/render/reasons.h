#pragma once

#include <string>
#include <vector>

#include "cleanscrape/cleaner.h"
#include "render/copies_shown.h"
#include "render/explanation.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// Says in English, in one sentence a string, what was decided and why. Measures have the names of the `[model]` tables.
class Reasons {
 public:
  Reasons(const CompiledRules& rules, const Cleaned& cleaned) : rules_(rules), cleaned_(cleaned), page_(cleaned.page()), fates_(fates_of(cleaned)), copies_(cleaned.page()) {}

  [[nodiscard]] Fate fate(BlockIndex block) const { return fates_[block].fate; }
  /// Of a changed block: what changes in it, in order.
  [[nodiscard]] std::span<const Change> changes(BlockIndex block) const { return fates_[block].changes; }

  /// The rule behind what became of the block: of a changed one, behind its first change; kNoRule where none is.
  [[nodiscard]] RuleIndex rule(BlockIndex block) const;
  /// How far the decision that weighed the block was from the other side: "+4.3" of the page model, "-7 words" of the score sequence; empty
  /// where neither did.
  [[nodiscard]] std::string score(BlockIndex block) const;
  /// Whether the page model weighed the block, and not what a rule or the start of the comments decided before.
  [[nodiscard]] bool model_weighed(BlockIndex block) const;

  /// Of the whole page: what stays, sites, and whether the page model decided.
  [[nodiscard]] std::vector<std::string> of_page() const;

  /// Of a block; empty where nothing touched it and nothing spoke against it.
  [[nodiscard]] std::vector<std::string> of_block(BlockIndex block) const;

 private:
  [[nodiscard]] std::string count_line() const;
  [[nodiscard]] std::string site_line() const;
  [[nodiscard]] std::string model_line() const;
  [[nodiscard]] std::string verdict_line(BlockIndex block) const;
  [[nodiscard]] std::string where_from(BlockIndex block) const;
  [[nodiscard]] std::string gate_line(const ModelRound& seen) const;
  [[nodiscard]] std::string change_line(const Change& change) const;
  [[nodiscard]] bool sequence_weighed(BlockIndex block) const;
  [[nodiscard]] RuleIndex find_rule(std::string_view id) const;
  [[nodiscard]] std::string sequence_line(BlockIndex block) const;
  [[nodiscard]] std::string block_model_line(BlockIndex block) const;
  [[nodiscard]] std::string own_score(const ModelTrace& seen) const;
  [[nodiscard]] double bias_of(std::uint32_t round) const;
  [[nodiscard]] std::string line_of(BlockIndex block) const;

  const CompiledRules& rules_;
  const Cleaned& cleaned_;
  const Page& page_;
  std::vector<BlockFate> fates_;
  CopiesShown copies_;
};

}  // namespace cleanscrape
