#include "engine/sketch.h"

#include <algorithm>
#include <bit>

#include "text/byte_block.h"
#include "text/fold_case.h"
#include "text/script.h"
#include "text/sentences.h"

namespace cleanscrape {
namespace {

bool is_ascii_word_char(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x80 && (kAsciiClasses[value].kind == CharKind::letter || kAsciiClasses[value].kind == CharKind::digit);
}

std::uint64_t count_ascii_word_chars(std::string_view view) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < view.size(); i += ByteBlock::kBytes) {
    const ByteBlock bytes(view.substr(i));
    count += count_bits(bytes.ascii_letters() | bytes.in_range('0', '9'));
  }
  return count;
}

/// Eight of them at most, case folded.
template <class Iterator>
std::uint64_t first_ascii_word_chars(Iterator begin, Iterator end) {
  constexpr unsigned kMaxChars = 8;
  std::uint64_t found = 0;
  unsigned chars = 0;
  for (; begin != end && chars < kMaxChars; ++begin) {
    if (!is_ascii_word_char(*begin)) continue;
    found = (found << 8U) | static_cast<unsigned char>(fold_ascii(*begin));
    ++chars;
  }
  return found;
}

constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kOtherPrime = 0xC2B2AE3D27D4EB4FULL;

/// `count` goes into it with the first and the last letters and digits.
std::uint64_t mix_ends(std::string_view view, std::uint64_t count) {
  const std::uint64_t first = first_ascii_word_chars(view.begin(), view.end()) * kGoldenRatio;
  const std::uint64_t last = first_ascii_word_chars(view.rbegin(), view.rend()) * kOtherPrime;
  return first ^ std::rotl(last + count, 29);
}

}  // namespace

std::uint64_t sketch_of(std::string_view view) { return mix_ends(view, count_ascii_word_chars(view)); }

std::uint64_t sketch_of(const Block& block) {
  return mix_ends(block.view, (std::uint64_t{block.features.letters} << 32U) | block.features.digits);
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
