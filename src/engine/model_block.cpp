#include "engine/model_block.h"

#include <algorithm>

#include "base/hash.h"
#include "text/marks.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// jusText's and boilerpipe's experience in one line: a paragraph of prose has ten words, a quarter of them function words, and ends a sentence
/// or is long.
constexpr std::uint32_t kMinProseWords = 10;
constexpr std::uint32_t kMinOpenProseWords = 25;
constexpr std::uint32_t kMaxProseCredit = 60;
constexpr std::uint32_t kMinTopicLetters = 4;

bool has(PhraseTable::Kinds kinds, ModelWord kind) { return (kinds & static_cast<PhraseTable::Kinds>(kind)) != 0; }

/// Length of a list mark in front, white space included: a bullet, "12." or "a)".
std::size_t list_mark_bytes(std::string_view view) {
  constexpr std::u32string_view kMarks = U"*+•□■◦▪●○–-·»›>#";
  const DecodedChar first = decode_at(view, 0);
  if (kMarks.find(first.code_point) != std::u32string_view::npos) {
    return view.size() > first.size_bytes && view[first.size_bytes] == ' ' ? first.size_bytes + 1 : 0;
  }
  std::size_t i = 0;
  while (i < view.size() && i < 2 && view[i] >= '0' && view[i] <= '9') ++i;
  const bool number = i > 0 && i + 1 < view.size() && (view[i] == '.' || view[i] == ')') && view[i + 1] == ' ';
  return number ? i + 2 : 0;
}

bool is_bullet(std::string_view view) {
  constexpr std::u32string_view kMarks = U"*+•□■◦▪●○·»›–-";
  const DecodedChar first = decode_at(view, 0);
  if (kMarks.find(first.code_point) == std::u32string_view::npos) return false;
  return view.size() == first.size_bytes || view[first.size_bytes] == ' ';
}

/// Takes a reference like "[12]" off the end.
std::string_view without_reference(std::string_view view) {
  if (!view.ends_with(']') && !view.ends_with(')')) return view;
  const std::size_t open = view.find_last_of("[(");
  if (open == std::string_view::npos || view.size() - open > 5 || view.size() - open < 3) return view;
  const std::string_view inside = view.substr(open + 1, view.size() - open - 2);
  if (!std::all_of(inside.begin(), inside.end(), [](char c) { return c >= '0' && c <= '9'; })) return view;
  view = view.substr(0, open);
  while (view.ends_with(' ')) view.remove_suffix(1);
  return view;
}

/// Sentence ends inside the view that a capital or a digit follows.
std::uint32_t count_inner_sentences(std::string_view view) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i + 2 < view.size(); ++i) {
    if (view[i] != '.' && view[i] != '!' && view[i] != '?') continue;
    std::size_t next = i + 1;
    while (next < view.size() && is_closing_mark(decode_at(view, next).code_point)) next += decode_at(view, next).size_bytes;
    if (next >= view.size() || view[next] != ' ') continue;
    ++next;
    constexpr std::u32string_view kOpening = U"\"'“‘([";
    while (next < view.size() && kOpening.find(decode_at(view, next).code_point) != std::u32string_view::npos) next += decode_at(view, next).size_bytes;
    if (next < view.size() && ((view[next] >= 'A' && view[next] <= 'Z') || (view[next] >= '0' && view[next] <= '9'))) ++count;
  }
  return count;
}

bool has_many_symbols(std::string_view view, std::uint32_t words) {
  constexpr std::u32string_view kUsual = U" ,.'’\"“”-";
  std::size_t symbols = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < view.size();) {
    const DecodedChar c = decode_at(view, i);
    const CharKind kind = classify(c.code_point).kind;
    const bool plain = kind == CharKind::letter || kind == CharKind::digit || kUsual.find(c.code_point) != std::u32string_view::npos;
    symbols += plain ? 0U : 1U;
    ++all;
    i += c.size_bytes;
  }
  return words >= 3 && symbols * 10 > all;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’'; }

bool is_word_char(char32_t c) {
  const CharKind kind = classify(c).kind;
  return kind == CharKind::letter || kind == CharKind::digit;
}

}  // namespace

void ModelMeter::measure(const Block& block, std::span<const RuleIndex> hits, ModelBlock& result) {
  result = ModelBlock{};
  result.view = block.view;
  if (block.view.empty()) return;
  const std::size_t mark_bytes = list_mark_bytes(block.view);
  result.bullet = is_bullet(block.view);
  result.numbered = mark_bytes > 0 && !result.bullet;
  result.sentence = ends_sentence(without_reference(block.view));
  result.sentences = count_inner_sentences(block.view) + (result.sentence ? 1 : 0);
  measure_words(block.view.substr(mark_bytes), result);
  find_signs(hits, result);
  find_phrases(result);
  result.symbols = has_many_symbols(block.view, result.words);
  const bool shaped = result.words >= kMinProseWords && result.function_words * 4 >= result.words && (result.sentence || result.words >= kMinOpenProseWords);
  if (shaped && result.promotion_words * 12 <= result.words + 6 && !result.copyright) result.prose_words = std::min(result.words, kMaxProseCredit);
}

