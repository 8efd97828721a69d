#pragma once

#include <string>
#include <vector>

namespace cleanscrape::test {

struct NamedPage {
  std::string name;
  std::string text;
};

/// The pages of samples/, and those of the corpus where there is one: in the folder that CLEANSCRAPE_CORPUS names, else beside the project.
[[nodiscard]] std::vector<NamedPage> real_pages();

}  // namespace cleanscrape::test
