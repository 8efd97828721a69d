#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/byte_lanes.h"

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
    if (size_ == kBytes) {
      load(text.data());
    } else if constexpr (requires(Lane lane) { lane.load_first("", std::size_t{}); }) {
      lanes_[0].load_first(text.data(), size_);
    } else {
      std::array<char, kBytes> padded{};
      copy_short(text.data(), size_, padded.data());
      load(padded.data());
    }
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
  /// Bytes in which the bit is set.
  template <int kBit>
  [[nodiscard]] std::uint64_t with_bit() const {
    return join([](const Lane& lane) { return lane.template with_bit<kBit>(); });
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
  /// Number of bits that are set.
  [[nodiscard]] static std::uint32_t count(std::uint64_t mask) {
    if constexpr (Lane::kCountsBits) return static_cast<std::uint32_t>(std::popcount(mask));
    return count_bits(mask);
  }
  /// Writes 64 bytes; behind those that are there, zeros.
  void store(char* to) const {
    for (std::size_t i = 0; i < kLanes; ++i) lanes_[i].store(to + Lane::kBytes * i);
  }

 private:
  static constexpr std::size_t kLanes = kBytes / Lane::kBytes;

  explicit BasicByteBlock(std::size_t size) : size_(size) {}
  void load(const char* from) {
    for (std::size_t i = 0; i < kLanes; ++i) lanes_[i].load(from + Lane::kBytes * i);
  }

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
/// As `CLEANSCRAPE_AVX512` means it.
[[nodiscard]] inline bool has_avx512() {
  return __builtin_cpu_supports("avx512vbmi") != 0 && __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0;
}

/// Inlines all that `task` calls, so that it becomes code for AVX2.
template <class Task>
CLEANSCRAPE_AVX2 [[gnu::flatten]] auto run_with_avx2(Task task) {
  return task.template operator()<BasicByteBlock<Avx2Bytes>>();
}
/// The same for AVX-512.
template <class Task>
CLEANSCRAPE_AVX512 [[gnu::flatten]] auto run_with_avx512(Task task) {
  return task.template operator()<BasicByteBlock<Avx512Bytes>>();
}
#endif

/// Runs `task`, a lambda with the type of byte block as its template parameter, with the widest blocks that this processor has.
template <class Task>
auto on_byte_blocks(Task task) {
#if defined(CLEANSCRAPE_AVX2)
  if (has_avx512()) return run_with_avx512(task);
  if (has_avx2()) return run_with_avx2(task);
#endif
  return task.template operator()<ByteBlock>();
}

}  // namespace cleanscrape
