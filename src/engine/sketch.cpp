#include "engine/sketch.h"

#include <algorithm>
#include <bit>

#include "text/byte_block.h"
#include "text/sentences.h"

namespace cleanscrape {
namespace {

std::uint64_t mix(std::uint64_t letters, std::uint64_t digits, std::uint64_t sum) {
  constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
  return (sum ^ std::rotl(letters, 24) ^ std::rotl(digits, 48)) * kGoldenRatio;
}

template <class Bytes>
std::uint64_t sketch_text(std::string_view text) {
  std::uint64_t letters = 0;
  std::uint64_t digits = 0;
  typename Bytes::LetterSum sum;
  for (std::size_t i = 0; i < text.size(); i += Bytes::kBytes) {
    const Bytes lower = Bytes(text.substr(i)).to_lower();
    letters += Bytes::count(lower.in_range('a', 'z'));
    digits += Bytes::count(lower.in_range('0', '9'));
    sum.add(lower);
  }
  return mix(letters, digits, sum.value());
}

}  // namespace

std::uint64_t sketch_of(std::string_view view) {
  return on_byte_blocks([=]<class Bytes>() { return sketch_text<Bytes>(view); });
}

std::uint64_t sketch_of(const Block& block) { return mix(block.features.letters, block.features.digits, block.features.letter_sum); }

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