void ModelMeter::measure_words(std::string_view text, ModelBlock& result) {
  folded_.clear();
  std::string word;
  char32_t first = 0;
  const auto finish = [&] {
    if (word.empty()) return;
    count_word(word, first, result);
    std::replace(word.begin(), word.end(), '\'', ' ');
    folded_ += word;
    folded_ += ' ';
    word.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    i += c.size_bytes;
    const bool inside = is_apostrophe(c.code_point) && !word.empty() && i < text.size() && is_word_char(decode_at(text, i).code_point);
    if (inside) {
      word += '\'';
    } else if (is_word_char(c.code_point)) {
      if (word.empty()) first = c.code_point;
      append_utf8(word, to_lower(c.code_point));
    } else {
      finish();
    }
  }
  finish();
  if (!folded_.empty()) folded_.pop_back();
  result.fold = fingerprint(folded_);
  std::sort(result.content.begin(), result.content.end());
  result.content.erase(std::unique(result.content.begin(), result.content.end()), result.content.end());
}

void ModelMeter::count_word(std::string_view lower, char32_t first, ModelBlock& result) {
  const std::uint64_t hash = fingerprint(lower);
  const PhraseTable::Kinds kinds = rules_.model_phrases().find(hash);
  const CharClass c = classify(first);
  ++result.words;
  if (c.upper || c.kind == CharKind::digit) ++result.initial_words;
  if (c.kind == CharKind::digit) ++result.digit_words;
  if (has(kinds, ModelWord::function)) ++result.function_words;
  if (has(kinds, ModelWord::promotion)) ++result.promotion_words;
  if (has(kinds, ModelWord::address)) ++result.address_words;
  if (has(kinds, ModelWord::speech)) result.speech = true;
  if (count_code_points(lower) >= kMinTopicLetters && !has(kinds, ModelWord::function)) result.content.push_back(hash);
}

void ModelMeter::find_signs(std::span<const RuleIndex> hits, ModelBlock& result) const {
  const auto& marks = rules_.model().marks;
  const auto found = [&](ModelMark mark) {
    const auto& rules = marks[static_cast<std::size_t>(mark)];
    return std::any_of(hits.begin(), hits.end(), [&](RuleIndex hit) { return std::binary_search(rules.begin(), rules.end(), hit); });
  };
  result.date = found(ModelMark::date);
  result.time = found(ModelMark::time);
  result.link = found(ModelMark::link);
  result.copyright = found(ModelMark::copyright);
  result.form = found(ModelMark::form);
  result.image = found(ModelMark::image);
  result.credit = found(ModelMark::credit) && result.words <= 40;
  result.share_line = found(ModelMark::share_line);
  const bool alone = result.words <= 8 && !result.sentence;
  result.comment_head = result.words <= 20 && found(ModelMark::comment_head) && (result.date || result.time || alone);
  result.comment_section = result.words <= 10 && !result.sentence && found(ModelMark::comment_section);
}

PhraseTable::Kinds ModelMeter::kinds_of_starts(std::string_view folded) const {
  PhraseTable::Kinds kinds = 0;
  std::size_t words = 0;
  for (std::size_t end = folded.find(' '); words < PhraseTable::kMaxPhraseWords; end = folded.find(' ', end + 1), ++words) {
    const PhraseTable::Kinds found = rules_.model_phrases().find(fingerprint(folded.substr(0, end)));
    kinds |= found;
    if (end == std::string_view::npos) break;
  }
  return kinds;
}

void ModelMeter::find_phrases(ModelBlock& result) const {
  const PhraseTable& phrases = rules_.model_phrases();
  std::string_view folded = folded_;
  result.label = has(phrases.find(fingerprint(folded)), ModelWord::label);
  if (result.words <= 25) result.credit_line = has(kinds_of_starts(folded), ModelWord::credit_line);
  if (result.words > 8 || result.sentence) return;
  const std::size_t digits = folded.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos && folded[digits] == ' ') folded.remove_prefix(digits + 1);
  result.heading = has(kinds_of_starts(folded), ModelWord::heading) || has(phrases.find(fingerprint(folded)), ModelWord::heading_only);
}

}  // namespace cleanscrape
