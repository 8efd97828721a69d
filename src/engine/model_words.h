#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/phrase_table.h"

namespace cleanscrape {

struct ModelBlock;

/// Counts the words of blocks for the page model. A word is a run of letters and digits, an apostrophe inside it allowed. Reused from page to page.
class ModelWords {
 public:
  /// Counts the words of the text: sets the numbers of words, `speech`, `fold` and `content`.
  void measure(std::string_view text, const PhraseTable& phrases, ModelBlock& result);

  /// The words of the last text in lower case, apart by one space; an apostrophe parts words here. Of a text with more words than a phrase may
  /// have, at least one word more than that. Lives until the next text.
  [[nodiscard]] std::string_view folded() const { return std::string_view(folded_).substr(0, folded_bytes_); }

 private:
  /// Counts the words in at most 64 bytes from `begin` on, where no word goes on; where the next ones begin.
  template <class Bytes>
  std::size_t measure_at(std::string_view text, std::size_t begin, const PhraseTable::Probe& phrases, ModelBlock& result);
  /// The same for any characters.
  void measure_any(std::string_view text, const PhraseTable::Probe& phrases, ModelBlock& result);
  /// Takes the word that begins the text; its length.
  std::size_t add_any_word(std::string_view text, const PhraseTable::Probe& phrases, ModelBlock& result);
  /// Whether the word is of no kind that makes it a function word, so that it may be a topic.
  static bool count_word(std::uint64_t key, const PhraseTable::Probe& phrases, ModelBlock& result);
  void add_topic_word(std::uint64_t key, ModelBlock& result);

  /// A topic word and the text that it was last seen in.
  struct Seen {
    std::uint64_t key = 0;
    std::uint64_t text = 0;
  };

  std::string folded_;            ///< a space behind each word, and room behind the last one
  std::size_t folded_bytes_ = 0;  ///< what is used of it
  bool folds_ = true;             ///< the text may still be a phrase
  std::string word_;
  std::vector<Seen> seen_;        ///< a table, open addressing
  std::uint64_t texts_ = 0;       ///< measured so far
};

}  // namespace cleanscrape
