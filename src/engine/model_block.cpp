#include "engine/model_block.h"

#include <algorithm>

#include "base/hash.h"
#include "text/fold_case.h"
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
  constexpr MarkSet kMarks{U"*+•□■◦▪●○–-·»›>#"};
  const DecodedChar first = decode_at(view, 0);
  if (kMarks.contains(first.code_point)) {
    return view.size() > first.size_bytes && view[first.size_bytes] == ' ' ? first.size_bytes + 1 : 0;
  }
  std::size_t i = 0;
  while (i < view.size() && i < 2 && view[i] >= '0' && view[i] <= '9') ++i;
  const bool number = i > 0 && i + 1 < view.size() && (view[i] == '.' || view[i] == ')') && view[i + 1] == ' ';
  return number ? i + 2 : 0;
}

bool is_bullet(std::string_view view) {
  constexpr MarkSet kMarks{U"*+•□■◦▪●○·»›–-"};
  const DecodedChar first = decode_at(view, 0);
  if (!kMarks.contains(first.code_point)) return false;
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
    constexpr MarkSet kOpening{U"\"'“‘(["};
    while (next < view.size() && kOpening.contains(decode_at(view, next).code_point)) next += decode_at(view, next).size_bytes;
    if (next < view.size() && ((view[next] >= 'A' && view[next] <= 'Z') || (view[next] >= '0' && view[next] <= '9'))) ++count;
  }
  return count;
}

bool is_symbol(char32_t c) {
  constexpr MarkSet kUsual{U" ,.'’\"“”-"};
  const CharKind kind = classify(c).kind;
  return kind != CharKind::letter && kind != CharKind::digit && !kUsual.contains(c);
}

bool has_many_symbols(const Block& block, std::uint32_t words) {
  if (words < 3) return false;
  const Features& f = block.features;
  const std::uint32_t spaces_at_least = f.words == 0 ? 0 : f.words - 1;
  if ((f.code_points - f.letters - f.digits - spaces_at_least) * std::size_t{10} <= f.code_points) return false;
  std::size_t symbols = 0;
  for (std::size_t i = 0; i < block.view.size();) {
    const DecodedChar c = decode_at(block.view, i);
    symbols += is_symbol(c.code_point) ? 1U : 0U;
    i += c.size_bytes;
  }
  return symbols * 10 > f.code_points;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’'; }

bool is_word_char(char32_t c) {
  const CharKind kind = classify(c).kind;
  return kind == CharKind::letter || kind == CharKind::digit;
}

/// How many letters and digits of ASCII stand at the offset.
std::size_t ascii_word_bytes(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size() && static_cast<unsigned char>(text[end]) < 0x80 && is_word_char(static_cast<unsigned char>(text[end]))) ++end;
  return end - offset;
}

void append_lower_ascii(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  out += text;
  std::transform(text.begin(), text.end(), out.begin() + static_cast<std::ptrdiff_t>(begin), fold_ascii);
}

}  // namespace

void ModelMeter::measure(const Block& block, std::span<const RuleIndex> hits, ModelBlock& result) {
  std::vector<std::uint64_t> content = std::move(result.content);
  content.clear();
  result = ModelBlock{};
  result.content = std::move(content);
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
  result.symbols = has_many_symbols(block, result.words);
  const bool shaped = result.words >= kMinProseWords && result.function_words * 4 >= result.words && (result.sentence || result.words >= kMinOpenProseWords);
  if (shaped && result.promotion_words * 12 <= result.words + 6 && !result.copyright) result.prose_words = std::min(result.words, kMaxProseCredit);
}

std::size_t ModelMeter::measure_word(std::string_view text, std::size_t offset, ModelBlock& result) {
  const std::size_t begin = folded_.size();
  const DecodedChar first = decode_at(text, offset);
  bool has_apostrophe = false;
  for (std::size_t i = offset; i < text.size();) {
    if (const std::size_t bytes = ascii_word_bytes(text, i); bytes > 0) {
      append_lower_ascii(text.substr(i, bytes), folded_);
      offset = i += bytes;
      continue;
    }
    const DecodedChar c = decode_at(text, i);
    if (is_word_char(c.code_point)) {
      append_utf8(folded_, to_lower(c.code_point));
    } else if (is_apostrophe(c.code_point) && i + c.size_bytes < text.size() && is_word_char(decode_at(text, i + c.size_bytes).code_point)) {
      folded_ += '\'';
      has_apostrophe = true;
    } else {
      break;
    }
    i += c.size_bytes;
    offset = i;
  }
  count_word(std::string_view(folded_).substr(begin), classify(first.code_point), result);
  if (has_apostrophe) std::replace(folded_.begin() + static_cast<std::ptrdiff_t>(begin), folded_.end(), '\'', ' ');
  folded_ += ' ';
  return offset;
}

