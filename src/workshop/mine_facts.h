#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "document/document.h"
#include "rules/compiled_rules.h"
#include "workshop/mine.h"

namespace cleanscrape::mining {

/// A line with this share of pages is a fixed part of the site's frame.
inline constexpr double kFrameShare = 0.6;
/// Lists of links repeat the titles of articles: so many words may be one.
inline constexpr std::uint32_t kMinHeadlineWords = 4;
/// A rule that takes the titles of so many pages is not proposed; of many pages, one may be another headline about the same.
inline constexpr std::size_t kMinTitlesTaken = 2;
inline constexpr std::size_t kManyPages = 10;

/// A block of a page, as the miner sees it.
struct MinedLine {
  std::string view;
  std::string key;  ///< the view with a mark in the place of every number
  std::uint32_t prose_words = 0;
  std::uint32_t words = 0;
  bool sentence = false;  ///< ends as a sentence does, with several words
  bool apart = false;     ///< below an empty line
};

/// A page in lines, and where its body stands: from the first to behind the last paragraph of its own.
struct MinedPage {
  const NamedPage* source = nullptr;
  std::vector<MinedLine> lines;
  std::size_t body_begin = 0;
  std::size_t body_end = 0;
  std::vector<std::size_t> titles;  ///< lines above the body that are about it: the title, and decks below it; none where nothing tells

  [[nodiscard]] bool in_body(std::size_t line) const { return body_begin <= line && line < body_end; }
  [[nodiscard]] bool is_title(std::size_t line) const { return std::find(titles.begin(), titles.end(), line) != titles.end(); }
};

/// A key that stands on several pages.
struct Recurring {
  std::string key;
  std::set<std::string> views;      ///< the forms in which it was seen
  std::set<std::size_t> pages;      ///< on which it stands
  std::set<std::size_t> exposed;    ///< pages on which only prose or lines of their own stand between it and the body
  std::uint32_t occurrences = 0;
  std::uint32_t in_head = 0;        ///< occurrences
  std::uint32_t in_body = 0;
  std::uint32_t in_tail = 0;
  std::uint32_t words = 0;          ///< of all occurrences together
  bool sentence = false;
  bool settled = false;             ///< nearly always behind the same line, or before it

  [[nodiscard]] std::uint32_t words_each() const { return words / std::max(1U, occurrences); }
};

/// Everything that was found out about the pages of a site.
struct Facts {
  std::vector<MinedPage> pages;     ///< those with a body of their own: copies of one article, and pages of links alone, teach nothing
  std::map<std::string, Recurring> recurring;  ///< by key; from `min_pages` pages on
  std::uint32_t min_pages = 0;
  std::set<std::string> elsewhere;  ///< keys of pages of other sites
  bool knows_titles = false;        ///< on at least half of the pages

  [[nodiscard]] const Recurring* find(const std::string& key) const {
    const auto found = recurring.find(key);
    return found == recurring.end() ? nullptr : &found->second;
  }
  /// A fixed part of the site's frame: once on most pages, and where it has as many words as a headline, always beside the same line or on
  /// nearly every page.
  [[nodiscard]] bool is_frame(const Recurring& line) const {
    constexpr double kNearlyAll = 0.9;
    const bool is_short = line.words_each() < kMinHeadlineWords;
    return line.occurrences == line.pages.size() && line.in_body == 0 && share(line) >= kFrameShare && (is_short || line.settled || share(line) >= kNearlyAll);
  }
  /// What a rule that takes lines above the text does with titles, on the pages where it takes any: it must spare those of at least half of them
  /// for certain.
  [[nodiscard]] bool spares_titles(std::size_t taken, std::size_t spared, std::size_t of_pages) const {
    const std::size_t too_many = pages.size() < kManyPages ? 1 : kMinTitlesTaken;
    return taken < too_many && 2 * spared >= of_pages;
  }
  [[nodiscard]] bool is_frame(const std::string& key) const {
    const Recurring* line = find(key);
    return line != nullptr && is_frame(*line);
  }
  [[nodiscard]] double share(const Recurring& line) const { return static_cast<double>(line.pages.size()) / static_cast<double>(pages.size()); }
};

/// A number in a view is one mark in its key.
inline constexpr char kNumberSlot = '\x01';

[[nodiscard]] std::string key_of(std::string_view view);
/// Fills `titles` of each page and `knows_titles`: a title shares words with its text that few other texts have.
void find_titles(const CompiledRules& rules, Facts& facts);
[[nodiscard]] Facts gather(const MineRequest& request, const CompiledRules& rules);

}  // namespace cleanscrape::mining
