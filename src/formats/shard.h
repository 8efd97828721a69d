#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cleanscrape {

/// One of `count` equal parts of the inputs, from 1. What belongs to it depends on a key alone (the path below the argument, or the
/// record's bytes): neither on the other inputs nor on the machine.
struct Shard {
  std::uint32_t index = 1;
  std::uint32_t count = 1;

  [[nodiscard]] bool holds(std::string_view key) const;
};

/// "I/N" with 1 <= I <= N.
[[nodiscard]] std::optional<Shard> parse_shard(std::string_view text);

}  // namespace cleanscrape
