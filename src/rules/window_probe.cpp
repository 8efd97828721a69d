#include "rules/window_probe.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/byte_block.h"

#if defined(CLEANSCRAPE_AVX2)
#include <immintrin.h>
#endif

namespace cleanscrape {
namespace {

/// Where the first window begins that has too little text.
std::size_t end_of_windows(const WindowProbe& probe, std::string_view text) {
  return text.size() < probe.min_bytes ? 0 : text.size() - probe.min_bytes + 1;
}

#if defined(CLEANSCRAPE_AVX2)
/// One step looks at 32 windows: those of eight places four bytes apart from each of these offsets.
template <unsigned Stride>
struct Step {
  static constexpr std::array<std::size_t, 4> kOffsets =
      Stride == 1 ? std::array<std::size_t, 4>{0, 1, 2, 3} : std::array<std::size_t, 4>{0, 2, 32, 34};
  static constexpr std::size_t kBytes = 32 * Stride;                ///< from step to step
  static constexpr std::size_t kReachBytes = kOffsets.back() + 32;  ///< that are read
};

/// The sign bit of each of the windows that may be in the set.
__attribute__((target("avx2"))) inline __m256i look_up(const int* words, __m256i behind, const char* from) {
  const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  const __m256i case_bits = _mm256_andnot_si256(_mm256_srli_epi32(bytes, 2), _mm256_set1_epi32(static_cast<int>(window::kCaseBits)));
  const __m256i windows = _mm256_or_si256(_mm256_or_si256(bytes, case_bits), behind);
  const __m256i hashes = _mm256_mullo_epi32(windows, _mm256_set1_epi32(static_cast<int>(0x9E3779B1U)));
  const __m256i found = _mm256_i32gather_epi32(words, _mm256_srli_epi32(hashes, 21), 4);
  return _mm256_sllv_epi32(found, _mm256_and_si256(_mm256_srli_epi32(hashes, 16), _mm256_set1_epi32(31)));
}

/// A bit for each of the windows of a step; see `place_of`.
template <unsigned Stride>
__attribute__((target("avx2"))) inline std::uint32_t look_up_step(const int* words, __m256i behind, const char* from) {
  constexpr auto& kOffsets = Step<Stride>::kOffsets;
  const __m256i low = _mm256_packs_epi32(look_up(words, behind, from + kOffsets[0]), look_up(words, behind, from + kOffsets[1]));
  const __m256i high = _mm256_packs_epi32(look_up(words, behind, from + kOffsets[2]), look_up(words, behind, from + kOffsets[3]));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_packs_epi16(low, high)));
}

/// Where the window of a bit begins: packing leaves four windows of each offset together.
template <unsigned Stride>
std::size_t place_of(unsigned bit) {
  return 16 * (bit / 16) + 4 * (bit % 4) + Step<Stride>::kOffsets[bit / 4 % 4];
}

template <unsigned Stride>
void add_hits(std::uint32_t bits, std::size_t at, std::size_t end, WindowHits& hits) {
  for (; bits != 0; bits &= bits - 1) {
    const std::size_t place = at + place_of<Stride>(static_cast<unsigned>(std::countr_zero(bits)));
    if (place < end) hits.at[hits.count++] = static_cast<std::uint32_t>(place);
  }
}

template <unsigned Stride>
__attribute__((target("avx2"))) void probe_eightfold(const WindowProbe& probe, std::string_view text, WindowHits& hits) {
  using S = Step<Stride>;
  const auto* const words = reinterpret_cast<const int*>(probe.words.data());
  const __m256i behind = _mm256_set1_epi32(static_cast<int>(window::bits_behind(probe.width)));
  const std::size_t end = end_of_windows(probe, text);
  std::size_t at = hits.next;
  for (; at + S::kReachBytes <= text.size() && hits.count + 32 <= WindowHits::kMost; at += S::kBytes) {
    const std::uint32_t bits = look_up_step<Stride>(words, behind, text.data() + at);
    if (bits != 0) add_hits<Stride>(bits, at, end, hits);
  }
  if (at < end && at + S::kReachBytes > text.size()) {
    std::array<char, S::kReachBytes + S::kBytes> rest{};
    std::memcpy(rest.data(), text.data() + at, text.size() - at);
    for (std::size_t i = 0; at < end && hits.count + 32 <= WindowHits::kMost; i += S::kBytes, at += S::kBytes) {
      add_hits<Stride>(look_up_step<Stride>(words, behind, rest.data() + i), at, end, hits);
    }
  }
  hits.next = at < end ? at : text.size();
}
#endif

}  // namespace

void probe_windows_plainly(const WindowProbe& probe, std::string_view text, WindowHits& hits) {
  hits.count = 0;
  const std::size_t end = end_of_windows(probe, text);
  for (; hits.next < end && hits.count < WindowHits::kMost; hits.next += probe.stride) {
    const std::uint32_t found = window::load(text, hits.next, probe.width);
    if (WindowSet::may_hold(probe.words, found)) hits.at[hits.count++] = static_cast<std::uint32_t>(hits.next);
  }
  if (hits.next >= end) hits.next = text.size();
}

void probe_windows(const WindowProbe& probe, std::string_view text, WindowHits& hits) {
#if defined(CLEANSCRAPE_AVX2)
  if (has_avx2()) {
    hits.count = 0;
    probe.stride == 1 ? probe_eightfold<1>(probe, text, hits) : probe_eightfold<2>(probe, text, hits);
    return;
  }
#endif
  probe_windows_plainly(probe, text, hits);
}

}  // namespace cleanscrape
