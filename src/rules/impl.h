#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/compiled_rules.h"
#include "rules/condition.h"
#include "rules/examples.h"
#include "rules/matcher.h"
#include "rules/rule_tests.h"
#include "rules/tiered_index.h"
#include "text/phrase_table.h"

namespace cleanscrape {

/// A pattern of a site's signature.
struct SignaturePattern {
  std::uint32_t number = 0;  ///< site * 64 + signature
  PatternIndex pattern = 0;
};

/// Everything that was compiled; complete before the first match and never changed after.
struct CompiledRules::Impl {
  std::vector<Rule> rules;       ///< by id
  std::vector<RuleTests> tests;  ///< by rule
  std::vector<Site> sites;       ///< by id
  std::vector<SignaturePattern> signatures;
  ModelParameters model;
  PhraseTable model_phrases;
  ConditionTables tables;
  StopwordSet english;
  std::vector<RuleExample> examples;
  std::vector<PageCase> cases;
  std::uint64_t fingerprint = 0;

  Matcher matcher;
  TieredIndex signature_index;  ///< targets are indices of `signatures`
};

}  // namespace cleanscrape
