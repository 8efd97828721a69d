#include "base/suggest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace cleanscrape {
namespace {

/// Levenshtein distance in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string suggest(std::string_view word, std::span<const std::string_view> names) {
  constexpr std::size_t kMaxWordBytes = 200;  // the distance costs the product of the lengths
  if (word.size() > kMaxWordBytes) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string_view name : names) {
    const std::size_t distance = edit_distance(word, name);
    if (distance < best_distance) best_distance = distance, best = name;
  }
  return best.empty() ? std::string{} : "did you mean '" + std::string(best) + "'?";
}

}  // namespace cleanscrape
