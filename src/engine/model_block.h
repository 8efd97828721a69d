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
  bool sentence : 1 = false;            ///< ends in a sentence end, a reference ("[12]") behind it allowed
  bool bullet : 1 = false;
  bool numbered : 1 = false;
  bool label : 1 = false;               ///< the whole block is a label of `[model.words]`
  bool heading : 1 = false;
  bool credit_line : 1 = false;
  bool speech : 1 = false;
  bool date : 1 = false;
  bool time : 1 = false;
  bool link : 1 = false;
  bool copyright : 1 = false;
  bool form : 1 = false;
  bool comment_head : 1 = false;
  bool comment_section : 1 = false;
  bool image : 1 = false;
  bool credit : 1 = false;
  bool share_line : 1 = false;
  bool symbols : 1 = false;             ///< more than a tenth of the characters are neither letters, digits nor usual punctuation
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
  /// Writes the word that begins at `offset` of the text, in lower case, and counts it; where it ends.
  std::size_t measure_word(std::string_view text, std::size_t offset, ModelBlock& result);
  void count_word(std::string_view lower, CharClass first, ModelBlock& result);
  void find_signs(std::span<const RuleIndex> hits, ModelBlock& result) const;
  void find_phrases(ModelBlock& result) const;
  [[nodiscard]] PhraseTable::Kinds kinds_of_starts(std::string_view folded) const;

  const CompiledRules& rules_;
  std::string folded_;
};

/// The blocks that are still looked at, as the model sees them: each measured once, at first need; memory is taken for those alone. Reused
/// from page to page.
class MeasuredBlocks {
 public:
  /// Forgets the last page.
  void clear();
  /// Takes the blocks that are `alive` in this round; those that were measured stay measured.
  void follow(std::span<const std::uint32_t> alive);
  /// The block at the position, measured. Valid until the next call.
  const ModelBlock& measure(ModelMeter& meter, std::size_t position, const Block& block, std::span<const RuleIndex> hits);
  /// One per position, all of which must have been measured. Valid until the next call.
  [[nodiscard]] std::span<const ModelBlock> in_order();

 private:
  static constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;

  std::uint32_t take_slot();
  void release(std::uint32_t slot);

  std::vector<ModelBlock> blocks_;    ///< the first `used_` of them hold, or held, a block's measures
  std::size_t used_ = 0;
  std::vector<std::uint32_t> free_;   ///< slots of blocks that are gone
  std::vector<std::uint32_t> of_;     ///< per position: the index of the block in its document
  std::vector<std::uint32_t> slots_;  ///< per position: where in `blocks_`, or kNoSlot
};

}  // namespace cleanscrape
