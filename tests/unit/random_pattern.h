#pragma once

#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>

namespace cleanscrape::test {

/// A number from the environment, so that a long run can try more patterns, and others.
inline std::uint32_t pattern_setting(const char* name, std::uint32_t standard) {
  const char* value = std::getenv(name);
  return value == nullptr ? standard : static_cast<std::uint32_t>(std::strtoul(value, nullptr, 10));
}
inline std::uint32_t pattern_rounds() { return pattern_setting("CLEANSCRAPE_PATTERN_ROUNDS", 6000); }
inline std::mt19937 pattern_random(std::uint32_t standard_seed) { return std::mt19937(pattern_setting("CLEANSCRAPE_PATTERN_SEED", standard_seed)); }

/// A pattern that RE2 may or may not accept.
inline std::string random_pattern(std::mt19937& random, int depth) {
  static const char* const kAtoms[] = {"a",           "B",    "k", "가", "é",   "ſ",   ".", "\\d",  "\\W",  "[a-c]", "[^a가]",   "[가-나k]",
                                       "\\p{Hangul}", "\\pL", "^", "$",  "\\b", "\\.", " ", "(?i)", "[-a]", "[]x]",  "\\x{ac00}"};
  static const char* const kRepeats[] = {"", "", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}", "+?", "{0,3}", "{1,4}?", "{2,6}", "{4,}"};
  std::string pattern;
  const std::size_t pieces = 1 + random() % 4;
  for (std::size_t i = 0; i < pieces; ++i) {
    if (depth > 0 && random() % 3 == 0) {
      static const char* const kOpen[] = {"(", "(?:", "(?i:", "(?P<n>", "(?s:"};
      pattern += kOpen[random() % std::size(kOpen)] + random_pattern(random, depth - 1) + ")";
    } else {
      pattern += kAtoms[random() % std::size(kAtoms)];
    }
    pattern += kRepeats[random() % std::size(kRepeats)];
    if (random() % 8 == 0) pattern += "|";
  }
  return pattern;
}

/// A short text of what such patterns are made of.
inline std::string random_text(std::mt19937& random) {
  static const char* const kPieces[] = {"a",  "A",  "b", "c", "k", "K", "\u212A", "s", "S", "ſ",
                                        "가", "나", "é", "É", "1", ".", " ",      "]", "-", "x"};
  std::string text;
  const std::size_t pieces = random() % 6;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

/// A text in which some of its pieces stand up to fifty times.
inline std::string random_runs(std::mt19937& random) {
  static const char* const kPieces[] = {"a", "b", "k", "가", "é", "x", " ", "ab"};
  std::string text;
  const std::size_t runs = 1 + random() % 3;
  for (std::size_t i = 0; i < runs; ++i) {
    const char* piece = kPieces[random() % std::size(kPieces)];
    for (std::size_t copies = random() % 2 == 0 ? 1 : 10 + random() % 40; copies > 0; --copies) text += piece;
    text += random_text(random);
  }
  return text;
}

}  // namespace cleanscrape::test
