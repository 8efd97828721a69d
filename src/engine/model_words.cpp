#include "engine/model_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/hash.h"
#include "engine/model_block.h"
#include "rules/model.h"
#include "text/byte_block.h"
#include "text/common_chars.h"
#include "text/script.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::uint32_t kMinTopicLetters = 4;
/// Words of so many bytes are copied whole, whatever their length.
constexpr std::size_t kCopiedBytes = 16;
/// A text with more topic words is sorted instead of looking each word up in the table, which has twice as many places.
constexpr std::size_t kMaxSeen = 512;

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’'; }

bool is_word_char(char32_t c) {
  const CharKind kind = classify(c).kind;
  return kind == CharKind::letter || kind == CharKind::digit;
}

/// The hash of a sequence of keys, from that of those before the last one (as in the Firefox hash function).
std::uint64_t mix(std::uint64_t hash, std::uint64_t key) {
  constexpr std::uint64_t kMultiplier = 0x517CC1B727220A95ULL;
  return (std::rotl(hash, 5) ^ key) * kMultiplier;
}

/// `PhraseTable::key_of` where `kCopiedBytes` may be read.
std::uint64_t key_of_word(const char* word, std::size_t size) {
  if (size > sizeof(std::uint64_t) || std::endian::native != std::endian::little) return PhraseTable::key_of({word, size});
  std::uint64_t key = 0;
  std::memcpy(&key, word, sizeof key);
  const std::size_t unused_bits = 8 * (sizeof key - size);
  return key << unused_bits >> unused_bits;
}

}  // namespace

bool ModelWords::count_word(std::uint64_t key, const PhraseTable::Probe& phrases, ModelBlock& result) {
  // Every other word is in the table: counting without branches costs less than guessing.
  const PhraseTable::Kinds kinds = phrases.find(key);
  const bool is_function = has_kind(kinds, ModelWord::function);
  result.promotion_words += has_kind(kinds, ModelWord::promotion) ? 1U : 0U;
  result.address_words += has_kind(kinds, ModelWord::address) ? 1U : 0U;
  result.function_words += is_function ? 1U : 0U;
  result.speech = result.speech | has_kind(kinds, ModelWord::speech);
  return !is_function;
}

void ModelWords::add_topic_word(std::uint64_t key, ModelBlock& result) {
  if (result.content.size() < kMaxSeen) {
    constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15ULL;
    std::size_t at = ((key * kGoldenRatio) >> 32U) & (seen_.size() - 1);
    while (seen_[at].text == texts_ && seen_[at].key != key) at = (at + 1) & (seen_.size() - 1);
    if (seen_[at].text == texts_) return;
    seen_[at] = {key, texts_};
  }
  result.content.push_back(key);
}

[[gnu::noinline]] std::size_t ModelWords::add_any_word(std::string_view text, const PhraseTable::Probe& phrases, ModelBlock& result) {
  word_.clear();
  std::size_t code_points = 0;
  std::size_t size = 0;
  while (size < text.size()) {
    const DecodedChar c = decode_at(text, size);
    const std::size_t next = size + c.size_bytes;
    if (is_word_char(c.code_point)) {
      append_utf8(word_, to_lower(c.code_point));
    } else if (size > 0 && is_apostrophe(c.code_point) && next < text.size() && is_word_char(decode_at(text, next).code_point)) {
      word_ += '\'';
    } else {
      break;
    }
    size = next;
    ++code_points;
  }
  const std::uint64_t key = PhraseTable::key_of(word_);
  if (count_word(key, phrases, result) && code_points >= kMinTopicLetters) add_topic_word(key, result);
  for (std::string_view rest = word_; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('\''));
    result.fold = mix(result.fold, PhraseTable::key_of(part));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  if (!folds_) return size;
  std::replace_copy(word_.begin(), word_.end(), folded_.begin() + static_cast<std::ptrdiff_t>(folded_bytes_), '\'', ' ');
  folded_bytes_ += word_.size();
  folded_[folded_bytes_++] = ' ';
  return size;
}

[[gnu::noinline]] void ModelWords::measure_any(std::string_view text, const PhraseTable::Probe& phrases, ModelBlock& result) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    const CharClass first = classify(c.code_point);
    if (first.kind != CharKind::letter && first.kind != CharKind::digit) {
      i += c.size_bytes;
      continue;
    }
    ++result.words;
    if (first.upper || first.kind == CharKind::digit) ++result.initial_words;
    if (first.kind == CharKind::digit) ++result.digit_words;
    i += add_any_word(text.substr(i), phrases, result);
  }
}

