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
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
/// A function for processors with AVX2 and the bit instructions that came with it.
#define CLEANSCRAPE_AVX2 [[gnu::target("avx2,bmi,bmi2,lzcnt,popcnt")]]
#endif

namespace cleanscrape {

/// Number of bits that are set; most masks have none.
[[nodiscard]] inline std::uint32_t count_bits(std::uint64_t mask) { return mask == 0 ? 0 : static_cast<std::uint32_t>(std::popcount(mask)); }

/// Place of the lowest bit; one is set.
[[nodiscard]] inline unsigned first_bit(std::uint64_t mask) {
#if defined(__GNUC__)
  return static_cast<unsigned>(__builtin_ctzll(mask));  // std::countr_zero asks whether there is one
#else
  return static_cast<unsigned>(std::countr_zero(mask));
#endif
}

/// The bits below `end`, which may be 64.
[[nodiscard]] inline std::uint64_t bits_below(std::size_t end) { return end >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << end) - 1; }

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
  [[nodiscard]] std::uint64_t sum(std::uint64_t bits) const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) sum += ((bits >> i) & 1U) != 0 ? bytes[i] : 0U;
    return sum;
  }
  void keep(const unsigned char* ones) {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] &= ones[i];
  }

  /// Adds up the values of bytes.
  struct Total {
    std::uint64_t total = 0;

    void add_letters_and_digits(const ScalarBytes& lower) { total += lower.sum(lower.in_range('a', 'z') | lower.in_range('0', '9')); }
    [[nodiscard]] std::uint64_t value() const { return total; }
  };
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
  [[nodiscard]] std::uint64_t sum(std::uint64_t bits) const {
    const __m128i in_bytes = _mm_cvtsi32_si128(static_cast<int>(bits & 0xFFFFU));
    const __m128i in_quarters = _mm_shufflelo_epi16(_mm_unpacklo_epi8(in_bytes, in_bytes), _MM_SHUFFLE(1, 1, 0, 0));
    const __m128i one_bit_each = _mm_set1_epi64x(static_cast<long long>(0x8040201008040201ULL));
    const __m128i tests = _mm_cmpeq_epi8(_mm_and_si128(_mm_shuffle_epi32(in_quarters, _MM_SHUFFLE(1, 1, 0, 0)), one_bit_each), one_bit_each);
    const __m128i sums = _mm_sad_epu8(_mm_and_si128(bytes, tests), _mm_setzero_si128());
    return static_cast<std::uint32_t>(_mm_cvtsi128_si32(sums)) + static_cast<std::uint32_t>(_mm_extract_epi16(sums, 4));
  }
  void keep(const unsigned char* ones) { bytes = _mm_and_si128(bytes, _mm_loadu_si128(reinterpret_cast<const __m128i*>(ones))); }

  struct Total {
    __m128i total = _mm_setzero_si128();

    void add_letters_and_digits(const VectorBytes& lower) {
      const __m128i tests = _mm_or_si128(lower.tests_of('a', 'z'), lower.tests_of('0', '9'));
      total = _mm_add_epi64(total, _mm_sad_epu8(_mm_and_si128(lower.bytes, tests), _mm_setzero_si128()));
    }
    [[nodiscard]] std::uint64_t value() const {
      return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_add_epi64(total, _mm_unpackhi_epi64(total, total))));
    }
  };
};
using LaneBytes = VectorBytes;
#else
using LaneBytes = ScalarBytes;
#endif

#if defined(CLEANSCRAPE_AVX2)
struct alignas(32) RepeatedByte {
  std::array<unsigned char, 32> bytes;
};
/// Each byte 32 times. Defined in another file so that the compiler takes it from memory, which is no instruction of its own: what it knows to be
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
  [[nodiscard]] CLEANSCRAPE_AVX2 std::uint64_t sum(std::uint64_t bits) const {
    const __m256i byte_of_bit = _mm256_set_epi64x(0x0303030303030303LL, 0x0202020202020202LL, 0x0101010101010101LL, 0);
    const __m256i one_bit_each = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201ULL));
    const __m256i spread = _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(bits & 0xFFFFFFFFU)), byte_of_bit);
    const __m256i tests = _mm256_cmpeq_epi8(_mm256_and_si256(spread, one_bit_each), one_bit_each);
    const __m256i sums = _mm256_sad_epu8(_mm256_and_si256(bytes, tests), _mm256_setzero_si256());
    const __m128i halves = _mm_add_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    return static_cast<std::uint32_t>(_mm_cvtsi128_si32(halves)) + static_cast<std::uint32_t>(_mm_extract_epi16(halves, 4));
  }
  CLEANSCRAPE_AVX2 void keep(const unsigned char* ones) {
    bytes = _mm256_and_si256(bytes, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(ones)));
  }

  struct Total {
    __m256i total;

    CLEANSCRAPE_AVX2 Total() : total(_mm256_setzero_si256()) {}
    CLEANSCRAPE_AVX2 void add_letters_and_digits(const Avx2Bytes& lower) {
      const __m256i tests = _mm256_or_si256(lower.tests_of('a', 'z'), lower.tests_of('0', '9'));
      total = _mm256_add_epi64(total, _mm256_sad_epu8(_mm256_and_si256(lower.bytes, tests), _mm256_setzero_si256()));
    }
    [[nodiscard]] CLEANSCRAPE_AVX2 std::uint64_t value() const {
      const __m128i halves = _mm_add_epi64(_mm256_castsi256_si128(total), _mm256_extracti128_si256(total, 1));
      return static_cast<std::uint64_t>(_mm_cvtsi128_si64(halves)) + static_cast<std::uint64_t>(_mm_extract_epi64(halves, 1));
    }
  };
};
#endif

