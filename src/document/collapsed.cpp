#include <algorithm>
#include <cstdint>

#include "document/layout.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// A Hangul run with fewer letters is a word or a name inside an English sentence.
constexpr std::uint32_t kMinRunLetters = 5;
/// So many words without Hangul (numbers, dates, addresses, "URL") may stand inside one Hangul run.
constexpr std::size_t kMaxForeignWords = 4;
/// A Hangul run this long shows that interface text is glued into the line.
constexpr std::uint32_t kMinEvidenceLetters = 12;

/// A run without white space, cut where a sentence's end touches what follows it.
struct Word {
  TextRange range;
  std::uint32_t hangul = 0;
  std::uint32_t latin = 0;
  bool ends_sentence = false;
  bool quoted = false;  ///< stands inside quotation marks or brackets
};

struct Segment {
  std::size_t first_word = 0;
  std::size_t end_word = 0;
  bool foreign = false;
  std::uint32_t hangul = 0;
};

/// Whether text may be cut between two touching characters: behind a sentence end or a closing mark, before Hangul or a mark that
/// opens furniture (anything that is no letter, digit, space or closing mark of the usual kind); behind Hangul and such an end also
/// before a Latin letter: an English sentence that starts there must not go with the Hangul.
bool is_glue_point(const Word& word, char32_t before, char32_t after) {
  if (!is_sentence_end(before) && before != ']' && before != '>') return false;
  const CharClass next = classify(after);
  if (next.kind == CharKind::letter && next.script == ScriptGroup::latin) return word.hangul > 0 && word.latin == 0;
  if (next.kind == CharKind::letter) return next.script == ScriptGroup::hangul;
  return after >= 0x2190 || after == 0xA9 || after == '<' || after == '[';
}

void count_char(char32_t code_point, Word& word) {
  const CharClass c = classify(code_point);
  if (c.kind != CharKind::letter) return;
  if (c.script == ScriptGroup::hangul) ++word.hangul;
  if (c.script == ScriptGroup::latin) ++word.latin;
}

bool opens(char32_t c) { return c == U'“' || c == U'(' || c == U'[' || c == U'‘' || c == U'<'; }
bool closes(char32_t c) { return c == U'”' || c == U')' || c == U']' || c == U'’' || c == U'>'; }

class WordReader {
 public:
  explicit WordReader(std::string_view view) : view_(view) {}

  bool next(Word& word) {
    while (at_ < view_.size() && view_[at_] == ' ') ++at_;
    if (at_ >= view_.size()) return false;
    word = Word{{at_, at_}, 0, 0, false, quoted_};
    char32_t last = 0;
    while (at_ < view_.size()) {
      const DecodedChar c = decode_at(view_, at_);
      if (c.code_point == ' ' || (last != 0 && is_glue_point(word, last, c.code_point))) break;
      track_quotes(c.code_point);
      count_char(c.code_point, word);
      last = c.code_point;
      at_ += c.size_bytes;
    }
    word.range.end = at_;
    word.quoted = word.quoted || quoted_;
    word.ends_sentence = ends_sentence(word.range.of(view_));
    return true;
  }

 private:
  void track_quotes(char32_t c) {
    if (opens(c)) quoted_ = true;
    if (closes(c)) quoted_ = false;
    if (c == '"') quoted_ = !quoted_;
  }

  std::string_view view_;
  std::size_t at_ = 0;
  bool quoted_ = false;
};

bool is_foreign(const Word& word) { return word.hangul > 0 && word.hangul >= word.latin; }

/// A mark without letters, as stands before furniture ("■", "▶").
bool is_mark(std::string_view view, const Word& word) {
  return word.hangul == 0 && word.latin == 0 && decode_at(view, word.range.begin).code_point >= 0x2190;
}

/// End of the Hangul run that starts at word `first`: words without Hangul belong to it where Hangul follows soon and no sentence ends.
std::size_t end_of_run(const std::vector<Word>& words, std::size_t first) {
  std::size_t end = first + 1;
  for (std::size_t i = end; i < words.size() && i <= end + kMaxForeignWords; ++i) {
    if (is_foreign(words[i])) {
      end = i + 1;
    } else if (words[i].ends_sentence && words[i].latin > 1) {
      break;
    }
  }
  return end;
}

std::vector<Segment> find_segments(std::string_view view, const std::vector<Word>& words) {
  std::vector<Segment> segments;
  for (std::size_t i = 0; i < words.size();) {
    const bool opens_run = i + 1 < words.size() && is_mark(view, words[i]) && is_foreign(words[i + 1]);
    Segment segment{i, i + 1, opens_run || is_foreign(words[i]), 0};
    if (segment.foreign) segment.end_word = end_of_run(words, opens_run ? i + 1 : i);
    for (std::size_t w = segment.first_word; w < segment.end_word; ++w) segment.hangul += words[w].hangul;
    if (segment.foreign && (segment.hangul < kMinRunLetters || words[i].quoted)) segment.foreign = false;
    if (!segments.empty() && !segments.back().foreign && !segment.foreign) {
      segments.back().end_word = segment.end_word;
    } else {
      segments.push_back(segment);
    }
    i = segment.end_word;
  }
  return segments;
}

/// Whether the run stands between sentences, not inside one.
bool stands_apart(const std::vector<Word>& words, const Segment& segment) {
  const bool free_before = segment.first_word == 0 || words[segment.first_word - 1].ends_sentence;
  return free_before || segment.end_word == words.size();
}

void append_sentences(std::string_view view, TextRange range, std::vector<CollapsedPiece>& pieces) {
  std::vector<TextRange> sentences;
  split_sentences(range.of(view), sentences);
  for (const TextRange& sentence : sentences) pieces.push_back({{range.begin + sentence.begin, range.begin + sentence.end}, false});
}

}  // namespace

void split_collapsed(std::string_view view, std::vector<CollapsedPiece>& pieces) {
  std::vector<Word> words;
  WordReader reader(view);
  for (Word word; reader.next(word);) words.push_back(word);
  const std::vector<Segment> segments = find_segments(view, words);
  const bool is_collapsed = std::any_of(segments.begin(), segments.end(), [&](const Segment& segment) {
    return segment.foreign && segment.hangul >= kMinEvidenceLetters && stands_apart(words, segment);
  });
  if (!is_collapsed) return;
  for (const Segment& segment : segments) {
    const TextRange range{words[segment.first_word].range.begin, words[segment.end_word - 1].range.end};
    if (segment.foreign) {
      pieces.push_back({range, true});
    } else {
      append_sentences(view, range, pieces);
    }
  }
}

}  // namespace cleanscrape
