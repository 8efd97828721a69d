#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace cleanscrape {

/// The numbers of the sequence decision, one for each name of `kModelKeys`; from the `[model]` table of a pack.
/// A key that no loaded pack gives keeps its neutral default, with which the model decides nothing.
struct ModelKey {
  std::string_view name;
  double neutral;
  double min;
  double max;
};

inline constexpr std::array kModelKeys{
    ModelKey{"prose_min_words", 8.0, 1.0, 1000.0},
    ModelKey{"prose_min_stopword_share", 0.2, 0.0, 1.0},
    ModelKey{"body_continues_min_words", 20.0, 0.0, 1e6},
    ModelKey{"collapsed_min_words", 30.0, 0.0, 1e6},
    ModelKey{"collapsed_min_share", 0.25, 0.0, 1.0},
    ModelKey{"collapsed_label_max_words", 9.0, 1.0, 1000.0},
    ModelKey{"switch_cost_words", 12.0, 0.0, 1000.0},
    ModelKey{"max_credit_words", 40.0, 0.0, 1000.0},
    ModelKey{"dropped_cost_words", 2.0, 0.0, 100.0},
    ModelKey{"label_max_words", 3.0, 0.0, 100.0},
    ModelKey{"plain_credit_words", 1.0, 0.0, 100.0},
};

struct ModelParameters {
  std::array<double, kModelKeys.size()> values{};
};

/// Index of a key, at compile time.
consteval std::size_t model_key(std::string_view name) {
  for (std::size_t i = 0; i < kModelKeys.size(); ++i) {
    if (kModelKeys[i].name == name) return i;
  }
  return kModelKeys.size();
}

}  // namespace cleanscrape
