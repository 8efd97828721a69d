#include "text/features.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/byte_block.h"
#include "text/marks.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Lower case of the ASCII letters among eight bytes, none of them beyond ASCII.
std::uint64_t to_lower_8_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const std::uint64_t from_a = bytes + kOnes * (0x80 - 'A');
  const std::uint64_t behind_z = bytes + kOnes * (0x80 - 'Z' - 1);
  return bytes | (((from_a & ~behind_z) & (kOnes * 0x80)) >> 2U);
}

/// Counts the words of one block of bytes at a time; a view separates words with single spaces.
class Meter {
 public:
  Meter(std::string_view view, const StopwordSet& english) : view_(view), english_(english) {}

  Features measure() {
    features_.bytes = static_cast<std::uint32_t>(view_.size());
    for (std::size_t begin = 0; begin < view_.size();) begin = measure_words_at(begin);
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

  /// The bytes of a block by what they are, one bit each.
  struct Masks {
    explicit Masks(const ByteBlock& bytes)
        : letters(bytes.ascii_letters()), uppers(letters == 0 ? 0 : bytes.in_range('A', 'Z')), digits(bytes.in_range('0', '9')) {}
    std::uint64_t letters;
    std::uint64_t uppers;
    std::uint64_t digits;
  };

  /// Bits `begin` to `end`, which is at most 63.
  static std::uint64_t bits(unsigned begin, unsigned end) {
    return ((std::uint64_t{1} << end) - 1) & ~((std::uint64_t{1} << begin) - 1);
  }

  /// Measures the words that end within the block of bytes at `begin`, where a word begins; where the next one begins. Words with characters
  /// beyond ASCII, and such as no language has, go the long way.
  std::size_t measure_words_at(std::size_t begin) {
    const ByteBlock bytes(view_.substr(begin));
    std::uint64_t ends = bytes.equal(' ');
    if (bytes.size() < ByteBlock::kBytes) ends |= std::uint64_t{1} << bytes.size();
    if (ends == 0) return measure_long_word(begin);
    const Masks masks(bytes);
    const std::uint64_t beyond_ascii = bytes.beyond_ascii();
    std::uint64_t counted = 0;  // the bytes of the words that are ASCII, and the spaces
    unsigned at = 0;
    for (; ends != 0; ends &= ends - 1) {
      const auto end = static_cast<unsigned>(std::countr_zero(ends));
      const std::uint64_t word = bits(at, end);
      counted |= std::uint64_t{1} << end;
      if ((beyond_ascii & word) != 0) {
        measure_word(view_.substr(begin + at, end - at));
      } else {
        counted |= word;
        measure_ascii_word(masks, word, begin);
      }
      at = end + 1;
    }
    count_ascii(bytes, masks, counted & bytes.all(), begin);
    return begin + at;
  }

  std::size_t measure_long_word(std::size_t begin) {
    const std::size_t end = std::min(view_.find(' ', begin), view_.size());
    measure_word(view_.substr(begin, end - begin));
    if (end < view_.size()) ++features_.code_points;
    return end + 1;
  }

  /// Adds up what needs no words.
  void count_ascii(const ByteBlock& bytes, const Masks& masks, std::uint64_t counted, std::size_t begin) {
    const std::uint32_t letters = count_bits(masks.letters & counted);
    features_.code_points += count_bits(counted);
    features_.letters += letters;
    features_.letters_by_script[static_cast<std::size_t>(ScriptGroup::latin)] += letters;
    features_.upper_letters += count_bits(masks.uppers & counted);
    features_.digits += count_bits(masks.digits & counted);
    features_.commas += count_bits(bytes.equal(',') & counted);
    features_.quotes += count_bits(bytes.equal('"') & counted);
    features_.has_at_sign |= (bytes.equal('@') & counted) != 0;
    for (std::uint64_t marks = (bytes.equal(':') | bytes.equal(']') | bytes.equal('.')) & counted; marks != 0; marks &= marks - 1) {
      features_.has_url_mark |= continues_url(view_, begin + static_cast<unsigned>(std::countr_zero(marks)));
    }
  }

  /// `word` has the bits of the word in the block of bytes at `begin`.
  void measure_ascii_word(const Masks& masks, std::uint64_t word, std::size_t begin) {
    const std::uint64_t letters = masks.letters & word;
    if (letters == 0) {
      if ((masks.digits & word) != 0) ++features_.words;
      const bool is_one_byte = word != 0 && (word & (word - 1)) == 0;
      if (is_one_byte && is_separator(static_cast<unsigned char>(view_[begin + static_cast<unsigned>(std::countr_zero(word))]))) ++features_.separators;
      return;
    }
    const auto first = static_cast<unsigned>(std::countr_zero(letters));
    const unsigned end = 64U - static_cast<unsigned>(std::countl_zero(letters));
    const bool upper = ((masks.uppers >> first) & 1U) != 0;
    if (!has_letter_) features_.starts_lower = !upper;
    has_letter_ = true;
    ++features_.words;
    ++features_.latin_words;
    if (upper) ++features_.capitalised_words;
    if (english_.contains_key(ascii_key_of(view_.substr(begin + first, end - first)))) ++features_.stopwords;
  }

  /// `key_of`, eight bytes at a time where the view goes on behind the word.
  [[nodiscard]] std::uint64_t ascii_key_of(std::string_view word) const {
    constexpr std::size_t kKeyBytes = sizeof(std::uint64_t);
    if (std::endian::native != std::endian::little) return key_of(word);
    if (word.size() > kKeyBytes || word.data() + kKeyBytes > view_.data() + view_.size()) return key_of(word);
    std::array<unsigned char, kKeyBytes> bytes{};
    std::memcpy(bytes.data(), word.data(), kKeyBytes);
    const unsigned unused_bits = 8U * static_cast<unsigned>(kKeyBytes - word.size());
    return to_lower_8_bytes(std::bit_cast<std::uint64_t>(bytes) << unused_bits >> unused_bits);
  }

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
    if (!has_letter_) features_.starts_lower = c.script == ScriptGroup::latin && !c.upper;
    has_letter_ = true;
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
  static bool continues_url(std::string_view text, std::size_t offset) {
    const std::string_view rest = text.substr(offset);
    return rest.starts_with("://") || rest.starts_with("](") || (rest[0] == '.' && text.substr(0, offset).ends_with("www"));
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
  bool has_letter_ = false;
};

}  // namespace

Features measure(std::string_view view, const StopwordSet& english) { return Meter(view, english).measure(); }

double stopword_share(std::string_view view, const StopwordSet& stopwords) {
  const Features features = Meter(view, stopwords).measure();
  return features.words == 0 ? 0.0 : static_cast<double>(features.stopwords) / features.words;
}

}  // namespace cleanscrape
