#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "cleanscrape/rules.h"
#include "rules/compiled_rules.h"
#include "workshop/marked_page.h"

using namespace cleanscrape;

namespace {

namespace fs = std::filesystem;

const fs::path kPages = fs::path(CLEANSCRAPE_SOURCE_DIR) / "tests/pages";

std::string read_odd_page(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::map<std::string, std::string> odd_pages() {
  std::map<std::string, std::string> pages;
  for (const auto& entry : fs::directory_iterator(kPages / "odd")) pages[entry.path().stem().string()] = read_odd_page(entry.path());
  return pages;
}

std::string without_comments(const std::string& page) {
  std::istringstream lines(page);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) kept += line + '\n';
  }
  return kept;
}

/// The page's first line and its other lines at the two places that the frame names.
std::string framed(const std::string& frame, const std::string& page) {
  const std::string text = without_comments(page);
  const std::size_t first_end = text.find('\n') + 1;
  std::string result = frame;
  const auto put = [&](std::string_view place, const std::string& lines) { result.replace(result.find(place), place.size(), lines); };
  put("# the first line of a page\n", text.substr(0, first_end));
  put("# the other lines of a page\n", text.substr(first_end));
  return result;
}

MarkedScore score(const CompiledRules& rules, const std::string& page) {
  const MarkedScore result = score_marked_page(rules, read_marked_page(page));
  for (const std::string& line : result.lines) UNSCOPED_INFO(line);
  return result;
}

}  // namespace

TEST_CASE("honest text of odd shapes stays, whole") {
  const RuleSet rules = *RuleSet::compile(builtin_packs());
  const auto pages = odd_pages();
  REQUIRE(pages.size() >= 36);
  for (const auto& [name, page] : pages) {
    INFO(name);
    CHECK(score(rules.compiled(), page).lost_words == 0);
  }
}

TEST_CASE("honest text of odd shapes stays between a site's menus and footers") {
  // words that are known to go: titles of a word or two, which look like a menu's last label, and lines that look like labels at the article's ends
  const std::map<std::string, std::uint32_t> known{{"letters", 17}, {"live", 1}, {"networks", 1}, {"obituaries", 1}, {"review", 12}};
  const RuleSet rules = *RuleSet::compile(builtin_packs());
  const std::string frame = read_odd_page(kPages / "menus.frame");
  for (const auto& [name, page] : odd_pages()) {
    INFO(name);
    const auto may_go = known.find(name);
    CHECK(score(rules.compiled(), framed(frame, page)).lost_words == (may_go == known.end() ? 0 : may_go->second));
  }
}
