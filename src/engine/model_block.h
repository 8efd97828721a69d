#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "engine/model_words.h"
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
  std::uint32_t commas = 0;
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
  std::uint64_t fold = 0;           ///< hash of the words in lower case
  std::vector<std::uint64_t> content;  ///< keys of its topic words (see PhraseTable), each once
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
  /// `words` keeps its memory from page to page.
  ModelMeter(const CompiledRules& rules, ModelWords& words);
  void measure(const Block& block, std::span<const RuleIndex> hits, ModelBlock& result);
  /// Whether one of the rules finds a copyright line or a form.
  [[nodiscard]] bool has_furniture_mark(std::span<const RuleIndex> hits) const;
  /// False where the block, measured, certainly is neither a label nor a heading: its first word begins none.
  [[nodiscard]] bool may_be_phrase(const Block& block) const;

 private:
  using Marks = std::uint16_t;  ///< one bit per ModelMark
  [[nodiscard]] Marks marks_of(std::span<const RuleIndex> hits) const;
  void find_signs(std::span<const RuleIndex> hits, ModelBlock& result) const;
  void find_phrases(ModelBlock& result) const;

  const CompiledRules& rules_;
  ModelWords& words_;
  std::vector<Marks> marks_;  ///< per rule: what it finds
};

/// The blocks that are still looked at, as the model sees them: each measured once, at first need; memory is taken for those alone. Reused
/// from page to page.
class MeasuredBlocks {
 public:
  /// Forgets the last page.
  void clear();
  /// Takes the blocks that are `alive` in this round; those that were measured stay measured.
  void follow(std::span<const std::uint32_t> alive);
  /// For the meter.
  [[nodiscard]] ModelWords& words() { return words_; }
  /// The block at the position, measured. Valid until the next call.
  const ModelBlock& measure(ModelMeter& meter, std::size_t position, const Block& block, std::span<const RuleIndex> hits);
  /// One per position, all of which must have been measured. Valid until the next call.
  [[nodiscard]] std::span<const ModelBlock> in_order();

 private:
  static constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;

  std::uint32_t take_slot();
  void release(std::uint32_t slot);

  ModelWords words_;
  std::vector<ModelBlock> blocks_;    ///< the first `used_` of them hold, or held, a block's measures
  std::size_t used_ = 0;
  std::vector<std::uint32_t> free_;   ///< slots of blocks that are gone
  std::vector<std::uint32_t> of_;     ///< per position: the index of the block in its document
  std::vector<std::uint32_t> slots_;  ///< per position: where in `blocks_`, or kNoSlot
};

}  // namespace cleanscrape
