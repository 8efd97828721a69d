#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_range.h"

namespace cleanscrape {

/// A place where text was encoded or escaped once too often, and what it stood for.
struct Repair {
  TextRange range;
  std::string with;
};

/// Finds, in order: Korean (windows-949) or UTF-8 bytes that were read as Latin-1 or windows-1252 ("Korea¡¯s", "donâ€™t"), and HTML
/// entities that are still escaped ("&nbsp;", "&amp;quot;"). A pair that honest Latin text may hold counts only on a page with several
/// that are surely Korean.
[[nodiscard]] std::vector<Repair> find_repairs(std::string_view text);

/// The entity that starts with the `&` at `offset`, ampersands in it escaped any number of times. Empty `with`: there is none.
[[nodiscard]] Repair entity_at(std::string_view text, std::size_t offset);

/// The byte that windows-1252 or Latin-1 shows as this character, or -1.
[[nodiscard]] int latin_byte(char32_t code_point);

}  // namespace cleanscrape
