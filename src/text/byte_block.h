#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cleanscrape {

/// 16 bytes looked at one by one, on any machine.
struct ScalarBytes {
  std::array<unsigned char, 16> bytes;

  static ScalarBytes load(const char* from) {
    ScalarBytes loaded;
    std::memcpy(loaded.bytes.data(), from, loaded.bytes.size());
    return loaded;
  }
  template <class Test>
  [[nodiscard]] std::uint64_t mask(Test test) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) bits |= std::uint64_t{test(bytes[i])} << i;
    return bits;
  }
  [[nodiscard]] std::uint64_t equal(char byte) const {
    return mask([byte](unsigned char b) { return b == static_cast<unsigned char>(byte); });
  }
  [[nodiscard]] std::uint64_t in_range(unsigned char first, unsigned char last) const {
    return mask([=](unsigned char b) { return first <= b && b <= last; });
  }
  [[nodiscard]] ScalarBytes with_bit_0x20() const {
    ScalarBytes result = *this;
    for (unsigned char& b : result.bytes) b |= 0x20U;
    return result;
  }
};

#if defined(__SSE2__)
/// The same by instructions that every x86-64 has; the compiler makes no bit masks by itself.
struct VectorBytes {
  __m128i bytes;

  static VectorBytes load(const char* from) { return {_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))}; }
  static __m128i all(unsigned char byte) { return _mm_set1_epi8(static_cast<char>(byte)); }
  static std::uint64_t mask(__m128i tests) { return static_cast<std::uint32_t>(_mm_movemask_epi8(tests)); }

  [[nodiscard]] std::uint64_t equal(char byte) const { return mask(_mm_cmpeq_epi8(bytes, all(static_cast<unsigned char>(byte)))); }
  [[nodiscard]] std::uint64_t in_range(unsigned char first, unsigned char last) const {
    const __m128i above_first = _mm_sub_epi8(bytes, all(first));
    const __m128i span = all(static_cast<unsigned char>(last - first));
    return mask(_mm_cmpeq_epi8(_mm_min_epu8(above_first, span), above_first));
  }
  [[nodiscard]] VectorBytes with_bit_0x20() const { return {_mm_or_si128(bytes, all(0x20))}; }
};
using LaneBytes = VectorBytes;
#else
using LaneBytes = ScalarBytes;
#endif

/// The first 64 bytes of a text, asked all at once: bit i of an answer stands for byte i. Where the text is shorter, no bits.
template <class Lane>
class BasicByteBlock {
 public:
  static constexpr std::size_t kBytes = 64;

  explicit BasicByteBlock(std::string_view text) : size_(std::min(text.size(), kBytes)) {
    const char* from = text.data();
    std::array<char, kBytes> padded;
    if (size_ < kBytes) {
      padded.fill('\0');
      std::copy_n(from, size_, padded.data());
      from = padded.data();
    }
    for (std::size_t i = 0; i < lanes_.size(); ++i) lanes_[i] = Lane::load(from + 16 * i);
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  /// The bits of the bytes that are there.
  [[nodiscard]] std::uint64_t all() const { return size_ == kBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << size_) - 1; }

  [[nodiscard]] std::uint64_t equal(char byte) const {
    return join([byte](const Lane& lane) { return lane.equal(byte); });
  }
  [[nodiscard]] std::uint64_t in_range(unsigned char first, unsigned char last) const {
    return join([=](const Lane& lane) { return lane.in_range(first, last); });
  }
  [[nodiscard]] std::uint64_t ascii_letters() const {
    return join([](const Lane& lane) { return lane.with_bit_0x20().in_range('a', 'z'); });
  }
  [[nodiscard]] std::uint64_t beyond_ascii() const { return in_range(0x80, 0xFF); }

 private:
  template <class Ask>
  [[nodiscard]] std::uint64_t join(Ask ask) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < lanes_.size(); ++i) bits |= ask(lanes_[i]) << (16 * i);
    return bits & all();
  }

  std::size_t size_;
  std::array<Lane, kBytes / 16> lanes_;
};
using ByteBlock = BasicByteBlock<LaneBytes>;

/// Number of bits that are set; most masks have none.
[[nodiscard]] inline std::uint32_t count_bits(std::uint64_t mask) { return mask == 0 ? 0 : static_cast<std::uint32_t>(std::popcount(mask)); }

}  // namespace cleanscrape
