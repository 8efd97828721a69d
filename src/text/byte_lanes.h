#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
/// A function for processors with AVX2 and the bit instructions that came with it.
#define CLEANSCRAPE_AVX2 [[gnu::target("avx2,bmi,bmi2,lzcnt,popcnt")]]
/// The same with AVX-512 as processors have it that do not slow down for it: Intel's since Ice Lake, AMD's since Zen 4.
#define CLEANSCRAPE_AVX512 [[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx2,bmi,bmi2,lzcnt,popcnt")]]
#endif

namespace cleanscrape {

/// 16 bytes looked at one by one, on any machine.
struct ScalarBytes {
  static constexpr std::size_t kBytes = 16;
  static constexpr bool kCountsBits = false;  ///< by one instruction
  std::array<unsigned char, kBytes> bytes;

  void load(const char* from) { std::memcpy(bytes.data(), from, bytes.size()); }
  void store(char* to) const { std::memcpy(to, bytes.data(), bytes.size()); }
  template <class Test>
  [[nodiscard]] std::uint64_t mask(Test test) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) bits |= std::uint64_t{test(bytes[i])} << i;
    return bits;
  }
  [[nodiscard]] std::uint64_t equal(char byte) const {
    return mask([byte](unsigned char b) { return b == static_cast<unsigned char>(byte); });
  }
  template <std::size_t kCount>
  [[nodiscard]] std::uint64_t any_of(const std::array<char, kCount>& wanted) const {
    return mask([&](unsigned char b) { return std::any_of(wanted.begin(), wanted.end(), [b](char w) { return b == static_cast<unsigned char>(w); }); });
  }
  [[nodiscard]] std::uint64_t in_range(unsigned char first, unsigned char last) const {
    return mask([=](unsigned char b) { return first <= b && b <= last; });
  }
  [[nodiscard]] std::uint64_t beyond_ascii() const { return in_range(0x80, 0xFF); }
  void load_lower(const ScalarBytes& other) {
    std::transform(other.bytes.begin(), other.bytes.end(), bytes.begin(), [](unsigned char b) { return static_cast<unsigned char>(b >= 'A' && b <= 'Z' ? b | 0x20U : b); });
  }
  template <int kBit>
  [[nodiscard]] std::uint64_t with_bit() const {
    return mask([](unsigned char b) { return ((b >> kBit) & 1) != 0; });
  }
  void keep(const unsigned char* ones) {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] &= ones[i];
  }
};

#if defined(__SSE2__)
/// The same by instructions that every x86-64 has; the compiler makes no bit masks by itself.
struct VectorBytes {
  static constexpr std::size_t kBytes = 16;
  static constexpr bool kCountsBits = false;
  __m128i bytes;

  void load(const char* from) { bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
  void store(char* to) const { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes); }
  static __m128i all(unsigned char byte) { return _mm_set1_epi8(static_cast<char>(byte)); }
  static std::uint64_t mask(__m128i tests) { return static_cast<std::uint32_t>(_mm_movemask_epi8(tests)); }
  [[nodiscard]] __m128i tests_of(unsigned char first, unsigned char last) const {
    const __m128i above_first = _mm_sub_epi8(bytes, all(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(above_first, all(static_cast<unsigned char>(last - first))), above_first);
  }

  [[nodiscard]] std::uint64_t equal(char byte) const { return mask(_mm_cmpeq_epi8(bytes, all(static_cast<unsigned char>(byte)))); }
  template <std::size_t kCount>
  [[nodiscard]] std::uint64_t any_of(const std::array<char, kCount>& wanted) const {
    __m128i tests = _mm_setzero_si128();
    for (const char w : wanted) tests = _mm_or_si128(tests, _mm_cmpeq_epi8(bytes, all(static_cast<unsigned char>(w))));
    return mask(tests);
  }
  [[nodiscard]] std::uint64_t in_range(unsigned char first, unsigned char last) const { return mask(tests_of(first, last)); }
  [[nodiscard]] std::uint64_t beyond_ascii() const { return mask(bytes); }
  void load_lower(const VectorBytes& other) { bytes = _mm_or_si128(other.bytes, _mm_and_si128(other.tests_of('A', 'Z'), all(0x20))); }
  template <int kBit>
  [[nodiscard]] std::uint64_t with_bit() const {
    return mask(_mm_slli_epi16(bytes, 7 - kBit));
  }
  void keep(const unsigned char* ones) { bytes = _mm_and_si128(bytes, _mm_loadu_si128(reinterpret_cast<const __m128i*>(ones))); }
};
using LaneBytes = VectorBytes;
#else
using LaneBytes = ScalarBytes;
#endif

#if defined(CLEANSCRAPE_AVX2)
struct alignas(64) RepeatedByte {
  std::array<unsigned char, 64> bytes;
};
/// Each byte 64 times. Defined in another file so that the compiler takes it from memory, which is no instruction of its own: what it knows to be
/// a repeated byte it makes anew for every block, by three.
extern const std::array<RepeatedByte, 256> kRepeatedBytes;

/// The same, 32 bytes at a time. Only for what `on_byte_blocks` runs. No vector goes in or out by value where the other side may be compiled
/// without AVX: it would look for it elsewhere.
struct Avx2Bytes {
  static constexpr std::size_t kBytes = 32;
  static constexpr bool kCountsBits = true;
  __m256i bytes;

