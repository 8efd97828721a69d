#pragma once

#include <cstdint>
#include <string_view>

namespace cleanscrape {

/// 64-bit fingerprint of bytes: XXH3, https://xxhash.com. Stable across machines and versions.
[[nodiscard]] std::uint64_t fingerprint(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace cleanscrape
