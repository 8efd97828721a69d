#include "text/features.h"

#include "text/marks.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Counts one word at a time; a view separates words with single spaces.
class Meter {
 public:
  Meter(std::string_view view, const StopwordSet& english) : view_(view), english_(english) {}

  Features measure() {
    features_.bytes = static_cast<std::uint32_t>(view_.size());
    std::size_t begin = 0;
    while (begin < view_.size()) {
      std::size_t end = view_.find(' ', begin);
      if (end == std::string_view::npos) end = view_.size();
      measure_word(view_.substr(begin, end - begin));
      if (end < view_.size()) ++features_.code_points;
      begin = end + 1;
    }
    features_.ends_sentence = ends_sentence(view_);
    features_.list_item = starts_list_item(view_);
    return features_;
  }

 private:
  struct Word {
    bool has_letter = false;
    bool has_latin = false;
    bool has_digit = false;
    bool starts_upper = false;
    std::size_t first_letter = 0;
    std::size_t end_of_letters = 0;
  };

  void measure_word(std::string_view word) {
    Word w;
    std::size_t code_points = 0;
    for (std::size_t i = 0; i < word.size();) {
      const DecodedChar c = decode_at(word, i);
      count_char(c.code_point, word, i, c.size_bytes, w);
      i += c.size_bytes;
      ++code_points;
    }
    features_.code_points += static_cast<std::uint32_t>(code_points);
    if (code_points == 1 && !w.has_letter && is_separator(decode_at(word, 0).code_point)) ++features_.separators;
    if (w.has_letter || w.has_digit) ++features_.words;
    if (!w.has_letter) return;
    if (w.has_latin) ++features_.latin_words;
    if (w.starts_upper) ++features_.capitalised_words;
    if (english_.contains_key(key_of(word.substr(w.first_letter, w.end_of_letters - w.first_letter)))) ++features_.stopwords;
  }

  void count_char(char32_t code_point, std::string_view word, std::size_t offset, std::size_t size_bytes, Word& w) {
    if (code_point >= 0x80) features_.ascii = false;
    const CharClass c = classify(code_point);
    switch (c.kind) {
      case CharKind::letter: count_letter(c, offset, size_bytes, w); break;
      case CharKind::digit:
        ++features_.digits;
        w.has_digit = true;
        break;
      case CharKind::space: break;
      case CharKind::other: count_mark(code_point, word, offset); break;
    }
  }

  void count_letter(const CharClass& c, std::size_t offset, std::size_t size_bytes, Word& w) {
    if (features_.letters == 0) features_.starts_lower = c.script == ScriptGroup::latin && !c.upper;
    ++features_.letters;
    ++features_.letters_by_script[static_cast<std::size_t>(c.script)];
    if (c.upper) ++features_.upper_letters;
    if (c.script == ScriptGroup::latin) w.has_latin = true;
    if (!w.has_letter) {
      w.has_letter = true;
      w.first_letter = offset;
      w.starts_upper = c.upper;
    }
    w.end_of_letters = offset + size_bytes;
  }

  /// Whether the mark at `offset` is the one of "://", "](" or "www.".
  static bool continues_url(std::string_view word, std::size_t offset) {
    const std::string_view rest = word.substr(offset);
    return rest.starts_with("://") || rest.starts_with("](") || (rest[0] == '.' && word.substr(0, offset).ends_with("www"));
  }

  void count_mark(char32_t c, std::string_view word, std::size_t offset) {
    if (c == ',') ++features_.commas;
    if (c == '@') features_.has_at_sign = true;
    if (is_double_quote(c)) ++features_.quotes;
    if (c == ':' || c == ']' || c == '.') features_.has_url_mark |= continues_url(word, offset);
  }

  /// Stop words are short: a longer word cannot be one, and is not looked up.
  static std::uint64_t key_of(std::string_view word) {
    constexpr std::size_t kMaxStopwordBytes = 12;
    if (word.size() > kMaxStopwordBytes) return 0;
    char lower[kMaxStopwordBytes];
    for (std::size_t i = 0; i < word.size(); ++i) lower[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] | 0x20) : word[i];
    return StopwordSet::key_of({lower, word.size()});
  }

  std::string_view view_;
  const StopwordSet& english_;
  Features features_;
};

}  // namespace

Features measure(std::string_view view, const StopwordSet& english) { return Meter(view, english).measure(); }

double stopword_share(std::string_view view, const StopwordSet& stopwords) {
  const Features features = Meter(view, stopwords).measure();
  return features.words == 0 ? 0.0 : static_cast<double>(features.stopwords) / features.words;
}

}  // namespace cleanscrape
