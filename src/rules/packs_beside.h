#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "rules/linker.h"
#include "rules/pack.h"
#include "rules/rule_image.h"

namespace cleanscrape {

/// An image and sources among which are those that it was made of.
struct BaseImage {
  const RuleImage& image;
  std::span<const RuleSource> sources;

  /// The source of a pack of the image.
  [[nodiscard]] const RuleSource& source_of(const FlatPack& pack) const;
};

/// Packs that are linked beside those of an image, parsed. Of the packs of the image only lists are read again, and those only that may be
/// used.
class PacksBeside {
 public:
  PacksBeside(const BaseImage& base, std::span<const RuleSource> own, Diagnostics& errors);

  /// Whether a pack adds to tables that are one for all packs: then all sources must be compiled together.
  [[nodiscard]] bool needs_all_sources() const;
  [[nodiscard]] LinkedPacks packs() const { return {packs_, own_}; }

 private:
  void add_used_lists();
  void add_lists(const FlatPack& pack);
  [[nodiscard]] const FlatPack* find_in_base(std::string_view id) const;

  const BaseImage& base_;
  std::vector<Pack> packs_;  ///< own ones, then those of the image
  std::size_t own_ = 0;
};

}  // namespace cleanscrape
