#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "text/features.h"
#include "workshop/mine_facts.h"

namespace cleanscrape::mining {
namespace {

/// So many words that a line shares with the text below it, and that few other texts have, tell its title.
constexpr std::size_t kMinSharedWords = 2;
constexpr std::size_t kMinWordBytes = 4;
constexpr std::size_t kMaxTitleLines = 3;

using Words = std::set<std::string>;

bool is_letter(char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The longer words of a view, without case. Bytes beyond ASCII count as letters; only equality matters.
void add_words(std::string_view view, Words& words) {
  std::string word;
  const auto flush = [&] {
    if (word.size() >= kMinWordBytes) words.insert(word);
    word.clear();
  };
  for (const char c : view) {
    if (is_letter(c)) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    } else {
      flush();
    }
  }
  flush();
}

Words words_of(std::string_view view) {
  Words words;
  add_words(view, words);
  return words;
}

Words words_of_body(const MinedPage& page) {
  Words words;
  for (std::size_t i = page.body_begin; i < page.body_end; ++i) add_words(page.lines[i].view, words);
  return words;
}

/// Tells how much of a line is about the text below it.
class Kinship {
 public:
  explicit Kinship(const Facts& facts) {
    for (const MinedPage& page : facts.pages) bodies_.push_back(words_of_body(page));
    for (const Words& body : bodies_) {
      for (const std::string& word : body) ++texts_with_[word];
    }
    max_texts_ = std::max<std::size_t>(1, bodies_.size() / 4);
  }

  [[nodiscard]] std::size_t shared_words(std::size_t page, std::string_view view) const {
    const Words words = words_of(view);
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](const std::string& word) {
      return bodies_[page].contains(word) && texts_with_.at(word) <= max_texts_;
    }));
  }

 private:
  std::vector<Words> bodies_;
  std::map<std::string, std::size_t> texts_with_;
  std::size_t max_texts_ = 1;
};

/// A line with a date or an address tells who wrote the text, and when.
bool is_stamp(const MinedLine& line, const CompiledRules& rules) {
  const Features features = measure(line.view, rules.english_stopwords());
  return rules.token_share(TokenKind::time, {line.view, features}) > 0.0 || rules.token_share(TokenKind::email, {line.view, features}) > 0.0;
}

/// The line with most kinship, and lines below it that have any. A list above may name the text, too: of equal lines it is the lowest.
void find_title(std::size_t number, const Kinship& kinship, const CompiledRules& rules, Facts& facts) {
  MinedPage& page = facts.pages[number];
  std::size_t best = kMinSharedWords - 1;
  std::size_t title = page.body_begin;
  for (std::size_t i = 0; i < page.body_begin; ++i) {
    const MinedLine& line = page.lines[i];
    if (facts.is_frame(line.key) || is_stamp(line, rules)) continue;
    const std::size_t shared = kinship.shared_words(number, line.view);
    if (shared < best || (shared == best && (title == page.body_begin || page.lines[title].view != line.view))) continue;
    best = shared;
    title = i;
  }
  for (std::size_t i = title; i < std::min(page.body_begin, title + kMaxTitleLines); ++i) {
    const MinedLine& line = page.lines[i];
    if (i > title && (facts.is_frame(line.key) || is_stamp(line, rules) || line.words < kMinHeadlineWords || kinship.shared_words(number, line.view) == 0)) break;
    page.titles.push_back(i);
  }
}

}  // namespace

void find_titles(const CompiledRules& rules, Facts& facts) {
  const Kinship kinship(facts);
  std::size_t known = 0;
  for (std::size_t i = 0; i < facts.pages.size(); ++i) {
    find_title(i, kinship, rules, facts);
    known += facts.pages[i].titles.empty() ? 0U : 1U;
  }
  facts.knows_titles = 2 * known >= facts.pages.size();
}

}  // namespace cleanscrape::mining
