#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "base/key_counts.h"

using namespace cleanscrape;

TEST_CASE("keys are counted as a map counts them, whatever their bits", "[base]") {
  std::mt19937_64 random(1);
  for (const std::size_t keys : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{500}}) {
    KeyCounts counts(keys);
    std::map<std::uint64_t, std::uint32_t> wanted;
    std::vector<std::uint64_t> all;
    for (std::size_t i = 0; i < keys; ++i) all.push_back(i % 3 == 0 ? i : i % 3 == 1 ? i << 56U : random());
    for (std::size_t i = 0; i < 4 * keys; ++i) {
      const std::uint64_t key = all[random() % keys];
      REQUIRE(counts.add(key) == ++wanted[key]);
    }
    for (const std::uint64_t key : all) CHECK(counts.count_of(key) == (wanted.contains(key) ? wanted[key] : 0));
    CHECK(counts.count_of(0x123456789ABCDEFULL) == 0);
  }
}
