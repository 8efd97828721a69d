#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/examples.h"
#include "rules_support.h"
#include "workshop/lints.h"

using namespace cleanscrape;
using namespace cleanscrape::test;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The rule files of a folder of tests, by name.
std::vector<fs::path> rule_files(const char* folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(CLEANSCRAPE_SOURCE_DIR) / "tests" / folder)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string errors_of_file(const fs::path& path) {
  const std::vector<RuleSource> sources{{path.filename().string(), read(path)}};
  Diagnostics warnings;
  const auto rules = CompiledRules::compile(sources, {}, &warnings);
  remove_allowed(sources, warnings);
  return (rules ? std::string{} : lines(rules.diagnostics())) + lines(warnings);
}

}  // namespace

/// With CLEANSCRAPE_UPDATE_GOLDEN=1 the expectations are written anew.
TEST_CASE("each invalid rule file has its errors", "[rules]") {
  const bool update = std::getenv("CLEANSCRAPE_UPDATE_GOLDEN") != nullptr;
  for (const fs::path& path : rule_files("rules_invalid")) {
    const fs::path golden = fs::path(path).replace_extension().replace_extension(".expected");
    const std::string errors = errors_of_file(path);
    if (update) std::ofstream(golden, std::ios::binary) << errors;
    INFO(path.filename());
    CHECK_FALSE(errors.empty());
    CHECK(errors == read(golden));
  }
}

TEST_CASE("each valid rule file compiles and its examples hold", "[rules]") {
  for (const fs::path& path : rule_files("rules_valid")) {
    INFO(path.filename());
    CHECK(errors_of_file(path) == "");
    const auto rules = compile(read(path));
    REQUIRE(rules);
    for (const RuleExample& example : rule_examples(*rules)) {
      INFO(example.line << ": " << example.text.view());
      const std::string id = rules->rules()[example.rule].id.str();
      const std::string hits = " " + hits_on(*rules, example.text, std::vector<bool>(rules->sites().size(), true)) + " ";
      CHECK((hits.find(" " + id + " ") != std::string::npos) == (example.kind != ExampleKind::keep));
    }
  }
}
