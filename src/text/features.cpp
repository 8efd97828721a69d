#include "text/features.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/marks.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// What a byte of ASCII adds to the counts of a view, packed into four fields of 16 bits so that one addition counts all.
struct AsciiCounts {
  static constexpr unsigned kLetters = 0;
  static constexpr unsigned kUppers = 16;
  static constexpr unsigned kDigits = 32;
  static constexpr unsigned kMarks = 48;  ///< `, " @ : ] .`: those that are looked at one by one

  [[nodiscard]] static constexpr std::uint32_t field(std::uint64_t counts, unsigned shift) {
    return static_cast<std::uint32_t>((counts >> shift) & 0xFFFFU);
  }
};

constexpr std::array<std::uint64_t, 0x80> kAsciiCounts = [] {
  std::array<std::uint64_t, 0x80> counts{};
  for (char32_t c = 0; c < counts.size(); ++c) {
    const CharClass kind = classify_ascii(c);
    if (kind.kind == CharKind::letter) counts[c] |= std::uint64_t{1} << AsciiCounts::kLetters;
    if (kind.upper) counts[c] |= std::uint64_t{1} << AsciiCounts::kUppers;
    if (kind.kind == CharKind::digit) counts[c] |= std::uint64_t{1} << AsciiCounts::kDigits;
    if (std::string_view(",\"@:].").find(static_cast<char>(c)) != std::string_view::npos) counts[c] |= std::uint64_t{1} << AsciiCounts::kMarks;
  }
  return counts;
}();

bool is_ascii_letter(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x80 && kAsciiClasses[value].kind == CharKind::letter;
}

/// Lower case of the ASCII letters among eight bytes, none of them beyond ASCII.
std::uint64_t to_lower_8_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const std::uint64_t from_a = bytes + kOnes * (0x80 - 'A');
  const std::uint64_t behind_z = bytes + kOnes * (0x80 - 'Z' - 1);
  return bytes | (((from_a & ~behind_z) & (kOnes * 0x80)) >> 2U);
}

/// Counts one word at a time; a view separates words with single spaces.
class Meter {
 public:
  Meter(std::string_view view, const StopwordSet& english) : view_(view), english_(english) {}

  Features measure() {
    features_.bytes = static_cast<std::uint32_t>(view_.size());
    for (std::size_t begin = 0; begin < view_.size();) {
      const std::size_t end = measure_word_at(begin);
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

  /// Measures the word at `begin`; where it ends. Words with characters beyond ASCII, and such as no language has, go the long way.
  std::size_t measure_word_at(std::size_t begin) {
    constexpr std::size_t kMaxBytes = 0xFFFF;  // that a field of AsciiCounts counts
    const std::size_t limit = std::min(view_.size(), begin + kMaxBytes);
    std::uint64_t counts = 0;
    std::size_t end = begin;
    for (; end < limit; ++end) {
      const auto byte = static_cast<unsigned char>(view_[end]);
      if (byte == ' ' || byte >= 0x80) break;
      counts += kAsciiCounts[byte];
    }
    if (end == view_.size() || view_[end] == ' ') {
      measure_ascii_word(view_.substr(begin, end - begin), counts);
      return end;
    }
    end = std::min(view_.find(' ', end), view_.size());
    measure_word(view_.substr(begin, end - begin));
    return end;
  }

  void measure_ascii_word(std::string_view word, std::uint64_t counts) {
    const std::uint32_t letters = AsciiCounts::field(counts, AsciiCounts::kLetters);
    const std::uint32_t digits = AsciiCounts::field(counts, AsciiCounts::kDigits);
    features_.code_points += static_cast<std::uint32_t>(word.size());
    features_.digits += digits;
    if (AsciiCounts::field(counts, AsciiCounts::kMarks) != 0) count_ascii_marks(word);
    if (letters == 0) {
      if (digits != 0) ++features_.words;
      if (word.size() == 1 && is_separator(decode_at(word, 0).code_point)) ++features_.separators;
      return;
    }
    std::size_t first = 0;
    while (!is_ascii_letter(word[first])) ++first;
    std::size_t last = word.size() - 1;
    while (!is_ascii_letter(word[last])) --last;
    const bool upper = word[first] <= 'Z';
    if (features_.letters == 0) features_.starts_lower = !upper;
    features_.letters += letters;
    features_.letters_by_script[static_cast<std::size_t>(ScriptGroup::latin)] += letters;
    features_.upper_letters += AsciiCounts::field(counts, AsciiCounts::kUppers);
    ++features_.words;
    ++features_.latin_words;
    if (upper) ++features_.capitalised_words;
    if (english_.contains_key(ascii_key_of(word.substr(first, last + 1 - first)))) ++features_.stopwords;
  }

  void count_ascii_marks(std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (AsciiCounts::field(kAsciiCounts[static_cast<unsigned char>(word[i])], AsciiCounts::kMarks) != 0) {
        count_mark(static_cast<unsigned char>(word[i]), word, i);
      }
    }
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
