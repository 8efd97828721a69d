#include "engine/sketch.h"

#include <algorithm>

#include "text/fold_case.h"
#include "text/script.h"
#include "text/sentences.h"

namespace cleanscrape {
namespace {

bool is_ascii_word_char(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x80 && (kAsciiClasses[value].kind == CharKind::letter || kAsciiClasses[value].kind == CharKind::digit);
}

}  // namespace

std::uint64_t sketch_of(std::string_view view) {
  constexpr unsigned kMaxChars = 8;
  std::uint64_t sketch = 0;
  unsigned chars = 0;
  for (const char byte : view) {
    if (!is_ascii_word_char(byte)) continue;
    sketch = (sketch << 8U) | static_cast<unsigned char>(fold_ascii(byte));
    if (++chars == kMaxChars) break;
  }
  return sketch;
}

std::uint64_t sketch_of(const Block& block) {
  constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
  const std::uint64_t counts = (std::uint64_t{block.features.letters} << 32U) | block.features.digits;
  return (sketch_of(block.view) * kGoldenRatio) ^ (counts * 0xC2B2AE3D27D4EB4FULL);
}

void SentenceSketches::make(const Document& document) {
  if (is_made_) return;
  is_made_ = true;
  in_order_.clear();
  sorted_.clear();
  begins_.assign(1, 0);
  for (std::uint32_t block = 0; block < document.size(); ++block) {
    const std::string_view view = document.block(block).view;
    ranges_.clear();
    split_sentences(view, ranges_);
    for (const TextRange& range : ranges_) {
      in_order_.push_back(sketch_of(range.of(view)));
      sorted_.emplace_back(in_order_.back(), block);
    }
    begins_.push_back(static_cast<std::uint32_t>(in_order_.size()));
  }
  std::sort(sorted_.begin(), sorted_.end());
}

bool SentenceSketches::stands_elsewhere(std::uint64_t sketch, std::uint32_t block) const {
  auto found = std::lower_bound(sorted_.begin(), sorted_.end(), std::pair(sketch, std::uint32_t{0}));
  while (found != sorted_.end() && found->first == sketch && found->second == block) ++found;
  return found != sorted_.end() && found->first == sketch;
}

}  // namespace cleanscrape
