#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// What the page model knows of a block from its words. A word here is a run of letters and digits, an apostrophe inside it allowed; a bullet
/// or number in front of the block does not count.
struct ModelBlock {
  std::uint32_t words = 0;
  std::uint32_t function_words = 0;
  std::uint32_t promotion_words = 0;
  std::uint32_t address_words = 0;
  std::uint32_t initial_words = 0;  ///< that start with a capital or a digit
  std::uint32_t digit_words = 0;    ///< that start with a digit
  std::uint32_t sentences = 0;
  std::uint32_t prose_words = 0;    ///< words of a paragraph of prose, at most 60; 0 for any other block
  bool sentence = false;            ///< ends in a sentence end, a reference ("[12]") behind it allowed
  bool bullet = false;
  bool numbered = false;
  bool label = false;               ///< the whole block is a label of `[model.words]`
  bool heading = false;
  bool credit_line = false;
  bool speech = false;
  bool date = false;
  bool time = false;
  bool link = false;
  bool copyright = false;
  bool form = false;
  bool comment_head = false;
  bool comment_section = false;
  bool image = false;
  bool credit = false;
  bool share_line = false;
  bool symbols = false;             ///< more than a tenth of the characters are neither letters, digits nor usual punctuation
  std::uint64_t fold = 0;           ///< fingerprint of the words in lower case
  std::vector<std::uint64_t> content;  ///< fingerprints of its topic words, each once, sorted
  std::string_view view;

  [[nodiscard]] bool is_prose() const { return prose_words > 0; }
  /// A short line that is no sentence.
  [[nodiscard]] bool is_short() const { return words < 10 && !sentence; }
  /// A line as furniture has it: what the gate counts.
  [[nodiscard]] bool is_marked() const { return label || heading || copyright || form; }
};

/// Measures a block; `hits` are the rules that hit it.
class ModelMeter {
 public:
  explicit ModelMeter(const CompiledRules& rules) : rules_(rules) {}
  void measure(const Block& block, std::span<const RuleIndex> hits, ModelBlock& result);

 private:
  void measure_words(std::string_view text, ModelBlock& result);
  void count_word(std::string_view lower, char32_t first, ModelBlock& result);
  void find_signs(std::span<const RuleIndex> hits, ModelBlock& result) const;
  void find_phrases(ModelBlock& result) const;
  [[nodiscard]] PhraseTable::Kinds kinds_of_starts(std::string_view folded) const;

  const CompiledRules& rules_;
  std::string folded_;
};

}  // namespace cleanscrape
