#include "support/real_pages.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace cleanscrape::test {
namespace {

namespace fs = std::filesystem;

/// The page of a corpus file, in which each line has a mark and a space in front of it; `=` says what a line should become.
std::string without_marks(const std::string& marked) {
  std::istringstream lines(marked);
  std::string page;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#') || line.starts_with('=')) continue;
    page += line.substr(std::min<std::size_t>(line.size(), 2)) + "\n";
  }
  return page;
}

void add_files(const fs::path& folder, const char* ending, std::vector<NamedPage>& pages) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() != ending) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    const bool marked = entry.path().extension() == ".page";
    pages.push_back({entry.path().filename().string(), marked ? without_marks(text.str()) : text.str()});
  }
}

}  // namespace

std::vector<NamedPage> real_pages() {
  std::vector<NamedPage> pages;
  add_files(CLEANSCRAPE_SOURCE_DIR "/samples", ".txt", pages);
  const char* corpus = std::getenv("CLEANSCRAPE_CORPUS");
  add_files(corpus == nullptr ? CLEANSCRAPE_SOURCE_DIR "/../shared/corpus/dev" : corpus, ".page", pages);
  std::sort(pages.begin(), pages.end(), [](const NamedPage& a, const NamedPage& b) { return a.name < b.name; });
  return pages;
}

}  // namespace cleanscrape::test
