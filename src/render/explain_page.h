#pragma once

#include <string_view>

namespace cleanscrape {

/// The page in src/render/explain_page, embedded when the library is built; the explanation's JSON stands between its halves.
struct ExplainPage {
  std::string_view head;
  std::string_view tail;
};
extern const ExplainPage kExplainPage;

}  // namespace cleanscrape
