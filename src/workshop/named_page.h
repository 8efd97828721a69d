#pragma once

#include <string>

namespace cleanscrape {

/// A page that the caller read, and what messages call it.
struct NamedPage {
  std::string name;
  std::string text;
};

}  // namespace cleanscrape
