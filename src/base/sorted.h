#pragma once

#include <algorithm>

namespace cleanscrape {

/// Sorts the items and leaves one of those that are equal.
template <typename Items>
void make_sorted_set(Items& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

}  // namespace cleanscrape