/// Copies less than 64 bytes; a call of memcpy costs more than that.
inline void copy_short(const char* from, std::size_t size, char* to) {
  const auto copy_ends = [&](auto part) {
    std::memcpy(to + size - sizeof part, from + size - sizeof part, sizeof part);
    std::memcpy(to, from, sizeof part);
  };
  if (size >= 32) return copy_ends(std::array<char, 32>{});
  if (size >= 16) return copy_ends(std::array<char, 16>{});
  if (size >= 8) return copy_ends(std::uint64_t{});
  if (size >= 4) return copy_ends(std::uint32_t{});
  for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
}

/// 64 bytes of ones before 64 of zeros.
inline constexpr std::array<unsigned char, 128> kOnesAndZeros = [] {
  std::array<unsigned char, 128> bytes{};
  for (std::size_t i = 0; i < 64; ++i) bytes[i] = 0xFF;
  return bytes;
}();

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
      copy_short(from, size_, padded.data());
      from = padded.data();
    }
    for (std::size_t i = 0; i < kLanes; ++i) lanes_[i].load(from + Lane::kBytes * i);
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  /// The bits of the bytes that are there.
  [[nodiscard]] std::uint64_t all() const { return size_ == kBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << size_) - 1; }

  [[nodiscard]] std::uint64_t equal(char byte) const {
    return join([byte](const Lane& lane) { return lane.equal(byte); });
  }
  /// Where any of a few bytes stands.
  template <class... Wanted>
  [[nodiscard]] std::uint64_t any_of(Wanted... wanted) const {
    return join([=](const Lane& lane) { return lane.any_of(std::array<char, sizeof...(wanted)>{wanted...}); });
  }
  [[nodiscard]] std::uint64_t in_range(unsigned char first, unsigned char last) const {
    return join([=](const Lane& lane) { return lane.in_range(first, last); });
  }
  [[nodiscard]] std::uint64_t ascii_letters() const { return to_lower().in_range('a', 'z'); }
  [[nodiscard]] std::uint64_t beyond_ascii() const {
    return join([](const Lane& lane) { return lane.beyond_ascii(); });
  }

  /// The same bytes with ASCII letters in lower case.
  [[nodiscard]] BasicByteBlock to_lower() const {
    BasicByteBlock lower(size_);
    for (std::size_t i = 0; i < kLanes; ++i) lower.lanes_[i].load_lower(lanes_[i]);
    return lower;
  }
  /// A block of 64 bytes: the first ones of this, and zeros behind them.
  [[nodiscard]] BasicByteBlock first_bytes(std::size_t size) const {
    BasicByteBlock first(kBytes);
    for (std::size_t i = 0; i < kLanes; ++i) {
      first.lanes_[i] = lanes_[i];
      first.lanes_[i].keep(kOnesAndZeros.data() + kBytes - size + Lane::kBytes * i);
    }
    return first;
  }
  /// Adds up, over blocks of lower case, the values of ASCII letters and digits.
  class LetterSum {
   public:
    void add(const BasicByteBlock& lower) {
      for (const Lane& lane : lower.lanes_) total_.add_letters_and_digits(lane);
    }
    [[nodiscard]] std::uint64_t value() const { return total_.value(); }

   private:
    typename Lane::Total total_;
  };
  /// Number of bits that are set.
  [[nodiscard]] static std::uint32_t count(std::uint64_t mask) {
    if constexpr (Lane::kCountsBits) return static_cast<std::uint32_t>(std::popcount(mask));
    return count_bits(mask);
  }
  /// Writes 64 bytes; behind those that are there, zeros.
  void store(char* to) const {
    for (std::size_t i = 0; i < kLanes; ++i) lanes_[i].store(to + Lane::kBytes * i);
  }
  /// Sum of the values of the bytes whose bits are set.
  [[nodiscard]] std::uint64_t sum(std::uint64_t bits) const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kLanes; ++i) sum += lanes_[i].sum(bits >> (Lane::kBytes * i));
    return sum;
  }

 private:
  static constexpr std::size_t kLanes = kBytes / Lane::kBytes;

  explicit BasicByteBlock(std::size_t size) : size_(size) {}

  template <class Ask>
  [[nodiscard]] std::uint64_t join(Ask ask) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < kLanes; ++i) bits |= ask(lanes_[i]) << (Lane::kBytes * i);
    return bits & all();
  }

  std::size_t size_;
  std::array<Lane, kLanes> lanes_;
};
using ByteBlock = BasicByteBlock<LaneBytes>;

#if defined(CLEANSCRAPE_AVX2)
[[nodiscard]] inline bool has_avx2() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

/// Inlines all that `task` calls, so that it becomes code for AVX2.
template <class Task>
CLEANSCRAPE_AVX2 [[gnu::flatten]] auto run_with_avx2(Task task) {
  return task.template operator()<BasicByteBlock<Avx2Bytes>>();
}
#endif

/// Runs `task`, a lambda with the type of byte block as its template parameter, with the widest blocks that this processor has.
template <class Task>
auto on_byte_blocks(Task task) {
#if defined(CLEANSCRAPE_AVX2)
  if (has_avx2()) return run_with_avx2(task);
#endif
  return task.template operator()<ByteBlock>();
}

}  // namespace cleanscrape
