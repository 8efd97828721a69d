#pragma once

#include <array>
#include <cstddef>

#include "rules/compiled_rules.h"
#include "rules/pattern.h"

namespace cleanscrape {

inline constexpr std::size_t kTokenKinds = 3;
/// By kind, the pattern that finds such tokens; kNoPattern: nothing does.
using TokenPatterns = std::array<PatternIndex, kTokenKinds>;

/// Links, e-mail addresses and times in a view, by the patterns of the `[tokens]` tables of all packs.
class Tokens {
 public:
  /// The patterns must outlive this.
  Tokens(const TokenPatterns& by_kind, const Patterns& patterns) : by_kind_(by_kind), patterns_(&patterns) {}

  [[nodiscard]] bool has(TokenKind kind, const BlockView& block, ViewFolding& folding) const;
  /// Share of the visible code points that such tokens cover.
  [[nodiscard]] double share(TokenKind kind, const BlockView& block) const;

 private:
  TokenPatterns by_kind_;
  const Patterns* patterns_;
};

}  // namespace cleanscrape
