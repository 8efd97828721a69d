#pragma once

#include <cstdint>
#include <vector>

#include "engine/page.h"
#include "rules/model.h"

namespace cleanscrape {

/// Words of running text that a block counts for: its words where it is a paragraph of English prose (enough words, a sentence end, enough
/// stop words), otherwise 0. The idea that stop words and sentence ends tell text from menus is jusText's (Pomikálek 2011).
[[nodiscard]] std::uint32_t prose_words(const Block& block, const ModelParameters& model);

/// Sets `page.prose`.
void measure_prose(const ModelParameters& model, Page& page);

/// A stretch of blocks that nothing dropped interrupts.
struct Stretch {
  Position begin = 0;
  Position end = 0;
  std::uint32_t prose_words = 0;
};

/// Where the article stands on the page, as far as it is known at this stage.
struct Regions {
  std::vector<std::uint32_t> prose;       ///< words of running text, per position; 0 for dropped blocks
  std::vector<std::uint32_t> prose_sums;  ///< prefix sums of `prose`; one more than positions
  std::vector<Stretch> stretches;
  std::vector<std::uint32_t> stretch_of;  ///< per position; of a dropped block: the number of stretches
  std::uint32_t main_stretch = 0;         ///< the one with most prose
  Position body_begin = 0;                ///< from the first paragraph of the main stretch …
  Position body_end = 0;                  ///< … to behind the last paragraph of the page's body; equal where there is no prose

  [[nodiscard]] std::uint32_t prose_before(Position position) const { return prose_sums[position]; }
  [[nodiscard]] std::uint32_t prose_after(Position position) const { return prose_sums.back() - prose_sums[position + 1]; }
  [[nodiscard]] bool in_body(Position position) const { return body_begin <= position && position < body_end; }
};

/// Finds the regions of what is left of the page, whose prose is measured. `regions` is overwritten.
void find_regions(const Page& page, const ModelParameters& model, Regions& regions);

/// The regions of a page as it is when they are first asked for; most pages need none.
class PageRegions {
 public:
  /// Both must outlive this.
  PageRegions(const Page& page, const ModelParameters& model) : page_(page), model_(model) {}

  [[nodiscard]] const Regions& get() {
    if (!is_known_) find_regions(page_, model_, regions_);
    is_known_ = true;
    return regions_;
  }
  /// The page is another one now: they are found anew.
  void forget() { is_known_ = false; }

 private:
  const Page& page_;
  const ModelParameters& model_;
  Regions regions_;
  bool is_known_ = false;
};

}  // namespace cleanscrape
