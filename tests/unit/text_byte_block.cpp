#include "text/byte_block.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace cleanscrape;

namespace {

/// Bytes near the bounds of the ranges that are asked for, and any others.
std::string random_bytes(std::mt19937& random) {
  static constexpr std::string_view kNearBounds = "@AZ[`az{/09: \x1F\x20\x7E\x7F\x80\xFF\xC1\xDA\xE1\xFA";
  std::string bytes;
  for (std::size_t i = random() % 80; i > 0; --i) {
    bytes += random() % 2 == 0 ? kNearBounds[random() % kNearBounds.size()] : static_cast<char>(random() % 256);
  }
  return bytes;
}

/// The obvious way.
template <class Test>
std::uint64_t bits_where(std::string_view bytes, Test test) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < bytes.size() && i < 64; ++i) bits |= std::uint64_t{test(static_cast<unsigned char>(bytes[i]))} << i;
  return bits;
}

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return text;
}

template <class Bytes>
std::string stored(const Bytes& block) {
  std::array<char, Bytes::kBytes> text;
  block.store(text.data());
  return {text.data(), block.size()};
}

template <class Bytes>
void check_ranges(std::string_view bytes, std::mt19937& random) {
  const Bytes block(bytes);
  const auto first = static_cast<unsigned char>(random() % 256);
  const auto last = static_cast<unsigned char>(first + random() % (256U - first));
  const auto is_letter = [](unsigned char b) { return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z'); };
  REQUIRE(block.equal(static_cast<char>(first)) == bits_where(bytes, [=](unsigned char b) { return b == first; }));
  REQUIRE(block.in_range(first, last) == bits_where(bytes, [=](unsigned char b) { return first <= b && b <= last; }));
  REQUIRE(block.any_of('@', ' ', '\xE1') == bits_where(bytes, [](unsigned char b) { return b == '@' || b == ' ' || b == 0xE1; }));
  REQUIRE(block.ascii_letters() == bits_where(bytes, is_letter));
  REQUIRE(block.template with_bit<0>() == bits_where(bytes, [](unsigned char b) { return b % 2 == 1; }));
  REQUIRE(block.template with_bit<1>() == bits_where(bytes, [](unsigned char b) { return (b & 2U) != 0; }));
  REQUIRE(block.template with_bit<2>() == bits_where(bytes, [](unsigned char b) { return (b & 4U) != 0; }));
  REQUIRE(block.beyond_ascii() == bits_where(bytes, [](unsigned char b) { return b >= 0x80; }));
}

template <class Bytes>
void check_block() {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::string bytes = random_bytes(random);
    const Bytes block(bytes);
    const std::uint64_t bits = (std::uint64_t{random()} << 32U) | random();
    REQUIRE(block.size() == std::min<std::size_t>(64, bytes.size()));
    REQUIRE(block.all() == bits_where(bytes, [](unsigned char) { return true; }));
    check_ranges<Bytes>(bytes, random);
    REQUIRE(stored(block) == bytes.substr(0, 64));
    REQUIRE(stored(block.to_lower()) == lower_case(bytes.substr(0, 64)));
    REQUIRE(Bytes::count(bits) == count_bits(bits));
    const std::size_t size = random() % (block.size() + 1);
    REQUIRE(stored(block.first_bytes(size)) == bytes.substr(0, size) + std::string(64 - size, '\0'));
  }
}

}  // namespace

TEST_CASE("a block of bytes answers as byte by byte", "[text]") { check_block<ByteBlock>(); }
TEST_CASE("a block of bytes without vectors answers the same", "[text]") { check_block<BasicByteBlock<ScalarBytes>>(); }
TEST_CASE("the widest block of bytes that this processor has answers the same", "[text]") {
  on_byte_blocks([]<class Bytes>() { check_block<Bytes>(); });
}
#if defined(CLEANSCRAPE_AVX2)
TEST_CASE("a block of bytes of half that width answers the same", "[text]") {
  if (has_avx2()) run_with_avx2([]<class Bytes>() { check_block<Bytes>(); });
}
#endif

TEST_CASE("bits are counted", "[text]") {
  CHECK(count_bits(0) == 0);
  CHECK(count_bits(0b1011) == 3);
  CHECK(count_bits(~std::uint64_t{0}) == 64);
}
