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
  bool measured = false;

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
  /// Writes the word that begins at `offset` of the text, in lower case, and counts it; where it ends.
  std::size_t measure_word(std::string_view text, std::size_t offset, ModelBlock& result);
  void count_word(std::string_view lower, CharClass first, ModelBlock& result);
  void find_signs(std::span<const RuleIndex> hits, ModelBlock& result) const;
  void find_phrases(ModelBlock& result) const;
  [[nodiscard]] PhraseTable::Kinds kinds_of_starts(std::string_view folded) const;

  const CompiledRules& rules_;
  std::string folded_;
};

/// The blocks that are still looked at, as the model sees them: each measured once, at first need. Reused from page to page.
class MeasuredBlocks {
 public:
  /// Forgets the last page.
  void clear() { of_.clear(); }
  /// Takes the blocks that are `alive` in this round; those that were measured stay measured.
  void follow(std::span<const std::uint32_t> alive);
  [[nodiscard]] std::size_t size() const { return of_.size(); }
  /// The block at the position, measured.
  const ModelBlock& measure(ModelMeter& meter, std::size_t position, const Block& block, std::span<const RuleIndex> hits);
  /// One per position.
  [[nodiscard]] const std::vector<ModelBlock>& all() const { return blocks_; }

 private:
  std::vector<ModelBlock> blocks_;
  std::vector<std::uint32_t> of_;  ///< per position: the index of the block in its document
};

}  // namespace cleanscrape
