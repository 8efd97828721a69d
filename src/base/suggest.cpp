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

/// The first name that the word is the beginning of: who knows half of a name has forgotten the rest.
std::string_view find_completion(std::string_view word, std::span<const std::string_view> names) {
  constexpr std::size_t kMinWordBytes = 4;
  if (word.size() < kMinWordBytes) return {};
  const auto found = std::find_if(names.begin(), names.end(), [&](std::string_view name) { return name.starts_with(word); });
  return found == names.end() ? std::string_view{} : *found;
}

}  // namespace

std::string suggest(std::string_view word, std::span<const std::string_view> names) {
  constexpr std::size_t kMaxWordBytes = 200;  // the distance costs the product of the lengths
  constexpr std::size_t kMaxNames = 3000;
  if (word.size() > kMaxWordBytes || names.size() > kMaxNames) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string_view name : names) {
    const std::size_t distance = edit_distance(word, name);
    if (distance < best_distance) best_distance = distance, best = name;
  }
  if (best.empty()) best = find_completion(word, names);
  return best.empty() ? std::string{} : "did you mean '" + std::string(best) + "'?";
}

}  // namespace cleanscrape
