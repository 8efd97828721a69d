#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/compiled_rules.h"
#include "text/features.h"

namespace cleanscrape::test {

/// Line 1 to 3 of a pack `t`; what follows starts in line 4.
inline std::string pack(std::string_view rest) { return "format = 1\n[pack]\nid = \"t\"\n" + std::string(rest); }

/// A rule `t.r` with that inside; lines 4 to 8, what follows starts in line 9.
inline std::string rule(std::string_view rest) {
  return pack("[[rule]]\nid = \"t.r\"\ndescription = \"d\"\nclass = \"chrome\"\naction = \"mark\"\n" + std::string(rest));
}

inline std::string lines(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += to_string(diagnostic) + "\n";
  return out;
}

/// All errors of one file, a line for each; empty if it compiles.
inline std::string errors_of(const std::string& source, const RuleOptions& options = {}) {
  const std::vector<RuleSource> sources{{"t", source}};
  const auto rules = CompiledRules::compile(sources, options);
  return rules ? std::string{} : lines(rules.diagnostics());
}

inline std::shared_ptr<const CompiledRules> compile(const std::string& source, const RuleOptions& options = {}) {
  const std::vector<RuleSource> sources{{"t", source}};
  auto rules = CompiledRules::compile(sources, options);
  return rules ? *rules : nullptr;
}

/// Ids of the rules that hold on the view, with one space between.
inline std::string hits_on(const CompiledRules& rules, std::string_view view, const std::vector<bool>& sites = {}) {
  const Features features = measure(view, rules.english_stopwords());
  MatchScratch scratch;
  std::vector<RuleIndex> hits;
  rules.match({view, features}, sites, scratch, hits);
  std::string ids;
  for (const RuleIndex hit : hits) ids += (ids.empty() ? "" : " ") + rules.rules()[hit].id.str();
  return ids;
}

inline std::string why_not(const CompiledRules& rules, RuleIndex rule, std::string_view view, std::uint32_t& progress) {
  const Features features = measure(view, rules.english_stopwords());
  return rules.why_not(rule, {view, features}, progress);
}

}  // namespace cleanscrape::test
