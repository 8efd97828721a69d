#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/flat.h"
#include "cleanscrape/rules.h"
#include "rules/linked_rules.h"

namespace cleanscrape {

/// Compiles sources into an image. All errors of all sources go to `errors`; with one only the image's `rules` are complete.
class ImageMaker {
 public:
  ImageMaker(std::span<const RuleSource> sources, FlatArena& arena, Diagnostics& errors);

  [[nodiscard]] const RuleImage& image() const { return *image_; }
  [[nodiscard]] const Diagnostics& warnings() const { return warnings_; }
  [[nodiscard]] LinkedRules& linked() { return linked_; }

 private:
  void fill(std::span<const RuleSource> sources);
  void add_warnings();

  FlatArena& arena_;
  LinkedRules linked_;
  RuleImage* image_ = nullptr;
  Diagnostics warnings_;
};

/// An image as one block of bytes that begins with its RuleImage, to be stored and used wherever it is loaded, aligned to 16 bytes. The
/// same sources give the same bytes.
[[nodiscard]] Result<std::vector<std::byte>> make_image(std::span<const RuleSource> sources);

/// The packs in the program that are loaded without being named: all but the experimental ones.
[[nodiscard]] std::vector<RuleSource> default_packs();

/// The image of these packs.
[[nodiscard]] std::span<const std::byte> builtin_image();

/// Hash of everything that can change a verdict: that of the sources, and the options.
[[nodiscard]] std::uint64_t fingerprint_of(std::uint64_t sources, const RuleOptions& options);

}  // namespace cleanscrape
