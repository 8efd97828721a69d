#include "text/graphemes.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

namespace cleanscrape {
namespace {

/// Bytes of the first `count` code points: what stands in for graphemes where ICU has no data.
std::size_t code_point_bytes(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size() && count > 0) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    --count;
  }
  return at;
}

}  // namespace

std::string_view first_graphemes(std::string_view text, std::size_t count) {
  if (text.size() <= count) return text;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), error));
  UText* source = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &error);
  if (breaks == nullptr || U_FAILURE(error) != 0) {
    utext_close(source);
    return text.substr(0, code_point_bytes(text, count));
  }
  breaks->setText(source, error);
  std::int32_t end = breaks->first();
  for (std::size_t i = 0; i < count && end != icu::BreakIterator::DONE; ++i) end = breaks->next();
  utext_close(source);
  return end == icu::BreakIterator::DONE ? text : text.substr(0, static_cast<std::size_t>(end));
}

std::string shorten(std::string_view text, std::size_t count) {
  const std::string_view head = first_graphemes(text, count);
  return head.size() == text.size() ? std::string(text) : std::string(head) + "…";
}

}  // namespace cleanscrape
