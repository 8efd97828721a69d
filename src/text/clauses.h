#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// A sum over the bytes of a text's letters and digits, case folded; only ASCII and nearly all of Hangul count. Equal for texts that
/// `fold_for_comparison` makes equal, whatever it folds, and mostly different for others. 0 for a text without any.
using Sketch = std::uint32_t;

/// Of so many bytes, and how many of them have each of the lowest three bits set.
[[nodiscard]] constexpr Sketch make_sketch(std::uint32_t bytes, std::uint32_t with_bit_0, std::uint32_t with_bit_1, std::uint32_t with_bit_2) {
  return bytes * 0x9E3779B1U + with_bit_0 * 0x85EBCA77U + with_bit_1 * 0xC2B2AE3DU + with_bit_2 * 0x27D4EB2FU;
}

/// Makes the sketches of a text's clauses, which are what stands between marks that can end a sentence (`is_sentence_end`). Each sentence of
/// `split_sentences` is made of whole clauses, and where two sentences are equal when folded, so are the sketches of their clauses.
class ClauseMeter {
 public:
  /// Appends to `sketches`, where it is not null, those that are not 0.
  explicit ClauseMeter(std::vector<Sketch>* sketches) : sketches_(sketches) {}

  /// More of the same clause.
  void add(Sketch part) { clause_ += part; }
  void end_clause() {
    if (sketches_ != nullptr && clause_ != 0) sketches_->push_back(clause_);
    text_ += clause_;
    clause_ = 0;
  }
  /// Any text, character by character.
  void add_text(std::string_view text);

  /// Of all clauses that ended.
  [[nodiscard]] Sketch text() const { return text_; }

 private:
  std::vector<Sketch>* sketches_;
  Sketch clause_ = 0;
  Sketch text_ = 0;
};

/// Whether a character of the text counts.
[[nodiscard]] bool has_clause(std::string_view text);

}  // namespace cleanscrape
