#include "text/view.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "text/byte_block.h"
#include "text/common_chars.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

const icu::Normalizer2& nfc() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(error);  // data built into ICU: cannot fail
}

/// Code points that stand for themselves in a view whatever their neighbours are: NFC-inert ones that are neither white space nor
/// zero-width. A narrow list of the usual blocks; everything else asks ICU.
constexpr bool is_plain(char32_t c) {
  if (c < 0x80) return c > 0x20 && c != 0x7F;
  if (c < 0x300) return c >= 0xA1 && c != 0xAD;
  return (c >= 0x2010 && c <= 0x2027) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096);
}

/// The ASCII bytes of the block that may not stand for themselves: control characters and the second of two spaces.
template <class Bytes>
std::uint64_t odd_ascii(const Bytes& bytes, std::uint64_t beyond_ascii) {
  const std::uint64_t spaces = bytes.equal(' ');
  return (~bytes.in_range(0x20, 0x7E) | (spaces & (spaces << 1U))) & bytes.all() & ~beyond_ascii;
}

/// Whether the trimmed slice is its own view.
template <class Bytes>
bool is_own_view(std::string_view slice) {
  for (std::size_t begin = 0; begin < slice.size();) {
    const Bytes bytes(slice.substr(begin));
    const CommonChars<Bytes> chars(bytes);
    if (odd_ascii(bytes, chars.beyond_ascii) != 0) return false;
    std::size_t at = bytes.size();  // where the next block begins
    for (std::uint64_t rare = chars.others(); rare != 0;) {
      const auto place = static_cast<std::size_t>(std::countr_zero(rare));
      const DecodedChar c = decode_at(slice, begin + place);
      if (!c.valid || !is_plain(c.code_point)) return false;
      const std::size_t end = place + c.size_bytes;
      at = std::max(at, end);
      rare &= ~bits_below(end);
    }
    begin += at;
    if (begin < slice.size() && slice[begin - 1] == ' ') --begin;  // the next byte may be a space, too
  }
  return true;
}

std::size_t begin_of_char(std::string_view text, std::size_t last_byte) {
  while (last_byte > 0 && (static_cast<unsigned char>(text[last_byte]) & 0xC0U) == 0x80U) --last_byte;
  return last_byte;
}

/// How many bytes in front of the text stand for themselves whatever follows.
template <class Bytes>
std::size_t plain_bytes(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const Bytes bytes(text.substr(end));
    const CommonChars<Bytes> chars(bytes);
    const std::uint64_t odd = odd_ascii(bytes, chars.beyond_ascii) | chars.others();
    const auto plain = std::min(bytes.size(), static_cast<std::size_t>(std::countr_zero(odd)));
    end += plain;
    const bool may_be_cut = plain + CommonChars<Bytes>::kCharBytes > Bytes::kBytes;  // a character, by the end of the block
    if ((odd != 0 && !may_be_cut) || end == text.size()) break;
    if (text[end - 1] == ' ') --end;
  }
  const bool may_be_joined = end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80;
  return may_be_joined && end > 0 ? begin_of_char(text, end - 1) : end;
}

/// End of the cluster that starts at `begin`: up to the next character that normalization can not join to it.
std::size_t end_of_cluster(std::string_view page, std::size_t begin, std::size_t limit) {
  std::size_t end = begin + decode_at(page, begin).size_bytes;
  while (end < limit) {
    const DecodedChar c = decode_at(page, end);
    if (is_plain(c.code_point) || is_white_space(c.code_point) || !c.valid) break;
    if (!is_zero_width(c.code_point) && nfc().hasBoundaryBefore(static_cast<UChar32>(c.code_point))) break;
    end += c.size_bytes;
  }
  return end;
}

}  // namespace

