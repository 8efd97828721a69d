#include "text/fold_case.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <cstdint>

#include "text/byte_block.h"
#include "text/common_chars.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Whether no character with this first byte has another case: U+3000-U+9FFF, U+B000-U+D7FF and continuation bytes.
bool is_caseless_lead(unsigned char byte) {
  return (byte >= 0xE3 && byte <= 0xE9) || byte == 0xEB || byte == 0xEC || byte == 0xED || (byte >= 0x80 && byte < 0xC0);
}

/// General punctuation: U+2000-U+207F.
bool is_punctuation_at(std::string_view text, std::size_t i) {
  if (static_cast<unsigned char>(text[i]) != 0xE2 || i + 1 >= text.size()) return false;
  const auto second = static_cast<unsigned char>(text[i + 1]);
  return second == 0x80 || second == 0x81;
}

char32_t fold(char32_t code_point) { return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(code_point), U_FOLD_CASE_DEFAULT)); }

void fold_all(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar decoded = decode_at(text, i);
    if (!decoded.valid || fold(decoded.code_point) == decoded.code_point) {
      out.append(text.substr(i, decoded.size_bytes));
    } else {
      append_utf8(out, fold(decoded.code_point));
    }
    i += decoded.size_bytes;
  }
}

/// Of the character at `i`, or the byte inside of one.
[[gnu::noinline]] bool folds_at(std::string_view text, std::size_t i) {
  if (is_caseless_lead(static_cast<unsigned char>(text[i])) || is_punctuation_at(text, i)) return false;
  const DecodedChar decoded = decode_at(text, i);
  return decoded.valid && fold(decoded.code_point) != decoded.code_point;
}

template <class Bytes>
bool is_ascii_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += Bytes::kBytes) {
    if (Bytes(text.substr(i)).beyond_ascii() != 0) return false;
  }
  return true;
}

template <class Bytes>
bool folds_any(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size(); begin += Bytes::kBytes) {
    const Bytes bytes(text.substr(begin));
    for (std::uint64_t rare = CommonChars<Bytes>(bytes).others(); rare != 0; rare &= rare - 1) {
      if (folds_at(text, begin + static_cast<std::size_t>(std::countr_zero(rare)))) return true;
    }
  }
  return false;
}

}  // namespace

bool is_ascii(std::string_view text) {
  return on_byte_blocks([=]<class Bytes>() { return is_ascii_text<Bytes>(text); });
}

void fold_case(std::string_view text, std::string& out) {
  out.resize(text.size());
  std::transform(text.begin(), text.end(), out.begin(), fold_ascii);
  if (folds_beyond_ascii(text)) fold_all(text, out);
}

bool folds_beyond_ascii(std::string_view text) {
  return on_byte_blocks([=]<class Bytes>() { return folds_any<Bytes>(text); });
}

}  // namespace cleanscrape
