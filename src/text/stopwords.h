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
  /// The key of a run of at most 63 letters, where eight bytes may be read, in a set without words of more than `kMaxShortBytes`: longer runs
  /// have keys that no word has.
  [[nodiscard]] static std::uint64_t short_key_at(const char* letters, std::size_t size_bytes) {
    static constexpr std::array<std::uint64_t, 64> kFirstBytes = [] {
      std::array<std::uint64_t, 64> masks{};
      for (std::size_t size = 0; size < masks.size(); ++size) masks[size] = size < 8 ? (std::uint64_t{1} << (8 * size)) - 1 : ~std::uint64_t{0};
      return masks;
    }();
    std::uint64_t key = 0;
    std::memcpy(&key, letters, sizeof key);
    return key & kFirstBytes[size_bytes];
  }
  static constexpr std::size_t kMaxShortBytes = 7;
  /// Whether `short_key_at` may be used.
  [[nodiscard]] bool is_short() const { return is_short_ && std::endian::native == std::endian::little; }

  /// The set, ready for many look-ups while it stays as it is. No branch depends on whether a word is found: in running text every other is.
  struct Probe {
    const std::uint64_t* keys;
    std::uint64_t multiplier;
    unsigned shift;

    /// `key` is not 0.
    [[nodiscard]] bool contains_key(std::uint64_t key) const {
      const std::uint64_t* slots = keys + ((key * multiplier) >> shift);
      return (static_cast<unsigned>(slots[0] == key) | static_cast<unsigned>(slots[1] == key)) != 0;
    }
  };
  [[nodiscard]] Probe probe() const {
    static constexpr std::array<std::uint64_t, 3> kEmpty{};
    return keys_.empty() ? Probe{kEmpty.data(), 1, 63} : Probe{keys_.data(), keys_.back(), shift()};
  }
  [[nodiscard]] bool contains_key(std::uint64_t key) const { return key != 0 && probe().contains_key(key); }

 private:
  static constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;

  /// Of every key of more than eight bytes, so that none looks like a short word's.
  static constexpr std::uint64_t kLongKey = std::uint64_t{1} << 63U;
  /// Of 9 to 16 bytes: from the first and the last eight.
  [[nodiscard]] static std::uint64_t long_key_of(std::string_view word) {
    constexpr std::uint64_t kOtherPrime = 0xC2B2AE3D27D4EB4FULL;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, word.data(), sizeof first);
    std::memcpy(&last, word.data() + word.size() - sizeof last, sizeof last);
    return (std::rotl(first * kOtherPrime, 31) ^ (last * kGoldenRatio)) | kLongKey;
  }
  [[nodiscard]] std::size_t capacity() const { return keys_.empty() ? 0 : keys_.size() - 2; }
  [[nodiscard]] unsigned shift() const { return 64U - static_cast<unsigned>(std::countr_zero(capacity())); }
  /// Puts the key into its slot or the next one; false if both are taken.
  bool place(std::uint64_t key);
  /// Makes a table in which the words and one more have room.
  void make_room(std::uint64_t key);
  std::vector<std::uint64_t> keys_;  ///< a power of two slots by hash, 0 where empty, one more slot, and the multiplier that hashes
  std::size_t size_ = 0;
  bool is_short_ = true;  ///< no word has more than `kMaxShortBytes`
};

}  // namespace cleanscrape
