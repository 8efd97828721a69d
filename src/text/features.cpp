#include "text/features.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/byte_block.h"
#include "text/clauses.h"
#include "text/common_chars.h"
#include "text/fold_case.h"
#include "text/marks.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Whether the mark at `offset` is the one of "://", "](" or "www.".
bool continues_url(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  return rest.starts_with("://") || rest.starts_with("](") || (rest[0] == '.' && text.substr(0, offset).ends_with("www"));
}

/// Whether the first letter is a lower-case Latin one.
bool starts_lower_letter(std::string_view view) {
  for (std::size_t i = 0; i < view.size();) {
    const DecodedChar c = decode_at(view, i);
    const CharClass kind = classify(c.code_point);
    if (kind.kind == CharKind::letter) return kind.script == ScriptGroup::latin && !kind.upper;
    i += c.size_bytes;
  }
  return false;
}

/// Counts words character by character: any characters, any length.
class WordMeter {
 public:
  WordMeter(const StopwordSet& english, Features& features) : english_(english), features_(features) {}

  [[gnu::noinline]] void measure(std::string_view word) {
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
    if (is_stopword(word.substr(w.first_letter, w.end_of_letters - w.first_letter))) ++features_.stopwords;
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

  void count_mark(char32_t c, std::string_view word, std::size_t offset) {
    if (c == ',') ++features_.commas;
    if (c == '@') features_.has_at_sign = true;
    if (is_double_quote(c)) ++features_.quotes;
    if (c == ':' || c == ']' || c == '.') features_.has_url_mark |= continues_url(word, offset);
  }

  [[nodiscard]] bool is_stopword(std::string_view word) const {
    std::array<char, StopwordSet::kMaxBytes> lower;
    if (word.size() > lower.size()) return false;
    std::transform(word.begin(), word.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return english_.contains({lower.data(), word.size()});
  }

  const StopwordSet& english_;
  Features& features_;
};

/// Counts the words of one block of bytes at a time; a view separates words with single spaces.
template <class Bytes>
class Meter {
 public:
  Meter(std::string_view view, const StopwordSet& english, std::vector<Sketch>* clauses)
      : view_(view), probe_(english.probe()), has_short_stopwords_(english.is_short()), clauses_(clauses), word_meter_(english, features_) {}

  Features measure() {
    features_.bytes = static_cast<std::uint32_t>(view_.size());
    for (std::size_t begin = 0; begin < view_.size();) begin = measure_words_at(begin);
    clauses_.end_clause();
    features_.sketch = clauses_.text();
    return features_;
  }

 private:
  /// The bytes of a block by what they are, one bit each.
  struct Masks {
    std::uint64_t letters;        ///< first bytes of letters, of any script
    std::uint64_t ascii_letters;
    std::uint64_t digits;
    std::uint64_t uppers;
    std::uint64_t ends;           ///< behind each word: a space, or the end of the view
    std::uint64_t in_words;
    std::uint64_t first_bytes;    ///< of words

    /// In each word that has one, the first of the bytes that are asked for. Added to a word's first byte, the run of other bytes carries over
    /// to it.
    [[nodiscard]] std::uint64_t first_of(std::uint64_t asked) const { return ((in_words & ~asked) + first_bytes) & asked; }
  };

  /// Measures the words that end within the block of bytes at `begin`, where a word begins; where the next one begins. Words with rare
  /// characters, and such as no language has, go the long way.
  std::size_t measure_words_at(std::size_t begin) {
    const Bytes bytes(view_.substr(begin));
    const std::uint64_t spaces = bytes.equal(' ');
    const bool is_last = bytes.size() < Bytes::kBytes;
    if (!is_last && spaces == 0) return measure_long_word(begin);
    const std::size_t size = is_last ? bytes.size() : 64U - static_cast<std::size_t>(std::countl_zero(spaces));
    const std::uint64_t ends = is_last ? spaces | (std::uint64_t{1} << size) : spaces;
    count_block(bytes.first_bytes(size), ends, begin, size);
    return begin + size;
  }

  std::size_t measure_long_word(std::size_t begin) {
    const std::size_t end = std::min(view_.find(' ', begin), view_.size());
    const std::string_view word = view_.substr(begin, end - begin);
    word_meter_.measure(word);
    clauses_.add_text(word);
    features_.has_rare_char |= !is_ascii(word);
    if (end < view_.size()) ++features_.code_points;
    return end + 1;
  }

  /// Measures the words that hold the bytes `rare`; their bits.
  std::uint64_t measure_rare_words(std::uint64_t rare, std::uint64_t ends, std::size_t begin) {
    std::uint64_t words = 0;
    while (rare != 0) {
      const auto at = static_cast<std::size_t>(std::countr_zero(rare));
      const std::size_t first = 64U - static_cast<std::size_t>(std::countl_zero(ends & bits_below(at)));
      const auto end = static_cast<std::size_t>(std::countr_zero(ends & ~bits_below(at)));
      word_meter_.measure(view_.substr(begin + first, end - first));
      words |= bits_below(end) & ~bits_below(first);
      rare &= ~bits_below(end);
    }
    return words;
  }

  /// `bytes` are the words and nothing but zeros behind them.
  void count_block(const Bytes& bytes, std::uint64_t ends, std::size_t begin, std::size_t size) {
    std::uint64_t counted = bits_below(size);
    const CommonChars<Bytes> chars(bytes);
    if (const std::uint64_t rare = chars.others(); rare != 0) {
      features_.has_rare_char = true;
      counted &= ~measure_rare_words(rare, ends, begin);
    }
    const Bytes lower = bytes.to_lower();
    Masks masks;
    const std::uint64_t ascii_letters = lower.in_range('a', 'z');
    const std::uint64_t digits = bytes.in_range('0', '9');
    add_to_clauses(bytes, ascii_letters | digits | CommonChars<Bytes>::bytes_of(chars.hangul), clause_ends(bytes, chars, begin));
    masks.ascii_letters = ascii_letters & counted;
    masks.letters = masks.ascii_letters | (chars.hangul & counted);
    masks.digits = digits & counted;
    masks.uppers = bytes.in_range('A', 'Z') & counted;
    masks.ends = ends;
    masks.in_words = counted & ~ends;
    masks.first_bytes = masks.in_words & ~(masks.in_words << 1U);
    count_chars(bytes, masks, counted, begin);
    if (chars.beyond_ascii != 0) count_beyond_ascii(bytes, chars, counted);
    features_.code_points += Bytes::count(chars.first_bytes(counted));
    count_words(masks);
    count_separators(masks, chars, begin);
    count_stopwords(lower, chars, masks);
  }

  /// The marks that can end a sentence.
  std::uint64_t clause_ends(const Bytes& bytes, const CommonChars<Bytes>& chars, std::size_t begin) const {
    std::uint64_t ends = bytes.any_of('.', '!', '?');
    if (chars.punctuation != 0) ends |= chars.punctuation & (bytes.equal('\xA6') >> 2U);  // U+2026
    if (chars.others() == 0) return ends;
    for (std::uint64_t rare = chars.others() & ~bytes.in_range(0x80, 0xBF); rare != 0; rare &= rare - 1) {
      if (is_sentence_end(decode_at(view_, begin + first_bit(rare)).code_point)) ends |= rare & -rare;
    }
    return ends;
  }

  /// `counted` are all bytes of letters and digits that a sketch counts.
  void add_to_clauses(const Bytes& bytes, std::uint64_t counted, std::uint64_t ends) {
    const std::array<std::uint64_t, 3> bits{counted & bytes.template with_bit<0>(), counted & bytes.template with_bit<1>(), counted & bytes.template with_bit<2>()};
    const auto sketch = [&](std::uint64_t part) {
      return make_sketch(Bytes::count(counted & part), Bytes::count(bits[0] & part), Bytes::count(bits[1] & part), Bytes::count(bits[2] & part));
    };
    std::uint64_t rest = ~std::uint64_t{0};
    for (; ends != 0; ends &= ends - 1) {
      clauses_.add(sketch(rest & (ends ^ (ends - 1))));
      clauses_.end_clause();
      rest &= ~(ends ^ (ends - 1));
    }
    clauses_.add(sketch(rest));
  }

  void count_chars(const Bytes& bytes, const Masks& masks, std::uint64_t counted, std::size_t begin) {
    const std::uint32_t latin = Bytes::count(masks.ascii_letters);
    features_.letters += latin;
    features_.letters_by_script[static_cast<std::size_t>(ScriptGroup::latin)] += latin;
    features_.upper_letters += Bytes::count(masks.uppers);
    features_.digits += Bytes::count(masks.digits);
    features_.commas += Bytes::count(bytes.equal(',') & counted);
    features_.quotes += Bytes::count(bytes.equal('"') & counted);
    const std::uint64_t w = bytes.equal('w');
    if (((bytes.any_of('@', ':', ']') | (w & (w << 1U))) & counted) != 0) find_url_marks(bytes, counted, begin);
  }

  void find_url_marks(const Bytes& bytes, std::uint64_t counted, std::size_t begin) {
    features_.has_at_sign |= (bytes.equal('@') & counted) != 0;
    for (std::uint64_t marks = bytes.any_of(':', ']', '.') & counted; marks != 0; marks &= marks - 1) {
      features_.has_url_mark |= continues_url(view_, begin + static_cast<std::size_t>(std::countr_zero(marks)));
    }
  }

  void count_beyond_ascii(const Bytes& bytes, const CommonChars<Bytes>& chars, std::uint64_t counted) {
    const std::uint32_t hangul = Bytes::count(chars.hangul & counted);
    features_.ascii = false;
    features_.letters += hangul;
    features_.letters_by_script[static_cast<std::size_t>(ScriptGroup::hangul)] += hangul;
    features_.quotes += Bytes::count(chars.punctuation & (bytes.in_range(0x9C, 0x9F) >> 2U) & counted);  // U+201C to U+201F
  }

  void count_words(const Masks& masks) {
    features_.words += Bytes::count(masks.first_of(masks.letters | masks.digits));
    features_.latin_words += Bytes::count(masks.first_of(masks.ascii_letters));
    features_.capitalised_words += Bytes::count(masks.first_of(masks.letters) & masks.uppers);
  }

  /// Words of one character.
  void count_separators(const Masks& masks, const CommonChars<Bytes>& chars, std::size_t begin) {
    const std::uint64_t ascii = masks.first_bytes & (masks.ends >> 1U) & ~(masks.letters | masks.digits);
    const std::uint64_t others = masks.first_bytes & chars.punctuation & (masks.ends >> CommonChars<Bytes>::kCharBytes);
    for (std::uint64_t alone = ascii | others; alone != 0; alone &= alone - 1) {
      const DecodedChar c = decode_at(view_, begin + static_cast<std::size_t>(std::countr_zero(alone)));
      if (is_separator(c.code_point)) ++features_.separators;
    }
  }

  void count_stopwords(const Bytes& lower, const CommonChars<Bytes>& chars, const Masks& masks) {
    std::array<char, Bytes::kBytes + StopwordSet::kMaxBytes> text;
    lower.store(text.data());
    std::memset(text.data() + Bytes::kBytes, 0, StopwordSet::kMaxBytes);
    const StopwordSet::Probe probe = probe_;
    const std::uint64_t letters = masks.ascii_letters | CommonChars<Bytes>::bytes_of(masks.letters & chars.hangul);
    std::uint64_t words = masks.first_of(masks.letters);
    std::uint32_t found = 0;
    const auto count = [&](unsigned first, unsigned size) {
      if (size <= StopwordSet::kMaxBytes) found += static_cast<std::uint32_t>(probe.contains_key(StopwordSet::key_at(text.data() + first, size)));
    };
    for (std::uint64_t gaps = letters & ~(letters << 1U) & ~words; gaps != 0; gaps &= gaps - 1) {  // as behind the apostrophe of "don't"
      const std::uint64_t before = words & ((gaps & -gaps) - 1);
      const unsigned first = 63U - static_cast<unsigned>(std::countl_zero(before));
      const unsigned end = first_bit(masks.ends & -gaps);
      count(first, 64U - first - static_cast<unsigned>(std::countl_zero(letters & bits_below(end))));
      words &= ~(std::uint64_t{1} << first);
      gaps &= ~bits_below(end) | (gaps & -gaps);
    }
    const std::uint64_t not_letters = ~letters;  // not all of a block are letters: it has a space, or an end
    if (has_short_stopwords_) {
      for (; words != 0; words &= words - 1) {
        const unsigned first = first_bit(words);
        found += static_cast<std::uint32_t>(probe.contains_key(StopwordSet::short_key_at(text.data() + first, first_bit(not_letters >> first))));
      }
    }
    for (; words != 0; words &= words - 1) count(first_bit(words), first_bit(not_letters >> first_bit(words)));
    features_.stopwords += found;
  }

  std::string_view view_;
  StopwordSet::Probe probe_;
  bool has_short_stopwords_;
  Features features_;
  ClauseMeter clauses_;
  WordMeter word_meter_;
};

}  // namespace

Features measure(std::string_view view, const StopwordSet& english, std::vector<Sketch>* clauses) {
  Features features = on_byte_blocks([&]<class Bytes>() { return Meter<Bytes>(view, english, clauses).measure(); });
  features.ends_sentence = ends_sentence(view);
  features.list_item = starts_list_item(view);
  features.starts_lower = features.letters > 0 && starts_lower_letter(view);
  return features;
}

double stopword_share(std::string_view view, const StopwordSet& stopwords) {
  const Features features = measure(view, stopwords);
  return features.words == 0 ? 0.0 : static_cast<double>(features.stopwords) / features.words;
}

}  // namespace cleanscrape
