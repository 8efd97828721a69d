#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace cleanscrape {

/// A window is four bytes of text in which bit 0x20 of each ASCII byte is set, so that case does not count. Of a narrower one the bytes
/// behind its width are all ones; where the text ends within a window, zero bytes are taken to follow.
namespace window {

/// The bits behind so many bytes of a window, 1 to 4.
[[nodiscard]] constexpr std::uint32_t bits_behind(unsigned width) { return width == 4 ? 0 : ~std::uint32_t{0} << (8 * width); }

/// Bit 0x20 of each byte.
inline constexpr std::uint32_t kCaseBits = 0x20202020U;

/// The window of four bytes: a byte beyond ASCII has bit 0x80, which two places lower keeps its bit 0x20 as it is.
[[nodiscard]] constexpr std::uint32_t of_bytes(std::uint32_t bytes) { return bytes | (kCaseBits & ~(bytes >> 2U)); }

/// The window that begins at a byte of the text.
[[nodiscard]] inline std::uint32_t load(std::string_view text, std::size_t at, unsigned width) {
  std::uint32_t bytes = 0;
  if (at + sizeof bytes <= text.size()) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
  } else {
    for (unsigned i = 0; at + i < text.size(); ++i) bytes |= std::uint32_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
  }
  return of_bytes(bytes) | bits_behind(width);
}

[[nodiscard]] inline std::uint32_t hash(std::uint32_t window) { return window * 0x9E3779B1U; }

}  // namespace window

/// A set of windows by 16 bits of their hashes: 8 KB stay in the first-level cache, and a thousand windows set 1.5 % of the bits.
class WindowSet {
 public:
  static constexpr std::size_t kWords = (std::size_t{1} << 16U) / 32;

  static void add(std::uint32_t window, std::span<std::uint32_t> words) {
    const std::uint32_t hash = window::hash(window);
    words[word_of(hash)] |= 0x80000000U >> bit_of(hash);
  }
  [[nodiscard]] static bool may_hold(std::span<const std::uint32_t> words, std::uint32_t window) {
    const std::uint32_t hash = window::hash(window);
    return ((words[word_of(hash)] << bit_of(hash)) & 0x80000000U) != 0;
  }

 private:
  static std::size_t word_of(std::uint32_t hash) { return hash >> 21U; }
  static std::uint32_t bit_of(std::uint32_t hash) { return (hash >> 16U) & 31U; }
};

/// What to look for in a text.
struct WindowProbe {
  std::span<const std::uint32_t> words;  ///< of a WindowSet
  unsigned width = 4;                    ///< bytes of the windows
  unsigned min_bytes = 4;                ///< of a window must stand in the text
  unsigned stride = 2;                   ///< from window to window, 1 or 2
};

/// Places where a window may be in the set, in no order; none twice.
struct WindowHits {
  static constexpr std::size_t kMost = 96;

  std::array<std::uint32_t, kMost> at;  ///< not initialised
  std::size_t count = 0;
  std::size_t next = 0;  ///< where to go on
};

/// Looks at the windows from `hits.next` on, which it moves, until the text ends or there are too many hits to take more. `hits.count` is
/// set. By eight windows at once where the processor can.
void probe_windows(const WindowProbe& probe, std::string_view text, WindowHits& hits);

/// The same, one by one.
void probe_windows_plainly(const WindowProbe& probe, std::string_view text, WindowHits& hits);

}  // namespace cleanscrape