  CLEANSCRAPE_AVX2 void load(const char* from) { bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)); }
  CLEANSCRAPE_AVX2 void store(char* to) const { _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), bytes); }
  CLEANSCRAPE_AVX2 static __m256i all(unsigned char byte) { return _mm256_load_si256(reinterpret_cast<const __m256i*>(kRepeatedBytes[byte].bytes.data())); }
  CLEANSCRAPE_AVX2 static std::uint64_t mask(__m256i tests) { return static_cast<std::uint32_t>(_mm256_movemask_epi8(tests)); }
  [[nodiscard]] CLEANSCRAPE_AVX2 __m256i tests_of(unsigned char first, unsigned char last) const {
    const __m256i above_first = _mm256_sub_epi8(bytes, all(first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(above_first, all(static_cast<unsigned char>(last - first))), above_first);
  }

  [[nodiscard]] CLEANSCRAPE_AVX2 std::uint64_t equal(char byte) const { return mask(_mm256_cmpeq_epi8(bytes, all(static_cast<unsigned char>(byte)))); }
  template <std::size_t kCount>
  [[nodiscard]] CLEANSCRAPE_AVX2 std::uint64_t any_of(const std::array<char, kCount>& wanted) const {
    __m256i tests = _mm256_setzero_si256();
    for (const char w : wanted) tests = _mm256_or_si256(tests, _mm256_cmpeq_epi8(bytes, all(static_cast<unsigned char>(w))));
    return mask(tests);
  }
  [[nodiscard]] CLEANSCRAPE_AVX2 std::uint64_t in_range(unsigned char first, unsigned char last) const { return mask(tests_of(first, last)); }
  [[nodiscard]] CLEANSCRAPE_AVX2 std::uint64_t beyond_ascii() const { return mask(bytes); }
  CLEANSCRAPE_AVX2 void load_lower(const Avx2Bytes& other) { bytes = _mm256_or_si256(other.bytes, _mm256_and_si256(other.tests_of('A', 'Z'), all(0x20))); }
  template <int kBit>
  [[nodiscard]] CLEANSCRAPE_AVX2 std::uint64_t with_bit() const {
    return mask(_mm256_slli_epi16(bytes, 7 - kBit));
  }
  CLEANSCRAPE_AVX2 void keep(const unsigned char* ones) {
    bytes = _mm256_and_si256(bytes, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(ones)));
  }
};

/// The same, 64 bytes at a time, where each question is one instruction or two.
struct Avx512Bytes {
  static constexpr std::size_t kBytes = 64;
  static constexpr bool kCountsBits = true;
  __m512i bytes;

  CLEANSCRAPE_AVX512 void load(const char* from) { bytes = _mm512_loadu_si512(from); }
  /// The first bytes, and zeros behind them. Reads no more.
  CLEANSCRAPE_AVX512 void load_first(const char* from, std::size_t size) { bytes = _mm512_maskz_loadu_epi8((std::uint64_t{1} << size) - 1, from); }
  CLEANSCRAPE_AVX512 void store(char* to) const { _mm512_storeu_si512(to, bytes); }
  CLEANSCRAPE_AVX512 static __m512i all(unsigned char byte) { return _mm512_load_si512(kRepeatedBytes[byte].bytes.data()); }

  [[nodiscard]] CLEANSCRAPE_AVX512 std::uint64_t equal(char byte) const { return _mm512_cmpeq_epi8_mask(bytes, all(static_cast<unsigned char>(byte))); }
  template <std::size_t kCount>
  [[nodiscard]] CLEANSCRAPE_AVX512 std::uint64_t any_of(const std::array<char, kCount>& wanted) const {
    std::uint64_t bits = 0;
    for (const char w : wanted) bits |= equal(w);
    return bits;
  }
  [[nodiscard]] CLEANSCRAPE_AVX512 std::uint64_t in_range(unsigned char first, unsigned char last) const {
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, all(first)), all(static_cast<unsigned char>(last - first)));
  }
  [[nodiscard]] CLEANSCRAPE_AVX512 std::uint64_t beyond_ascii() const { return _mm512_movepi8_mask(bytes); }
  CLEANSCRAPE_AVX512 void load_lower(const Avx512Bytes& other) {
    bytes = _mm512_or_si512(other.bytes, _mm512_maskz_mov_epi8(other.in_range('A', 'Z'), all(0x20)));
  }
  template <int kBit>
  [[nodiscard]] CLEANSCRAPE_AVX512 std::uint64_t with_bit() const {
    return _mm512_test_epi8_mask(bytes, all(1U << kBit));
  }
  CLEANSCRAPE_AVX512 void keep(const unsigned char* ones) { bytes = _mm512_and_si512(bytes, _mm512_loadu_si512(ones)); }
};
#endif

}  // namespace cleanscrape
