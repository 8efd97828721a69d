#pragma once

#include <cstdint>

#include "base/flat.h"
#include "rules/condition.h"
#include "rules/examples.h"
#include "rules/matcher.h"
#include "rules/model.h"
#include "rules/rule.h"
#include "rules/rule_tests.h"
#include "rules/tiered_index.h"
#include "rules/tokens.h"
#include "text/phrase_table.h"

namespace cleanscrape {

/// Stop words of a language.
struct FlatStopwords {
  FlatText language;
  FlatArray<std::uint64_t> table;  ///< as in StopwordSet
};

/// A warning about a rule file; see Diagnostic.
struct FlatWarning {
  FlatText file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  FlatText message;
  FlatText hint;
  FlatText lint;
};

/// A rule file of the image.
struct FlatPack {
  FlatText path;
  FlatText id;
  FlatArray<FlatText> extends;
  std::uint64_t lists = 0;  ///< tables of literals
};

/// What counts against the limits of all rule files together; see the linker.
struct LinkTotals {
  std::uint64_t literals = 0;
  std::uint64_t selected = 0;
  std::uint64_t overrides = 0;
};

/// Everything that was compiled from rule files, but for what options change. Position-independent together with what it refers to: the
/// packs in the program are compiled when it is built, and used where they lie.
struct RuleImage {
  FlatArray<Rule> rules;       ///< by id
  FlatArray<RuleTests> tests;  ///< by rule
  FlatArray<Site> sites;       ///< by id
  FlatArray<SignaturePattern> signatures;
  FlatArray<Pattern> patterns;
  FlatArray<FlatStopwords> stopwords;  ///< by language
  TokenPatterns tokens{kNoPattern, kNoPattern, kNoPattern};
  ModelParameters model;
  PhraseTable model_phrases;
  MatchTables match;
  FlatArray<FlatWarning> warnings;
  std::uint64_t sources_fingerprint = 0;
  FlatArray<FlatPack> packs;
  LinkTotals totals;
  FlatArray<RuleExample> examples;  ///< by place
  FlatArray<PageCase> cases;        ///< by place
  const RuleImage* base =
      nullptr;  ///< the image that this one was made of; its examples and cases are not repeated. Null in one that is stored
  FlatArray<RuleIndex> of_base;  ///< by rule of the base: which rule it is here
};

}  // namespace cleanscrape