template <class Bytes>
std::size_t ModelWords::measure_at(std::string_view text, std::size_t begin, const PhraseTable::Probe& phrases, ModelBlock& result) {
  using Chars = CommonChars<Bytes>;
  const Bytes bytes(text.substr(begin));
  const bool is_last = bytes.size() < Bytes::kBytes;
  const std::size_t size = is_last ? bytes.size() : 64U - static_cast<std::size_t>(std::countl_zero(bytes.equal(' ')));
  const Chars chars(bytes);
  if (size == 0 || (chars.others() & bits_below(size)) != 0) {
    const std::size_t end = size == 0 ? std::min(text.find(' ', begin), text.size()) : begin + size;
    measure_any(text.substr(begin, end - begin), phrases, result);
    return end;
  }
  const Bytes lower = bytes.to_lower();
  const std::uint64_t digits = bytes.in_range('0', '9');
  const std::uint64_t letters = (lower.in_range('a', 'z') | digits | Chars::bytes_of(chars.hangul)) & bits_below(size);
  const std::uint64_t straight = bytes.equal('\'') & (letters << 1U) & (letters >> 1U);
  const std::uint64_t curly = chars.punctuation & (bytes.equal('\x99') >> 2U) & (letters << 1U) & (letters >> Chars::kCharBytes);
  const std::uint64_t in_words = letters | straight | Chars::bytes_of(curly);
  const std::uint64_t starts = in_words & ~(in_words << 1U);
  if (result.words > PhraseTable::kMaxPhraseWords) folds_ = false;
  result.words += Bytes::count(starts);
  result.initial_words += Bytes::count(starts & (digits | bytes.in_range('A', 'Z')));
  result.digit_words += Bytes::count(starts & digits);
  std::array<char, Bytes::kBytes + kCopiedBytes> low;
  lower.store(low.data());
  std::memset(low.data() + Bytes::kBytes, 0, kCopiedBytes);
  std::array<std::uint64_t, Bytes::kBytes / 2> topics;  // words stand apart
  std::size_t topic_count = 0;
  for (std::uint64_t words = starts; words != 0; words &= words - 1) {
    const unsigned first = first_bit(words);
    const unsigned word_bytes = first_bit(~(in_words >> first));  // not all of a block is one word: it has a space, or an end
    const std::uint64_t word = bits_below(word_bytes) << first;
    if (((straight | curly) & word) != 0) {
      add_any_word(text.substr(begin + first, word_bytes), phrases, result);
      continue;
    }
    const char* from = low.data() + first;
    const std::uint64_t key = key_of_word(from, word_bytes);
    topics[topic_count] = key;
    topic_count += static_cast<std::size_t>(static_cast<int>(count_word(key, phrases, result)) & static_cast<int>(Bytes::count(chars.first_bytes(word)) >= kMinTopicLetters));
    result.fold = mix(result.fold, key);
    if (!folds_) continue;
    char* to = folded_.data() + folded_bytes_;
    if (word_bytes <= kCopiedBytes) {
      std::memcpy(to, from, kCopiedBytes);
    } else {
      std::memcpy(to, from, word_bytes);
    }
    to[word_bytes] = ' ';
    folded_bytes_ += word_bytes + 1;
  }
  for (const std::uint64_t key : std::span(topics).first(topic_count)) add_topic_word(key, result);
  return begin + size;
}

void ModelWords::measure(std::string_view text, const PhraseTable& table, ModelBlock& result) {
  // In lower case a character has at most half as many bytes more; each word has a space behind it.
  const std::size_t room = 2 * text.size() + 2 * kCopiedBytes;
  if (folded_.size() < room) folded_.resize(room);
  if (seen_.empty()) seen_.resize(2 * kMaxSeen);
  folded_bytes_ = 0;
  folds_ = true;
  ++texts_;
  const PhraseTable::Probe phrases = table.probe();
  on_byte_blocks([&]<class Bytes>() {
    for (std::size_t begin = 0; begin < text.size();) begin = measure_at<Bytes>(text, begin, phrases, result);
  });
  if (folded_bytes_ > 0) --folded_bytes_;
  if (result.content.size() < kMaxSeen) return;
  std::sort(result.content.begin(), result.content.end());
  result.content.erase(std::unique(result.content.begin(), result.content.end()), result.content.end());
}

}  // namespace cleanscrape
