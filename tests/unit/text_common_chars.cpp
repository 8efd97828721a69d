#include "text/common_chars.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "text/byte_block.h"
#include "text/fold_case.h"
#include "text/sentences.h"
#include "text/utf8.h"

using namespace cleanscrape;

namespace {

/// Any bytes, but many that begin or end the characters that are known.
std::string any_bytes(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {"a", "B", " ", ".", "! ", "가", "힣", "\xEA\xAF\xBF", "\xEA\xB0\x80", "\xED\x9D\xBF", "\xED\x9E\x80", "’", "…", "\xE2\x80\x8F", "\xE2\x80\xA8",
                                                 "\xEA", "\xB0", "\x80", "\xEB", "\xE2\x80", "é", "Ж", "😀", "Ꭰ", "。", "؟ "};
  std::string text;
  for (std::size_t i = random() % 60; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

/// By decoding.
struct Found {
  std::uint64_t hangul = 0;
  std::uint64_t punctuation = 0;
};

Found decode_common(std::string_view text) {
  Found found;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (c.valid && i + c.size_bytes <= 64) {
      if (c.code_point >= 0xAC00 && c.code_point < 0xD780) found.hangul |= std::uint64_t{1} << i;
      if (c.code_point >= 0x2010 && c.code_point <= 0x2027) found.punctuation |= std::uint64_t{1} << i;
    }
    i += c.size_bytes;
  }
  return found;
}

template <class Bytes>
void check_common() {
  std::mt19937 random(11);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = any_bytes(random);
    const CommonChars<Bytes> chars{Bytes(text)};
    const Found found = decode_common(text);
    REQUIRE(chars.hangul == found.hangul);
    REQUIRE(chars.punctuation == found.punctuation);
    REQUIRE(chars.others() == (Bytes(text).beyond_ascii() & ~CommonChars<Bytes>::bytes_of(found.hangul | found.punctuation)));
  }
}

std::size_t count_slowly(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += decode_at(text, i).size_bytes) ++count;
  return count;
}

bool folds_slowly(std::string_view text) {
  std::string folded;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view character = text.substr(i, decode_at(text, i).size_bytes);
    fold_case(character, folded);
    if (character.size() > 1 && folded != character) return true;
    i += character.size();
  }
  return false;
}

}  // namespace

TEST_CASE("common characters are found as by decoding", "[text]") {
  check_common<ByteBlock>();
  on_byte_blocks([]<class Bytes>() { check_common<Bytes>(); });
}

TEST_CASE("code points and folding characters are found in blocks as one by one", "[text]") {
  std::mt19937 random(12);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = any_bytes(random);
    INFO(text);
    REQUIRE(count_code_points(text) == count_slowly(text));
    REQUIRE(is_ascii(text) == (skip_ascii(text, 0) == text.size()));
    REQUIRE(folds_beyond_ascii(text) == folds_slowly(text));
  }
}
