#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/cleaner.h"
#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// What becomes of a block, as it is shown.
enum class Fate : std::uint8_t { kept, dropped, changed };

struct BlockFate {
  Fate fate = Fate::kept;
  std::span<const Change> changes;  ///< of a changed block: in it, in order
};

/// One for each block of the page.
[[nodiscard]] std::vector<BlockFate> fates_of(const Cleaned& cleaned);
/// "kept", "dropped", "changed".
[[nodiscard]] std::string_view to_string(Fate fate);
/// "path", "rule", "held", "comments", "care", "title".
[[nodiscard]] std::string_view to_string(ModelReason reason);

/// Words, runs without white space, of the page and of its article.
struct PageWords {
  std::size_t all = 0;
  std::size_t kept = 0;
};
[[nodiscard]] PageWords count_page_words(const Cleaned& cleaned);

/// Whether the score sequence called the block furniture; a margin of nothing leaves it to what became of the block.
[[nodiscard]] bool is_furniture(const SequenceTrace& seen, const Verdict& verdict);

/// Part of a block's score in the page model: a measure times its weight.
struct Contribution {
  std::string_view measure;  ///< by its name in the `[model]` tables
  double log_odds = 0.0;
};

/// The parts of the score, largest first; those that count for nothing are left out. What score rules gave is not among them.
[[nodiscard]] std::vector<Contribution> contributions_of(const ModelTrace& seen, const ModelParameters& model);

/// "FILE:LINE" of a rule.
[[nodiscard]] std::string place_of(const Rule& rule);

}  // namespace cleanscrape
