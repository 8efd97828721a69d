#include "text/byte_block.h"

#if defined(CLEANSCRAPE_AVX2)

namespace cleanscrape {
namespace {

constexpr std::array<RepeatedByte, 256> repeat_each_byte() {
  std::array<RepeatedByte, 256> all{};
  for (std::size_t byte = 0; byte < all.size(); ++byte) all[byte].bytes.fill(static_cast<unsigned char>(byte));
  return all;
}

}  // namespace

constinit const std::array<RepeatedByte, 256> kRepeatedBytes = repeat_each_byte();

}  // namespace cleanscrape

#endif
