#include "engine/verdict.h"

#include <array>
#include <algorithm>
#include <utility>

namespace cleanscrape {
namespace {

using namespace std::string_view_literals;

constexpr std::array kNames{
    std::pair(Stage::none, "none"sv),           std::pair(Stage::keep, "keep"sv),         std::pair(Stage::replace, "replace"sv),
    std::pair(Stage::line, "line"sv),           std::pair(Stage::context, "context"sv),   std::pair(Stage::cut, "cut"sv),
    std::pair(Stage::collapsed, "collapsed"sv), std::pair(Stage::sequence, "sequence"sv), std::pair(Stage::model, "model"sv),
    std::pair(Stage::duplicate, "duplicate"sv),
    std::pair(Stage::valve, "valve"sv),
};

}  // namespace

std::string_view to_string(Stage stage) {
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.first == stage; });
  return found == kNames.end() ? kNames.front().second : found->second;
}

}  // namespace cleanscrape
