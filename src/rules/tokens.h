#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "rules/compiled_rules.h"
#include "rules/pattern.h"

namespace cleanscrape {

/// Links, e-mail addresses and times in a view, by the patterns of the `[tokens]` tables of all packs.
class Tokens {
 public:
  void add(TokenKind kind, std::string pattern);
  /// Once all patterns are added.
  void combine();

  [[nodiscard]] bool has(TokenKind kind, const BlockView& block) const;
  /// Share of the visible code points that such tokens cover.
  [[nodiscard]] double share(TokenKind kind, const BlockView& block) const;

 private:
  static constexpr std::size_t kKinds = 3;
  std::array<std::vector<std::string>, kKinds> patterns_;
  std::array<std::unique_ptr<LazyPattern>, kKinds> combined_;
};

}  // namespace cleanscrape