bool is_white_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_zero_width(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

TextRange trim(std::string_view page, TextRange line) {
  const auto is_visible_ascii = [&](std::size_t at) { return page[at] > 0x20 && page[at] < 0x7F; };
  if (!line.empty() && is_visible_ascii(line.begin) && is_visible_ascii(line.end - 1)) return line;
  const auto is_empty = [](const DecodedChar& c) { return c.valid && (is_white_space(c.code_point) || is_zero_width(c.code_point)); };
  while (!line.empty() && page[line.begin] == ' ') ++line.begin;
  while (!line.empty()) {
    const DecodedChar first = decode_at(page, line.begin);
    if (!is_empty(first)) break;
    line.begin += first.size_bytes;
  }
  line.begin = std::min(line.begin, line.end);
  while (!line.empty()) {
    std::size_t last = line.end - 1;
    while (last > line.begin && (static_cast<unsigned char>(page[last]) & 0xC0) == 0x80) --last;
    const DecodedChar c = decode_at(page.substr(0, line.end), last);
    if (!is_empty(c) || last + c.size_bytes != line.end) break;  // a stray continuation byte is visible
    line.end = last;
  }
  return line;
}

bool is_blank(std::string_view page, TextRange line) { return trim(page, line).empty(); }

std::string_view ViewMaker::make(std::string_view page, std::span<const TextRange> lines) {
  is_slice_ = false;
  if (lines.size() == 1) {
    const TextRange trimmed = trim(page, lines[0]);
    const std::string_view slice = trimmed.of(page);
    is_slice_ = on_byte_blocks([=]<class Bytes>() { return is_own_view<Bytes>(slice); });
    if (is_slice_) return trimmed.of(page);
  }
  fold_lines(page, lines);
  return buffer_;
}

std::vector<std::size_t> ViewMaker::map_offsets(std::string_view page, std::span<const TextRange> lines) {
  offsets_.clear();
  mapping_ = true;
  fold_lines(page, lines);
  mapping_ = false;
  offsets_.resize(buffer_.size());
  offsets_.push_back(lines.empty() ? 0 : trim(page, lines.back()).end);
  return std::move(offsets_);
}

void ViewMaker::fold_lines(std::string_view page, std::span<const TextRange> lines) {
  buffer_.clear();
  std::size_t last_end = 0;  // of the visible text of the line before: where the run of white space starts
  for (const TextRange& line : lines) {
    append_space(last_end);
    fold_line(page, line);
    last_end = trim(page, line).end;
  }
  while (buffer_.ends_with(' ')) buffer_.pop_back();
}

void ViewMaker::fold_line(std::string_view page, TextRange line) {
  for (std::size_t i = line.begin; i < line.end;) {
    if (page[i] != ' ') {
      const std::string_view rest = page.substr(i, line.end - i);
      const std::size_t end = i + on_byte_blocks([=]<class Bytes>() { return plain_bytes<Bytes>(rest); });
      buffer_ += page.substr(i, end - i);
      for (std::size_t at = i; mapping_ && at < end; ++at) offsets_.push_back(at);
      i = end;
      if (i == line.end) break;
    }
    const DecodedChar c = decode_at(page.substr(0, line.end), i);
    if (is_white_space(c.code_point)) {
      append_space(i);
      i += c.size_bytes;
    } else {
      const std::size_t end = end_of_cluster(page, i, line.end);
      fold_cluster(page, {i, end});
      i = end;
    }
  }
}

void ViewMaker::fold_cluster(std::string_view page, TextRange cluster) {
  const std::string_view bytes = cluster.of(page);
  const DecodedChar first = decode_at(bytes, 0);
  if (bytes.size() == first.size_bytes && is_plain(first.code_point)) return append(bytes, cluster.begin);
  icu::UnicodeString raw;
  for (std::size_t i = 0; i < bytes.size();) {
    const DecodedChar c = decode_at(bytes, i);
    if (!is_zero_width(c.code_point)) raw.append(static_cast<UChar32>(c.code_point));
    i += c.size_bytes;
  }
  UErrorCode error = U_ZERO_ERROR;
  std::string folded;
  nfc().normalize(raw, error).toUTF8String(folded);
  append(folded, cluster.begin);
}

void ViewMaker::append(std::string_view text, std::size_t source_offset) {
  buffer_ += text;
  if (mapping_) offsets_.insert(offsets_.end(), text.size(), source_offset);
}

void ViewMaker::append_space(std::size_t source_offset) {
  if (buffer_.empty() || buffer_.back() == ' ') return;
  append(" ", source_offset);
}

}  // namespace cleanscrape
