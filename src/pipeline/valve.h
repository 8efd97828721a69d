#pragma once

#include "cleanscrape/cleaner.h"
#include "engine/page.h"

namespace cleanscrape {

/// How much of a page stays, in words.
struct WordCount {
  std::uint64_t all = 0;
  std::uint64_t kept = 0;
};

[[nodiscard]] WordCount count_words(const Page& page);

/// Whether more goes than the bounds allow. A page of which nothing goes never trips the valve.
[[nodiscard]] bool trips(const Valve& valve, const WordCount& words);

/// Gives everything back, and says so in the verdicts.
void give_back(Page& page);

}  // namespace cleanscrape
