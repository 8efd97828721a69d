#pragma once

#include <memory>
#include <vector>

#include "rules/examples.h"
#include "rules/rule_image.h"

namespace cleanscrape {

/// What the linker makes of rule files, before it becomes an image. Flat members refer to the arena.
struct LinkedRules {
  FlatArena* arena = nullptr;
  std::vector<Rule> rules;
  std::vector<RuleTests> tests;
  std::vector<Site> sites;
  std::vector<SignaturePattern> signatures;
  std::vector<Pattern> patterns;                          ///< but for those of the base, which come before them
  std::vector<std::unique_ptr<const re2::RE2>> programs;  ///< by pattern, also of the base; null where it was not compiled
  std::vector<FlatStopwords> stopwords;
  TokenPatterns tokens{kNoPattern, kNoPattern, kNoPattern};
  ModelParameters model;
  PhraseTable::Phrases model_phrases;
  std::vector<RuleExample> examples;
  std::vector<PageCase> cases;
  Renumbering of_base;  ///< where the rules of the base are
  LinkTotals totals;
};

}  // namespace cleanscrape
