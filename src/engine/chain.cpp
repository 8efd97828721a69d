#include "engine/chain.h"

#include <algorithm>

namespace cleanscrape {

std::vector<double> path_margins(std::span<const double> scores, const ChainCosts& costs) {
  const std::size_t count = scores.size();
  std::vector<double> margins(count);
  double article = 0.0;
  double furniture = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const double next_furniture = i == 0 ? 0.0 : std::max(furniture + costs.stay_out, article + costs.leave);
    article = scores[i] + (i == 0 ? costs.start_in : std::max(furniture + costs.enter, article + costs.stay_in));
    furniture = next_furniture;
    margins[i] = article - furniture;
  }
  article = costs.end_in;
  furniture = 0.0;
  for (std::size_t i = count; i-- > 0;) {
    margins[i] += article - furniture;
    const double next_furniture = std::max(costs.stay_out + furniture, costs.enter + scores[i] + article);
    article = std::max(costs.leave + furniture, costs.stay_in + scores[i] + article);
    furniture = next_furniture;
  }
  return margins;
}

}  // namespace cleanscrape