void ModelMeter::measure_words(std::string_view text, ModelBlock& result) {
  folded_.clear();
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    i = is_word_char(c.code_point) ? measure_word(text, i, result) : i + c.size_bytes;
  }
  if (!folded_.empty()) folded_.pop_back();
  result.fold = fingerprint(folded_);
  std::sort(result.content.begin(), result.content.end());
  result.content.erase(std::unique(result.content.begin(), result.content.end()), result.content.end());
}

void ModelMeter::count_word(std::string_view lower, CharClass first, ModelBlock& result) {
  const std::uint64_t hash = fingerprint(lower);
  const PhraseTable::Kinds kinds = rules_.model_phrases().find(hash);
  ++result.words;
  if (first.upper || first.kind == CharKind::digit) ++result.initial_words;
  if (first.kind == CharKind::digit) ++result.digit_words;
  if (has(kinds, ModelWord::function)) ++result.function_words;
  if (has(kinds, ModelWord::promotion)) ++result.promotion_words;
  if (has(kinds, ModelWord::address)) ++result.address_words;
  if (has(kinds, ModelWord::speech)) result.speech = true;
  if (!has(kinds, ModelWord::function) && count_code_points(lower) >= kMinTopicLetters) result.content.push_back(hash);
}

void ModelMeter::find_signs(std::span<const RuleIndex> hits, ModelBlock& result) const {
  if (hits.empty()) return;
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

void MeasuredBlocks::follow(std::span<const std::uint32_t> alive) {
  std::size_t old = 0;
  std::vector<std::uint32_t> slots(alive.size(), kNoSlot);
  for (std::size_t i = 0; i < alive.size(); ++i) {
    for (; old < of_.size() && of_[old] < alive[i]; ++old) release(slots_[old]);
    if (old < of_.size() && of_[old] == alive[i]) slots[i] = slots_[old++];
  }
  for (; old < of_.size(); ++old) release(slots_[old]);
  slots_ = std::move(slots);
  of_.assign(alive.begin(), alive.end());
}

void MeasuredBlocks::clear() {
  of_.clear();
  slots_.clear();
  free_.clear();
  used_ = 0;
}

const ModelBlock& MeasuredBlocks::measure(ModelMeter& meter, std::size_t position, const Block& block, std::span<const RuleIndex> hits) {
  std::uint32_t& slot = slots_[position];
  if (slot == kNoSlot) {
    slot = take_slot();
    meter.measure(block, hits, blocks_[slot]);
  }
  return blocks_[slot];
}

std::span<const ModelBlock> MeasuredBlocks::in_order() {
  std::vector<std::uint32_t> position_of(used_, kNoSlot);
  for (std::uint32_t i = 0; i < slots_.size(); ++i) position_of[slots_[i]] = i;
  for (std::uint32_t i = 0; i < slots_.size(); ++i) {
    const std::uint32_t slot = slots_[i];
    if (slot == i) continue;
    std::swap(blocks_[i], blocks_[slot]);
    const std::uint32_t moved = position_of[slot] = position_of[i];
    if (moved != kNoSlot) slots_[moved] = slot;
    slots_[i] = i;
  }
  free_.clear();
  used_ = slots_.size();
  return std::span(blocks_).first(used_);
}

std::uint32_t MeasuredBlocks::take_slot() {
  if (free_.empty()) {
    if (used_ == blocks_.size()) blocks_.emplace_back();
    return static_cast<std::uint32_t>(used_++);
  }
  const std::uint32_t slot = free_.back();
  free_.pop_back();
  return slot;
}

void MeasuredBlocks::release(std::uint32_t slot) {
  if (slot != kNoSlot) free_.push_back(slot);
}

}  // namespace cleanscrape
