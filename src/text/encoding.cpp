#include "text/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

struct ConverterDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterDeleter>;

constexpr std::size_t kChunkUnits = 16 * 1024;

Converter open(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  return Converter(ucnv_open(name.c_str(), &status));
}

void append_utf16_as_utf8(const UChar* begin, const UChar* end, std::string& out) {
  for (const UChar* at = begin; at < end; ++at) {
    char32_t c = *at;
    if (U16_IS_LEAD(c) && at + 1 < end && U16_IS_TRAIL(at[1])) c = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(c, at[1])), ++at;
    append_utf8(out, c);
  }
}

/// Decodes piece by piece, stopping at what is no text.
class Decoder {
 public:
  Decoder(UConverter* converter, std::string_view bytes, std::size_t first, BadBytes bad_bytes)
      : converter_(converter), bytes_(bytes), source_(bytes.data() + first), bad_bytes_(bad_bytes) {}

  Decoded run() && {
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    result_.text.reserve(bytes_.size());
    do {
      status = U_ZERO_ERROR;
      UChar* target = units_.data();
      ucnv_toUnicode(converter_, &target, units_.data() + units_.size(), &source_, bytes_.data() + bytes_.size(), nullptr, 1, &status);
      append(target);
      if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) take_bad_bytes();
    } while (U_FAILURE(status));
    if (held_ != 0) append_utf8(result_.text, kReplacement);
    return std::move(result_);
  }

 private:
  /// A pair of surrogates may be cut by the end of a chunk.
  void append(const UChar* end) {
    const UChar* begin = units_.data();
    if (held_ != 0 && begin < end) {
      const std::array<UChar, 2> pair{held_, *begin++};
      append_utf16_as_utf8(pair.data(), pair.data() + 2, result_.text);
      held_ = 0;
    }
    if (begin < end && U16_IS_LEAD(end[-1])) held_ = *--end;
    append_utf16_as_utf8(begin, end, result_.text);
  }

  void take_bad_bytes() {
    std::array<char, 32> bad{};
    auto length = static_cast<std::int8_t>(bad.size());
    UErrorCode status = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter_, bad.data(), &length, &status);
    const auto size = static_cast<std::size_t>(std::max<std::int8_t>(length, 0));
    if (result_.bad_ranges++ == 0) result_.first_bad_offset = static_cast<std::size_t>(source_ - bytes_.data()) - size;
    if (bad_bytes_ == BadBytes::keep) {
      result_.text.append(bad.data(), size);
    } else {
      append_utf8(result_.text, kReplacement);
    }
  }

  UConverter* converter_;
  std::string_view bytes_;
  const char* source_;
  BadBytes bad_bytes_;
  Decoded result_;
  std::array<UChar, kChunkUnits> units_{};
  UChar held_ = 0;
};

void encode_run(UConverter* converter, std::string_view text, std::string& out) {
  std::array<UChar, kChunkUnits> units{};
  for (std::size_t i = 0; i < text.size();) {
    std::int32_t count = 0;
    while (i < text.size() && count + 2 <= static_cast<std::int32_t>(units.size())) {
      const DecodedChar c = decode_at(text, i);
      const auto code_point = static_cast<UChar32>(c.code_point);
      U16_APPEND_UNSAFE(units.data(), count, code_point);
      i += c.size_bytes;
    }
    std::array<char, 8 * 1024> bytes{};
    const UChar* source = units.data();
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      status = U_ZERO_ERROR;
      char* target = bytes.data();
      ucnv_fromUnicode(converter, &target, bytes.data() + bytes.size(), &source, units.data() + count, nullptr, 1, &status);
      out.append(bytes.data(), static_cast<std::size_t>(target - bytes.data()));
    }
  }
}

}  // namespace

Decoded decode(std::string_view bytes, const Encoding& encoding, BadBytes bad_bytes) {
  const Converter converter = open(encoding.name);
  if (converter == nullptr) return {std::string(bytes), 0, 0};
  return Decoder(converter.get(), bytes, encoding.bom_bytes, bad_bytes).run();
}

std::string encode(std::string_view text, const Encoding& encoding) {
  const Converter converter = open(encoding.name);
  if (converter == nullptr) return std::string(text);
  std::string out;
  if (encoding.bom_bytes > 0) encode_run(converter.get(), "\xEF\xBB\xBF", out);
  while (!text.empty()) {
    const std::size_t valid = std::min(find_invalid_utf8(text), text.size());
    encode_run(converter.get(), text.substr(0, valid), out);
    text.remove_prefix(valid);
    if (text.empty()) break;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace cleanscrape
