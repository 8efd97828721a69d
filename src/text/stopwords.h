#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// Words of one language that carry no topic ("the", "of"), in lower case: a set made for one probe per word.
class StopwordSet {
 public:
  StopwordSet() = default;
  /// From the `table` of another set.
  explicit StopwordSet(std::span<const std::uint64_t> table);
  [[nodiscard]] std::span<const std::uint64_t> table() const { return keys_; }

  void add(std::string_view lower_case_word);
  [[nodiscard]] bool contains(std::string_view lower_case_word) const { return contains_key(key_of(lower_case_word)); }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// In running text longer words are not looked up: no language has such stop words.
  static constexpr std::size_t kMaxBytes = 12;

  /// Words of at most eight bytes are their own key, so that the usual word needs no hash; longer ones are hashed. Never 0 but for no word.
  [[nodiscard]] static std::uint64_t key_of(std::string_view lower_case_word);
  /// The same for a word of at most `kMaxBytes` where so many bytes may be read.
  [[nodiscard]] static std::uint64_t key_at(const char* lower_case_word, std::size_t size_bytes) {
    if (size_bytes > sizeof(std::uint64_t)) [[unlikely]] return long_key_of({lower_case_word, size_bytes});
    if (std::endian::native != std::endian::little) return key_of({lower_case_word, size_bytes});
    static constexpr std::array<std::uint64_t, 9> kFirstBytes{0,           0xFF,         0xFFFF,         0xFF'FFFF,        0xFFFF'FFFF, 0xFF'FFFF'FFFF,
                                                              0xFFFF'FFFF'FFFF, 0xFF'FFFF'FFFF'FFFF, ~std::uint64_t{0}};
    std::uint64_t key = 0;
    std::memcpy(&key, lower_case_word, sizeof key);
    return key & kFirstBytes[size_bytes];
  }
  /// The set, ready for many look-ups while it stays as it is.
  struct Probe {
    const std::uint64_t* keys;
    std::size_t mask;

    /// `key` is not 0.
    [[nodiscard]] bool contains_key(std::uint64_t key) const {
      for (std::size_t slot = slot_of(key, mask);; slot = (slot + 1) & mask) {
        if (keys[slot] == key) return true;
        if (keys[slot] == 0) return false;
      }
    }
  };
  [[nodiscard]] Probe probe() const {
    static constexpr std::uint64_t kEmpty = 0;
    return keys_.empty() ? Probe{&kEmpty, 0} : Probe{keys_.data(), keys_.size() - 1};
  }
  [[nodiscard]] bool contains_key(std::uint64_t key) const { return key != 0 && probe().contains_key(key); }

 private:
  static constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;

  [[nodiscard]] static std::size_t slot_of(std::uint64_t key, std::size_t mask) { return ((key * kGoldenRatio) >> 40U) & mask; }
  /// Of 9 to 16 bytes: from the first and the last eight.
  [[nodiscard]] static std::uint64_t long_key_of(std::string_view word) {
    constexpr std::uint64_t kOtherPrime = 0xC2B2AE3D27D4EB4FULL;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, word.data(), sizeof first);
    std::memcpy(&last, word.data() + word.size() - sizeof last, sizeof last);
    return (std::rotl(first * kOtherPrime, 31) ^ (last * kGoldenRatio)) | 1U;
  }
  void grow();
  std::vector<std::uint64_t> keys_;  ///< open addressing; 0 is an empty slot
  std::size_t size_ = 0;
};

}  // namespace cleanscrape
