#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cleanscrape {

/// How the bytes of a page stand for text.
struct Encoding {
  std::string name = "UTF-8";  ///< as ICU knows it
  std::size_t bom_bytes = 0;   ///< length of the byte order mark at the start, for encodings other than UTF-8
  std::size_t valid_bytes = 0; ///< so many at the start are known to be valid UTF-8, whole characters
  [[nodiscard]] bool is_utf8() const { return name == "UTF-8"; }
};

/// ICU's name for what the user calls an encoding ("cp949", "euc-kr", "latin1" …), or empty. EUC-KR becomes windows-949, which holds all
/// of it and the rest of the Hangul syllables, and is what pages labelled EUC-KR hold.
[[nodiscard]] std::string encoding_named(std::string_view name);

/// Finds the encoding of a page: byte order marks, then UTF-8, then UTF-16 by its zero bytes, then Korean, then ICU's detector where
/// it is sure enough. Text that is nearly UTF-8 is UTF-8 with damage. `bytes` may be the beginning of a page.
[[nodiscard]] Encoding detect_encoding(std::string_view bytes);

/// Whether these are the first bytes of something that is not text: known file signatures, or more than one control character in ten.
[[nodiscard]] bool looks_binary(std::string_view bytes);

enum class BadBytes : std::uint8_t { keep, replace };

struct Decoded {
  std::string text;                  ///< UTF-8; where bad bytes are kept, they stand in it as they are
  std::uint64_t bad_ranges = 0;      ///< places that are no text in the encoding
  std::size_t first_bad_offset = 0;  ///< in the bytes
};

/// Turns a page that is not UTF-8 into UTF-8.
[[nodiscard]] Decoded decode(std::string_view bytes, const Encoding& encoding, BadBytes bad_bytes);

/// Turns UTF-8 back. Bytes that are no UTF-8 stay as they are, characters that the encoding lacks become its substitute. Starts with a
/// byte order mark where the encoding has one.
[[nodiscard]] std::string encode(std::string_view text, const Encoding& encoding);

}  // namespace cleanscrape
