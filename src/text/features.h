#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/clauses.h"
#include "text/script.h"
#include "text/stopwords.h"

namespace cleanscrape {

/// What one pass over a block's view counts. Counts are of code points or words, never of bytes unless named so.
/// A word is a run without white space that holds a letter or a digit.
struct Features {
  std::uint32_t bytes = 0;
  std::uint32_t code_points = 0;
  std::uint32_t words = 0;
  std::uint32_t latin_words = 0;        ///< words that hold a Latin letter
  std::uint32_t capitalised_words = 0;  ///< words whose first letter is upper case
  std::uint32_t stopwords = 0;          ///< words that are in the English stop-word set, punctuation around them aside
  std::uint32_t letters = 0;
  std::array<std::uint32_t, kScriptGroups> letters_by_script{};
  std::uint32_t upper_letters = 0;
  std::uint32_t digits = 0;
  std::uint32_t commas = 0;
  std::uint32_t quotes = 0;      ///< straight and curly double quotation marks
  std::uint32_t separators = 0;  ///< | » › > · • / — – standing alone between spaces, and |
  Sketch sketch = 0;             ///< of the view
  bool ends_sentence : 1 = false;    ///< . ! ? … or full width, closing quotes and brackets allowed behind
  bool list_item : 1 = false;        ///< bullet, number or headline mark, then white space
  bool starts_lower : 1 = false;     ///< the first letter is lower case
  bool has_at_sign : 1 = false;
  bool has_url_mark : 1 = false;     ///< "://", "www." or "]("
  bool side_by_side : 1 = false;     ///< stands beside another column of text; the document knows it, not the view
  bool ascii : 1 = true;
  bool has_rare_char : 1 = false;    ///< one beyond ASCII that `CommonChars` does not know, or a word of more than 64 bytes that is not ASCII

  [[nodiscard]] std::uint32_t letters_in(ScriptGroup group) const { return letters_by_script[static_cast<std::size_t>(group)]; }
};

/// Measures a view. `english` are the stop words of English, lower case. Appends the sketches of its clauses to `clauses` where that is not
/// null; see `ClauseMeter`.
[[nodiscard]] Features measure(std::string_view view, const StopwordSet& english, std::vector<Sketch>* clauses = nullptr);

/// Share of `view`'s words that are in `stopwords`; 0 for a view without words.
[[nodiscard]] double stopword_share(std::string_view view, const StopwordSet& stopwords);

}  // namespace cleanscrape
