#include "cli/options.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

using namespace cleanscrape;
using namespace cleanscrape::cli;

namespace {

using Parse = Parsed (*)(int, const char* const*, Options&);

/// What came of parsing, as text.
std::string outcome(Parse parse, const std::vector<const char*>& arguments) {
  Options o;
  std::vector<const char*> all{"cleanscrape"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const Parsed parsed = parse(static_cast<int>(all.size()), all.data(), o);
  std::string text = std::to_string(parsed.run) + std::to_string(parsed.exit_code) + parsed.out + parsed.err;
  if (!parsed.run) return text;
  for (const bool flag : {o.quiet, o.verbose, o.version, o.default_rules, o.config.choice.none, o.batch.dry_run, o.command == Command::clean})
    text += flag ? "+" : "-";
  for (const std::string& input : o.inputs) text += " <" + input;
  return text + " >" + o.output + " " + o.transform.record_separator + " " + std::to_string(o.batch.threads) + " " + o.batch.in_place + " " +
         o.site + " " + o.result_signature;
}

}  // namespace

TEST_CASE("with few options made, arguments say what they say with all", "[cli]") {
  const std::vector<std::vector<const char*>> lines{
      {},
      {"page.txt"},
      {"-"},
      {"--", "-q"},
      {"-q", "-v"},
      {"-qv", "a.txt", "b.txt"},
      {"-o", "out.txt", "in.txt"},
      {"-oout.txt", "--output", "b.txt"},
      {"--output=/tmp/x"},
      {"-z", "-j", "2"},
      {"-zqj4"},
      {"-j", "x"},
      {"-j", "5000"},
      {"-j"},
      {"--version"},
      {"--null-data", "-z"},
      {"-i", "a.txt"},
      {"-i.bak", "a.txt"},
      {"-q", "--dry-run", "a.txt"},
      {"--site", "none", "a.txt"},
      {"--no-default-rules"},
      {"-h"},
      {"--help"},
      {"--nothing"},
      {"--quite"},
      {"-qX"},
      {"explain", "a.txt"},
      {"-q", "diff", "a.txt"},
      {"rules", "list"},
      {"--", "rules"},
      {"a.txt", "explain"},
      {""},
  };
  for (std::vector<const char*> arguments : lines) {
    arguments.insert(arguments.begin(), "--no-config");
    std::string line;
    for (const char* argument : arguments) line += std::string(" ") + argument;
    INFO(line);
    CHECK(outcome(parse_options, arguments) == outcome(parse_all_options, arguments));
  }
}

TEST_CASE("the environment sets options where few are made", "[cli]") {
  REQUIRE(setenv("CLEANSCRAPE_SITE", "none", 1) == 0);
  const std::string plain = outcome(parse_options, {"--no-config"});
  CHECK(plain == outcome(parse_all_options, {"--no-config"}));
  REQUIRE(unsetenv("CLEANSCRAPE_SITE") == 0);
  CHECK(plain != outcome(parse_options, {"--no-config"}));
}
