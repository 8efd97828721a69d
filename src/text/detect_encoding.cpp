#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "text/byte_block.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

using namespace std::string_view_literals;

/// More adds nothing: detectors decide on a few kilobytes.
constexpr std::size_t kSampleBytes = 64 * 1024;

constexpr std::array kSignatures{"\x89PNG\r\n"sv, "\xFF\xD8\xFF"sv, "GIF8"sv,        "%PDF-"sv,       "PK\x03\x04"sv, "\x7F"
                                                                                                                     "ELF"sv,
                                 "Rar!\x1A"sv,    "7z\xBC\xAF"sv,   "\xD0\xCF\x11\xE0"sv, "\x00\x00\x01\x00"sv, "SQLite format 3\0"sv};

/// The control characters among the bytes that stand in no text.
template <class Bytes>
std::uint64_t controls_in(const Bytes& bytes) {
  const std::uint64_t controls = bytes.in_range(0x00, 0x1F) | bytes.equal(0x7F);
  if (controls == 0) return 0;
  return controls & ~(bytes.in_range('\t', '\r') | bytes.equal('\x1B'));
}

template <class Bytes>
std::size_t count_controls(std::string_view text) {
  std::size_t controls = 0;
  for (std::size_t i = 0; i < text.size(); i += Bytes::kBytes) controls += count_bits(controls_in(Bytes(text.substr(i))));
  return controls;
}

struct DetectorDeleter {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool is_euc_kr(std::string_view name) {
  return ucnv_compareNames(std::string(name).c_str(), "EUC-KR") == 0 || ucnv_compareNames(std::string(name).c_str(), "KS_C_5601-1987") == 0 ||
         ucnv_compareNames(std::string(name).c_str(), "cp949") == 0 || ucnv_compareNames(std::string(name).c_str(), "uhc") == 0;
}

/// A mark of one encoding. UTF-32LE's begins with UTF-16LE's, so it comes first.
struct ByteOrderMark {
  std::string_view bytes;
  const char* name;
};
constexpr std::array<ByteOrderMark, 5> kByteOrderMarks{{{"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                      {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                      {"\xFF\xFE"sv, "UTF-16LE"},
                                      {"\xFE\xFF"sv, "UTF-16BE"},
                                      {"\xEF\xBB\xBF"sv, "UTF-8"}}};

/// Text in Latin letters has a zero in every second byte; Korean text at least in its spaces and line ends, and a few on the other side, as in
/// U+AC00, its most common particle.
const char* utf16_by_zeros(std::string_view sample) {
  if (sample.size() < 4) return nullptr;
  std::array<std::size_t, 2> zeros{};
  std::array<std::size_t, 2> spaces{};  // U+0020 and U+000A, by where their zero byte stands
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    for (const std::size_t side : {0U, 1U}) {
      if (sample[i + side] != '\0') continue;
      ++zeros[side];
      const char other = sample[i + 1 - side];
      if (other == ' ' || other == '\n') ++spaces[side];
    }
  }
  const std::size_t units = sample.size() / 2;
  const std::size_t side = zeros[1] >= zeros[0] ? 1 : 0;
  const bool mostly_zero = zeros[side] * 10 >= units * 4;
  const bool spaced = spaces[side] * 20 >= units;  // one character in twenty
  const std::size_t others = zeros[1 - side];
  const bool is_text = (mostly_zero && others * 50 <= units) || (spaced && others * 3 <= spaces[side] && spaces[1 - side] * 20 <= spaces[side]);
  if (!is_text) return nullptr;
  return side == 1 ? "UTF-16LE" : "UTF-16BE";
}

struct Utf8Evidence {
  std::size_t sequences = 0;  ///< of two bytes and more
  std::size_t bad_bytes = 0;
};

Utf8Evidence utf8_evidence(std::string_view sample) {
  Utf8Evidence evidence;
  for (std::size_t i = 0; i < sample.size();) {
    const DecodedChar c = decode_at(sample, i);
    if (!c.valid && i + 4 <= sample.size()) ++evidence.bad_bytes;  // the sample may end inside of a character
    if (c.valid && c.size_bytes > 1) ++evidence.sequences;
    i += c.size_bytes;
  }
  return evidence;
}

/// Double-byte Korean: every byte beyond ASCII is half of a pair, and most pairs are Hangul syllables or their common marks.
bool is_korean(std::string_view sample) {
  std::size_t hangul = 0;
  std::size_t marks = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < sample.size();) {
    const auto lead = static_cast<unsigned char>(sample[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    if (i + 1 == sample.size()) break;
    const auto trail = static_cast<unsigned char>(sample[i + 1]);
    const bool ks = lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1 && trail <= 0xFE;  // KS X 1001's Hangul rows
    const bool mark = (lead == 0xA1 || lead == 0xA2 || lead == 0xA3) && trail >= 0xA1 && trail <= 0xFE;
    const bool extended = lead >= 0x81 && lead <= 0xC6 && trail >= 0x41;
    if (lead == 0x80 || lead == 0xFF || trail == 0xFF || trail < 0x41) return false;
    if (ks) ++hangul;
    else if (mark) ++marks;
    else if (extended || (lead >= 0xCA && trail >= 0xA1)) ++others;
    else return false;
    i += 2;
  }
  return hangul + marks >= 3 && (hangul + marks) * 10 >= (hangul + marks + others) * 7;
}

std::string by_icu(std::string_view sample) {
  constexpr std::int32_t kSureEnoughPercent = 35;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, DetectorDeleter> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return "UTF-8";
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < kSureEnoughPercent) return "UTF-8";
  const char* name = ucsdet_getName(match, &status);
  const std::string found = U_SUCCESS(status) ? encoding_named(name) : std::string{};
  return found.empty() || found.starts_with("UTF-") || found.starts_with("ISO-2022") ? "UTF-8" : found;
}

/// Letters of one-byte encodings hardly ever stand so that they are UTF-8 by accident.
bool is_damaged_utf8(const Utf8Evidence& evidence) { return evidence.sequences * 8 >= evidence.bad_bytes; }

}  // namespace

