#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cleanscrape {

/// Hash of bytes that come piece by piece: 128-bit XXH3, https://xxhash.com. Stable across machines and versions.
class StreamHash {
 public:
  StreamHash();
  ~StreamHash();
  StreamHash(StreamHash&&) noexcept;
  StreamHash& operator=(StreamHash&&) noexcept;

  void add(std::string_view bytes);
  /// 32 hexadecimal digits, of all bytes so far.
  [[nodiscard]] std::string digits() const;
  /// Half of them, as a number.
  [[nodiscard]] std::uint64_t value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cleanscrape
