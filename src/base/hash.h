#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace cleanscrape {

/// 64-bit fingerprint of bytes: XXH3, https://xxhash.com. Stable across machines and versions.
[[nodiscard]] std::uint64_t fingerprint(std::string_view bytes, std::uint64_t seed = 0);

/// The same fingerprint (seed 0) of bytes that come piece by piece.
class StreamFingerprint {
 public:
  StreamFingerprint();
  ~StreamFingerprint();
  StreamFingerprint(StreamFingerprint&&) noexcept;
  StreamFingerprint& operator=(StreamFingerprint&&) noexcept;

  void reset();
  void add(std::string_view bytes);
  [[nodiscard]] std::uint64_t value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cleanscrape
