#include "engine/prose.h"

#include <algorithm>

namespace cleanscrape {
namespace {

void find_stretches(const Page& page, Regions& regions) {
  regions.stretches.clear();
  regions.stretch_of.assign(page.count(), 0);
  bool open = false;
  for (Position i = 0; i < page.count(); ++i) {
    if (page.verdict_at(i).dropped) {
      open = false;
      continue;
    }
    if (!open) regions.stretches.push_back({i, i, 0});
    open = true;
    Stretch& stretch = regions.stretches.back();
    stretch.end = i + 1;
    stretch.prose_words += regions.prose[i];
    regions.stretch_of[i] = static_cast<std::uint32_t>(regions.stretches.size() - 1);
  }
  for (Position i = 0; i < page.count(); ++i) {
    if (page.verdict_at(i).dropped) regions.stretch_of[i] = static_cast<std::uint32_t>(regions.stretches.size());
  }
}

/// The body starts in the main stretch and goes on over interruptions as long as a fair share of text follows them.
void find_body(const ModelParameters& model, Regions& regions) {
  regions.main_stretch = 0;
  regions.body_begin = regions.body_end = 0;
  if (regions.stretches.empty()) return;
  const auto main = std::max_element(regions.stretches.begin(), regions.stretches.end(),
                                     [](const Stretch& a, const Stretch& b) { return a.prose_words < b.prose_words; });
  if (main->prose_words == 0) return;
  regions.main_stretch = static_cast<std::uint32_t>(main - regions.stretches.begin());
  regions.body_begin = main->begin;
  while (regions.prose[regions.body_begin] == 0) ++regions.body_begin;
  Position end = main->end;
  const double min_words = model.values[model_key("body_continues_min_words")];
  for (auto next = main + 1; next != regions.stretches.end(); ++next) {
    if (next->prose_words >= min_words) end = next->end;
  }
  while (regions.prose[end - 1] == 0) --end;
  regions.body_end = end;
}

}  // namespace

std::uint32_t prose_words(const Block& block, const ModelParameters& model) {
  const Features& f = block.features;
  if (f.latin_words < model.values[model_key("prose_min_words")] || !f.ends_sentence) return 0;
  if (f.stopwords < model.values[model_key("prose_min_stopword_share")] * f.latin_words) return 0;
  return f.latin_words;
}

void measure_prose(const ModelParameters& model, Page& page) {
  page.prose.resize(page.document.size());
  for (BlockIndex i = 0; i < page.document.size(); ++i) page.prose[i] = prose_words(page.document.block(i), model);
}

void find_regions(const Page& page, const ModelParameters& model, Regions& regions) {
  regions.prose.assign(page.count(), 0);
  regions.prose_sums.assign(page.count() + 1, 0);
  for (Position i = 0; i < page.count(); ++i) {
    if (!page.verdict_at(i).dropped) regions.prose[i] = page.prose[page.alive[i]];
    regions.prose_sums[i + 1] = regions.prose_sums[i] + regions.prose[i];
  }
  find_stretches(page, regions);
  find_body(model, regions);
}

}  // namespace cleanscrape
