#include "render/explain_html.h"

#include <nlohmann/json.hpp>

#include "engine_support.h"
#include "render/explain_json.h"
#include "render/explain_page.h"

using namespace cleanscrape;
using namespace cleanscrape::test;
using namespace std::string_view_literals;

namespace {

const std::string kHtmlRules = rule_of("x", "'drop'", "equals = ['x']") + "[[rule]]\nid = 't.r'\ndescription = 'd'\nclass = 'ad'\naction = 'replace'\nreplace = { pattern = '#AD#' }\n";

std::string html_of(std::string_view page, std::string_view name = "p") {
  const RuleSet rules = compile_rules(kHtmlRules);
  CleanOptions options;
  options.trace = true;
  auto cleaner = Cleaner::make(rules, options);
  REQUIRE(cleaner);
  return render_explain_html(rules.compiled(), cleaner->clean(page), name);
}

/// What stands in the page's data element.
std::string data_of(const std::string& html) { return html.substr(kExplainPage.head.size(), html.size() - kExplainPage.head.size() - kExplainPage.tail.size()); }

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("the frame of the HTML page is complete and loads nothing", "[render]") {
  const std::string frame = std::string(kExplainPage.head) + std::string(kExplainPage.tail);
  CHECK(frame.starts_with("<!DOCTYPE html>"));
  CHECK(count(frame, "{{") == 0);
  CHECK(count(frame, "<script") == 2);
  CHECK(count(frame, "</script>") == 2);
  CHECK(count(frame, "<style>") == 1);
  for (const std::string_view wrong : {"http:", "https:", "url(", "@import", "src=", "href=", "fetch(", "innerHTML", "document.write", " style=", " onclick=", " onload=", " onerror="}) {
    INFO(wrong);
    CHECK(count(frame, wrong) == 0);
  }
  CHECK(count(frame, "default-src 'none'; script-src 'sha256-") == 1);
  CHECK(count(frame, "style-src 'sha256-") == 1);
}

TEST_CASE("hostile text stays data", "[render]") {
  const std::string_view pages[] = {
      "</script><script>alert(1)</script>\n"sv, "<!-- <script>\n"sv, "NUL \0 and escape \x1b[31m\n"sv, "not UTF-8 \xff\xc3\n"sv, "\u202e\u2028 {{DATA}}\n"sv, ""sv,
  };
  for (const std::string_view page : pages) {
    INFO(page);
    const std::string data = data_of(html_of(page, "</script><b>name\xff"));
    CHECK(data.find('<') == std::string::npos);
    const auto json = nlohmann::json::parse(data, nullptr, false);
    REQUIRE(!json.is_discarded());
    CHECK(json["page"] == "</script><b>name\uFFFD");
    CHECK(json["blocks"].size() == (page.empty() ? 0U : 1U));
  }
  const auto json = nlohmann::json::parse(data_of(html_of(pages[0])));
  CHECK(json["blocks"][0]["text"] == "</script><script>alert(1)</script>");
}

TEST_CASE("the data of the HTML page tell what became of each block", "[render]") {
  const auto json = nlohmann::json::parse(data_of(html_of("One line stays here.\n\nx\n\nBefore#AD#, and after.\n")));
  REQUIRE(json["blocks"].size() == 3);
  CHECK(json["blocks"][0]["verdict"] == "kept");
  CHECK(json["blocks"][0].count("rule") == 0);
  CHECK(json["blocks"][1]["verdict"] == "dropped");
  CHECK(json["blocks"][1]["rule"] == "t.x");
  CHECK(json["blocks"][2]["verdict"] == "changed");
  CHECK(json["blocks"][2]["rule"] == "t.r");
  CHECK(json["blocks"][2]["pieces"].dump() == R"([["=","Before"],["-","#AD#"],["=",", and after."]])");
  CHECK(json["rules"]["t.x"]["class"] == "chrome");
}
