#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/cleaner.h"

namespace cleanscrape {

/// Bytes of a text that become something else, and why.
struct ByteEdit {
  std::size_t begin = 0;  ///< byte offsets, half-open
  std::size_t end = 0;
  std::string with;
  const Change* change = nullptr;  ///< the cleaner's, or null
  std::string_view stage = {};     ///< where there is no change: what else did it
  std::string shown = {};          ///< what stood there, for people; empty: the bytes themselves
};

using ByteEdits = std::vector<ByteEdit>;

/// A change of a page as an edit that refers to it.
[[nodiscard]] ByteEdit edit_of(const Change& change);

/// The edits that a cleaned page asks for. They refer to its changes.
[[nodiscard]] ByteEdits edits_of(const Cleaned& cleaned);

/// Two lists of edits, the second on the result of the first, as one list on the first's text. All lists are in order and do not
/// overlap. `middle` is the result of the first list; edits of the two that touch become one.
[[nodiscard]] ByteEdits compose(const ByteEdits& first, std::string_view middle, ByteEdits second);

/// The text with the edits done.
[[nodiscard]] std::string apply_edits(std::string_view text, const ByteEdits& edits);

}  // namespace cleanscrape
