#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/cleanscrape.h"

namespace cleanscrape::test {

/// Prose of eleven to thirteen words each, and nothing that a rule of these tests looks for.
inline const std::string kWall = "The wall was mended before the first storm of the winter came.";
inline const std::string kBoats = "The boats of the village came home when the light was lit again.";
inline const std::string kBakers = "Nobody who works in the bakery had ever seen the oven before.";
inline const std::string kBees = "She keeps bees on the roof of the museum with her two friends.";

inline RuleSet compile_rules(std::string_view rules) {
  const std::string source = "format = 1\n[pack]\nid = 't'\n[stopwords]\nen = ['the', 'of', 'was', 'when', 'who', 'in', 'had', 'on', 'with', 'her', 'before', 'she', 'again', 'it', 'and']\n" +
                             std::string(rules);
  const std::vector<RuleSource> sources{{"t", source}};
  auto compiled = RuleSet::compile(sources);
  if (!compiled) FAIL(to_string(compiled.diagnostics().front()));
  return *std::move(compiled);
}

/// A rule `t.ID` with these lines; `action` and what stands behind it comes first.
inline std::string rule_of(std::string_view id, std::string_view action, std::string_view conditions) {
  return "[[rule]]\nid = 't." + std::string(id) + "'\ndescription = 'd'\nclass = 'chrome'\naction = " + std::string(action) + "\n[rule.when]\n" + std::string(conditions) + "\n";
}

/// A page of those lines, with a line end behind each.
inline std::string page_of(const std::vector<std::string>& lines) {
  std::string page;
  for (const std::string& line : lines) page += line + "\n";
  return page;
}

/// The article, its line ends shown as '/'.
inline std::string article_of(const RuleSet& rules, std::string_view page, const CleanOptions& options = {}, std::string_view host = {}) {
  auto cleaner = Cleaner::make(rules, options);
  if (!cleaner) FAIL(to_string(cleaner.diagnostics().front()));
  std::string article;
  cleaner->clean(page, host).append_to(article);
  for (char& c : article) c = c == '\n' ? '/' : c;
  return article;
}

}  // namespace cleanscrape::test
