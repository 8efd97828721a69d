#include <algorithm>
#include <cstdint>

#include "document/layout.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Shorter lines are paragraphs.
constexpr std::size_t kMinCollapsedBytes = 400;
/// A Hangul run with fewer letters is a word or a name inside an English sentence.
constexpr std::uint32_t kMinRunLetters = 5;
/// So many pieces without Hangul (numbers, dates, addresses, "URL") may stand inside one Hangul run.
constexpr std::size_t kMaxForeignPieces = 4;
/// A Hangul run this long shows that interface text is glued into the line.
constexpr std::uint32_t kMinEvidenceLetters = 12;

/// A run without white space, cut where a sentence's end touches what follows it.
struct Piece {
  TextRange range;
  std::uint32_t hangul = 0;
  std::uint32_t latin = 0;
  bool ends_sentence = false;
  bool quoted = false;  ///< stands inside quotation marks or brackets
};

struct Segment {
  std::size_t first_piece = 0;
  std::size_t end_piece = 0;
  bool foreign = false;
  std::uint32_t hangul = 0;
};

/// Whether text may be cut between two touching characters: behind a sentence end or a closing mark, before Hangul or a mark that
/// opens furniture (anything that is no letter, digit, space or closing mark of the usual kind).
bool is_glue_point(char32_t before, char32_t after) {
  if (!is_sentence_end(before) && before != ']' && before != '>') return false;
  const CharClass next = classify(after);
  if (next.kind == CharKind::letter) return next.script == ScriptGroup::hangul;
  return after >= 0x2190 || after == 0xA9 || after == '<' || after == '[';
}

void count_char(char32_t code_point, Piece& piece) {
  const CharClass c = classify(code_point);
  if (c.kind != CharKind::letter) return;
  if (c.script == ScriptGroup::hangul) ++piece.hangul;
  if (c.script == ScriptGroup::latin) ++piece.latin;
}

bool opens(char32_t c) { return c == U'“' || c == U'(' || c == U'[' || c == U'‘' || c == U'<'; }
bool closes(char32_t c) { return c == U'”' || c == U')' || c == U']' || c == U'’' || c == U'>'; }

class PieceReader {
 public:
  PieceReader(std::string_view page, TextRange line) : page_(page.substr(0, line.end)), at_(line.begin) {}

  bool next(Piece& piece) {
    while (at_ < page_.size() && is_white_space(decode_at(page_, at_).code_point)) at_ += decode_at(page_, at_).size_bytes;
    if (at_ >= page_.size()) return false;
    piece = Piece{{at_, at_}, 0, 0, false, quoted_};
    char32_t last = 0;
    while (at_ < page_.size()) {
      const DecodedChar c = decode_at(page_, at_);
      if (is_white_space(c.code_point) || (last != 0 && is_glue_point(last, c.code_point))) break;
      track_quotes(c.code_point);
      count_char(c.code_point, piece);
      last = c.code_point;
      at_ += c.size_bytes;
    }
    piece.range.end = at_;
    piece.quoted = piece.quoted || quoted_;
    piece.ends_sentence = ends_sentence(piece.range.of(page_));
    return true;
  }

 private:
  void track_quotes(char32_t c) {
    if (opens(c)) quoted_ = true;
    if (closes(c)) quoted_ = false;
    if (c == '"') quoted_ = !quoted_;
  }

  std::string_view page_;
  std::size_t at_;
  bool quoted_ = false;
};

bool is_foreign(const Piece& piece) { return piece.hangul > 0 && piece.hangul >= piece.latin; }

/// End of the Hangul run that starts at piece `first`: pieces without Hangul belong to it where Hangul follows soon and no sentence ends.
std::size_t end_of_run(const std::vector<Piece>& pieces, std::size_t first) {
  std::size_t end = first + 1;
  for (std::size_t i = end; i < pieces.size() && i < end + kMaxForeignPieces; ++i) {
    if (is_foreign(pieces[i])) {
      end = i + 1;
    } else if (pieces[i].ends_sentence && pieces[i].latin > 1) {
      break;
    }
  }
  return end;
}

std::vector<Segment> find_segments(const std::vector<Piece>& pieces) {
  std::vector<Segment> segments;
  for (std::size_t i = 0; i < pieces.size();) {
    Segment segment{i, i + 1, is_foreign(pieces[i]), 0};
    if (segment.foreign) segment.end_piece = end_of_run(pieces, i);
    for (std::size_t p = segment.first_piece; p < segment.end_piece; ++p) segment.hangul += pieces[p].hangul;
    if (segment.foreign && (segment.hangul < kMinRunLetters || pieces[i].quoted)) segment.foreign = false;
    if (!segments.empty() && !segments.back().foreign && !segment.foreign) {
      segments.back().end_piece = segment.end_piece;
    } else {
      segments.push_back(segment);
    }
    i = segment.end_piece;
  }
  return segments;
}

/// Whether the run stands between sentences, not inside one.
bool stands_apart(const std::vector<Piece>& pieces, const Segment& segment) {
  const bool free_before = segment.first_piece == 0 || pieces[segment.first_piece - 1].ends_sentence;
  return free_before || segment.end_piece == pieces.size();
}

void append_sentences(std::string_view page, TextRange range, std::vector<TextRange>& spans) {
  std::vector<TextRange> sentences;
  split_sentences(range.of(page), sentences);
  for (const TextRange& sentence : sentences) spans.push_back({range.begin + sentence.begin, range.begin + sentence.end});
}

}  // namespace

void split_collapsed(std::string_view page, const Line& line, std::vector<TextRange>& spans) {
  const std::string_view text = line.text.of(page);
  if (text.size() < kMinCollapsedBytes || std::none_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; })) return;
  std::vector<Piece> pieces;
  PieceReader reader(page, line.text);
  for (Piece piece; reader.next(piece);) pieces.push_back(piece);
  const std::vector<Segment> segments = find_segments(pieces);
  const bool is_collapsed = std::any_of(segments.begin(), segments.end(), [&](const Segment& segment) {
    return segment.foreign && segment.hangul >= kMinEvidenceLetters && stands_apart(pieces, segment);
  });
  if (!is_collapsed) return;
  for (const Segment& segment : segments) {
    const TextRange range{pieces[segment.first_piece].range.begin, pieces[segment.end_piece - 1].range.end};
    if (segment.foreign) {
      spans.push_back(range);
    } else {
      append_sentences(page, range, spans);
    }
  }
}

}  // namespace cleanscrape
