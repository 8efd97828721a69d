#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/flat.h"
#include "cleanscrape/rules.h"
#include "rules/linked_rules.h"
#include "rules/packs_beside.h"

namespace cleanscrape {

/// Compiles sources into an image. All errors of all sources go to `errors`; with one only the image's `rules` are complete.
class ImageMaker {
 public:
  ImageMaker(std::span<const RuleSource> sources, FlatArena& arena, Diagnostics& errors);
  /// The same image as of the sources of the base and `own` together, but for the order of what no one sees; it refers to the base. Not
  /// complete on any mistake, and where all sources must be compiled together.
  ImageMaker(const BaseImage& base, std::span<const RuleSource> own, FlatArena& arena, Diagnostics& errors);

  [[nodiscard]] bool is_complete() const { return is_complete_; }
  [[nodiscard]] const RuleImage& image() const { return *image_; }
  [[nodiscard]] const Diagnostics& warnings() const { return warnings_; }
  [[nodiscard]] LinkedRules& linked() { return linked_; }

 private:
  void link(const LinkedPacks& packs, Diagnostics& errors);
  void fill();
  void fill_from_base();
  void add_warnings();
  void add_packs(std::span<const Pack> packs);

  FlatArena& arena_;
  LinkedRules linked_;
  const RuleImage* base_ = nullptr;
  RuleImage* image_ = nullptr;
  bool is_complete_ = false;
  Diagnostics warnings_;
};

/// An image as one block of bytes that begins with its RuleImage, to be stored and used wherever it is loaded, aligned to 16 bytes. The
/// same sources give the same bytes.
[[nodiscard]] Result<std::vector<std::byte>> make_image(std::span<const RuleSource> sources);

/// The packs in the program that are loaded without being named: all but the experimental ones.
[[nodiscard]] std::vector<RuleSource> default_packs();

/// The image of these packs.
[[nodiscard]] std::span<const std::byte> builtin_image();

/// A stored warning.
[[nodiscard]] Diagnostic to_diagnostic(const FlatWarning& warning);

/// Hash of everything that can change a verdict: that of the sources, and the options.
[[nodiscard]] std::uint64_t fingerprint_of(std::uint64_t sources, const RuleOptions& options);

}  // namespace cleanscrape