std::string encoding_named(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  if (is_euc_kr(name)) return "windows-949";
  for (const char* standard : {"MIME", "IANA"}) {
    const char* canonical = ucnv_getStandardName(std::string(name).c_str(), standard, &status);
    if (U_SUCCESS(status) && canonical != nullptr) return canonical;
    status = U_ZERO_ERROR;
  }
  UConverter* converter = ucnv_open(std::string(name).c_str(), &status);
  ucnv_close(converter);
  return U_SUCCESS(status) && !name.empty() ? std::string(name) : std::string{};
}

Encoding detect_encoding(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  for (const ByteOrderMark& mark : kByteOrderMarks) {
    if (sample.starts_with(mark.bytes)) return {mark.name, mark.name == "UTF-8"sv ? 0 : mark.bytes.size()};
  }
  const bool has_zero = sample.find('\0') != std::string_view::npos;
  if (const char* utf16 = has_zero ? utf16_by_zeros(sample) : nullptr) return {utf16, 0};
  if (find_invalid_utf8(sample) == std::string_view::npos) return {.valid_bytes = sample.size()};
  const Utf8Evidence evidence = utf8_evidence(sample);
  if (evidence.bad_bytes == 0) return {};
  if (is_korean(sample)) return {"windows-949", 0};
  if (is_damaged_utf8(evidence)) return {};
  return {by_icu(sample), 0};
}

bool looks_binary(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  if (std::any_of(kSignatures.begin(), kSignatures.end(), [&](std::string_view s) { return sample.starts_with(s); })) return true;
  const std::size_t controls = on_byte_blocks([=]<class Bytes>() { return count_controls<Bytes>(sample); });
  return controls > 8 && controls * 10 > sample.size();
}

}  // namespace cleanscrape
