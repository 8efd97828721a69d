#include "engine/model_block.h"

#include <algorithm>
#include <array>

#include "text/byte_block.h"
#include "text/marks.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// jusText's and boilerpipe's experience in one line: a paragraph of prose has ten words, a quarter of them function words, and ends a sentence
/// or is long.
constexpr std::uint32_t kMinProseWords = 10;
constexpr std::uint32_t kMinOpenProseWords = 25;
constexpr std::uint32_t kMaxProseCredit = 60;

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

/// Whether behind the sentence end at `i` and its closing marks a capital or a digit follows.
[[gnu::noinline]] bool is_inner_sentence_end(std::string_view view, std::size_t i) {
  constexpr MarkSet kOpening{U"\"'“‘(["};
  std::size_t next = i + 1;
  while (next < view.size() && is_closing_mark(decode_at(view, next).code_point)) next += decode_at(view, next).size_bytes;
  if (next >= view.size() || view[next] != ' ') return false;
  ++next;
  while (next < view.size() && kOpening.contains(decode_at(view, next).code_point)) next += decode_at(view, next).size_bytes;
  return next < view.size() && ((view[next] >= 'A' && view[next] <= 'Z') || (view[next] >= '0' && view[next] <= '9'));
}

/// Counts commas and the sentence ends before the last one.
template <class Bytes>
void count_marks(std::string_view view, ModelBlock& result) {
  for (std::size_t begin = 0; begin < view.size(); begin += Bytes::kBytes) {
    const Bytes bytes(view.substr(begin));
    result.commas += Bytes::count(bytes.equal(','));
    for (std::uint64_t ends = bytes.any_of('.', '!', '?'); ends != 0; ends &= ends - 1) {
      result.sentences += is_inner_sentence_end(view, begin + first_bit(ends)) ? 1U : 0U;
    }
  }
}

bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_hangul_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

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

std::uint16_t bit_of(ModelMark mark) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(mark)); }

}  // namespace

ModelMeter::ModelMeter(const CompiledRules& rules, ModelWords& words) : rules_(rules), words_(words), marks_(rules.rules().size()) {
  for (std::size_t mark = 0; mark < kModelMarks.size(); ++mark) {
    for (const RuleIndex rule : rules.model().marks[mark]) marks_[rule] |= bit_of(static_cast<ModelMark>(mark));
  }
}

ModelMeter::Marks ModelMeter::marks_of(std::span<const RuleIndex> hits) const {
  Marks marks = 0;
  for (const RuleIndex hit : hits) marks |= marks_[hit];
  return marks;
}

bool ModelMeter::has_furniture_mark(std::span<const RuleIndex> hits) const {
  return (marks_of(hits) & (bit_of(ModelMark::copyright) | bit_of(ModelMark::form))) != 0;
}

bool ModelMeter::may_be_phrase(const Block& block) const {
  constexpr auto kKinds = static_cast<PhraseTable::Kinds>(static_cast<unsigned>(ModelWord::label) | static_cast<unsigned>(ModelWord::heading) |
                                                          static_cast<unsigned>(ModelWord::heading_only));
  const std::string_view text = block.view.substr(list_mark_bytes(block.view));
  std::array<char, 24> word;
  const std::size_t size = std::min(text.find(' '), text.size());
  if (size == 0 || size > word.size()) return true;
  for (std::size_t i = 0; i < size;) {
    const DecodedChar c = decode_at(text, i);
    if (!is_hangul_syllable(c.code_point) && !is_ascii_letter(text[i])) return true;
    for (const std::size_t end = i + c.size_bytes; i < end; ++i) word[i] = c.size_bytes == 1 ? static_cast<char>(text[i] | 0x20) : text[i];
  }
  return rules_.model_phrases().begins({word.data(), size}, kKinds);
}

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
  on_byte_blocks([&]<class Bytes>() { count_marks<Bytes>(block.view, result); });
  result.sentences += result.sentence ? 1U : 0U;
  words_.measure(block.view.substr(mark_bytes), rules_.model_phrases(), result);
  find_signs(hits, result);
  find_phrases(result);
  result.symbols = has_many_symbols(block, result.words);
  const bool shaped = result.words >= kMinProseWords && result.function_words * 4 >= result.words && (result.sentence || result.words >= kMinOpenProseWords);
  if (shaped && result.promotion_words * 12 <= result.words + 6 && !result.copyright) result.prose_words = std::min(result.words, kMaxProseCredit);
}

void ModelMeter::find_signs(std::span<const RuleIndex> hits, ModelBlock& result) const {
  const Marks marks = marks_of(hits);
  if (marks == 0) return;
  const auto found = [&](ModelMark mark) { return (marks & bit_of(mark)) != 0; };
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

void ModelMeter::find_phrases(ModelBlock& result) const {
  constexpr std::uint32_t kMaxCreditWords = 25;
  constexpr std::uint32_t kMaxHeadingWords = 8;
  const PhraseTable& phrases = rules_.model_phrases();
  const auto kinds_of = [&](std::string_view text) {
    return text.size() <= phrases.max_phrase_bytes() ? phrases.find(PhraseTable::key_of(text)) : PhraseTable::Kinds{0};
  };
  std::string_view folded = words_.folded();
  result.label = has_kind(kinds_of(folded), ModelWord::label);
  if (result.words > kMaxCreditWords) return;
  PhraseTable::Kinds starts = phrases.find_starts(folded);
  result.credit_line = has_kind(starts, ModelWord::credit_line);
  if (result.words > kMaxHeadingWords || result.sentence) return;
  const std::size_t digits = folded.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string_view::npos && folded[digits] == ' ') {
    folded.remove_prefix(digits + 1);
    starts = phrases.find_starts(folded);
  }
  result.heading = has_kind(starts, ModelWord::heading) || has_kind(kinds_of(folded), ModelWord::heading_only);
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
