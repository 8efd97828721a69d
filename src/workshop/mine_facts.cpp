#include "workshop/mine_facts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/prose.h"

namespace cleanscrape::mining {
namespace {

/// What a line says for (above 0) or against standing in the body, in words of prose.
constexpr double kMaxProseCredit = 40.0;
constexpr double kRecurringLabelCost = 20.0;
constexpr double kRecurringSentenceCost = 10.0;
constexpr double kOwnLabelCost = 2.0;

/// So many words make a sentence; fewer with a full stop may be a label.
constexpr std::uint32_t kMinSentenceWords = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

MinedPage read_page(const NamedPage& page, const CompiledRules& rules, Document& document) {
  MinedPage mined;
  mined.source = &page;
  document.segment(page.text, rules.english_stopwords());
  std::uint32_t next_line = 0;
  for (const Block& block : document.blocks()) {
    const Features& f = block.features;
    mined.lines.push_back({std::string(block.view), key_of(block.view), prose_words(block, rules.model()), f.words, f.ends_sentence && f.words >= kMinSentenceWords, block.first_line > next_line});
    next_line = block.first_line + block.line_count;
  }
  return mined;
}

void count_pages(const std::vector<MinedPage>& pages, std::map<std::string, Recurring>& lines) {
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const MinedLine& line : pages[p].lines) {
      Recurring& recurring = lines[line.key];
      recurring.key = line.key;
      recurring.views.insert(line.view);
      recurring.pages.insert(p);
      recurring.sentence = recurring.sentence || line.sentence;
      recurring.words += line.words;
      ++recurring.occurrences;
    }
  }
}

using Neighbours = std::map<std::string, std::uint32_t>;

bool has_fixed(const Neighbours& neighbours, std::uint32_t occurrences) {
  constexpr double kMinSameShare = 0.8;
  return std::any_of(neighbours.begin(), neighbours.end(), [&](const auto& n) { return n.second >= kMinSameShare * occurrences; });
}

/// A label stands where it always stands; a headline in a list does not.
void find_settled(Facts& facts) {
  std::map<std::string, std::pair<Neighbours, Neighbours>> beside;
  for (const MinedPage& page : facts.pages) {
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      if (facts.find(page.lines[i].key) == nullptr) continue;
      auto& [before, after] = beside[page.lines[i].key];
      ++before[i == 0 ? std::string() : page.lines[i - 1].key];
      ++after[i + 1 == page.lines.size() ? std::string() : page.lines[i + 1].key];
    }
  }
  for (auto& [key, line] : facts.recurring) {
    const auto& [before, after] = beside[key];
    line.settled = has_fixed(before, line.occurrences) || has_fixed(after, line.occurrences);
  }
}

double body_evidence(const MinedLine& line, const Facts& facts) {
  if (const Recurring* recurring = facts.find(line.key)) return recurring->sentence ? -kRecurringSentenceCost : -kRecurringLabelCost;
  return line.prose_words > 0 ? std::min<double>(line.prose_words, kMaxProseCredit) : -kOwnLabelCost;
}

/// The stretch with the largest sum of evidence; it starts and ends with prose by its nature.
void find_body(MinedPage& page, const Facts& facts) {
  double best = 0.0;
  double sum = 0.0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    sum += body_evidence(page.lines[i], facts);
    if (sum > best) {
      best = sum;
      page.body_begin = begin;
      page.body_end = i + 1;
    }
    if (sum <= 0.0) {
      sum = 0.0;
      begin = i + 1;
    }
  }
}

/// Counts what recurs, and finds the bodies between it.
void find_bodies(const MineRequest& request, Facts& facts) {
  const auto quarter = static_cast<std::uint32_t>(std::ceil(static_cast<double>(facts.pages.size()) / 4.0));
  facts.min_pages = request.min_pages > 0 ? request.min_pages : std::max(3U, quarter);
  facts.recurring.clear();
  count_pages(facts.pages, facts.recurring);
  std::erase_if(facts.recurring, [&](const auto& entry) { return entry.second.pages.size() < facts.min_pages; });
  find_settled(facts);
  for (MinedPage& page : facts.pages) {
    page.body_begin = page.body_end = 0;
    find_body(page, facts);
  }
}

/// A line that stands once on most pages, and on most of those behind the body, closes it on the others, too: teasers below it are prose.
void end_bodies_at_frame(Facts& facts) {
  constexpr double kMinTailShare = 0.6;
  for (const auto& [key, line] : facts.recurring) {
    const bool once = line.occurrences == line.pages.size();
    if (line.sentence || !once || facts.share(line) < kFrameShare || line.in_tail < kMinTailShare * line.occurrences) continue;
    for (const std::size_t number : line.pages) {
      MinedPage& page = facts.pages[number];
      for (std::size_t i = page.body_begin; i < page.body_end; ++i) {
        if (page.lines[i].key != key) continue;
        page.body_end = i;
      }
    }
  }
}

/// The body ends with a paragraph of the page's own.
void trim_body(MinedPage& page, const Facts& facts) {
  const auto is_own_prose = [&](const MinedLine& line) { return line.prose_words > 0 && facts.find(line.key) == nullptr; };
  while (page.body_end > page.body_begin && !is_own_prose(page.lines[page.body_end - 1])) --page.body_end;
}

void forget_places(Facts& facts) {
  for (auto& [key, line] : facts.recurring) {
    line.in_head = line.in_body = line.in_tail = 0;
    line.exposed.clear();
  }
}

bool is_frame(const Facts& facts, const MinedLine& line) {
  const Recurring* recurring = facts.find(line.key);
  return recurring != nullptr && !recurring->sentence && facts.share(*recurring) >= kFrameShare;
}

/// Counts where the recurring lines of a page stand, outward from the body.
void place_lines(std::size_t number, Facts& facts) {
  const MinedPage& page = facts.pages[number];
  bool framed = false;
  const auto place = [&](std::size_t i, std::uint32_t Recurring::*count) {
    if (const auto found = facts.recurring.find(page.lines[i].key); found != facts.recurring.end()) {
      ++(found->second.*count);
      if (!framed && count != &Recurring::in_body) found->second.exposed.insert(number);
    }
    framed = framed || is_frame(facts, page.lines[i]);
  };
  for (std::size_t i = page.body_begin; i-- > 0;) place(i, &Recurring::in_head);
  framed = false;
  for (std::size_t i = page.body_end; i < page.lines.size(); ++i) place(i, &Recurring::in_tail);
  framed = false;
  for (std::size_t i = page.body_begin; i < page.body_end; ++i) place(i, &Recurring::in_body);
}

}  // namespace

std::string key_of(std::string_view view) {
  std::string key;
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (!is_digit(view[i])) {
      key += view[i];
      continue;
    }
    // digits, and the marks between digits of one number, date or time
    constexpr std::string_view kInner = ".,:/-";
    while (i + 1 < view.size() && (is_digit(view[i + 1]) || (kInner.find(view[i + 1]) != std::string_view::npos && i + 2 < view.size() && is_digit(view[i + 2])))) ++i;
    key += kNumberSlot;
  }
  return key;
}

Facts gather(const MineRequest& request, const CompiledRules& rules) {
  Facts facts;
  Document document;
  for (const NamedPage& page : request.pages) facts.pages.push_back(read_page(page, rules, document));
  for (const NamedPage& page : request.not_pages) {
    for (const MinedLine& line : read_page(page, rules, document).lines) facts.elsewhere.insert(line.key);
  }
  find_bodies(request, facts);
  const auto has_no_body = [](const MinedPage& page) { return page.body_begin == page.body_end; };
  if (std::erase_if(facts.pages, has_no_body) > 0) find_bodies(request, facts);
  for (std::size_t i = 0; i < facts.pages.size(); ++i) place_lines(i, facts);
  end_bodies_at_frame(facts);
  for (MinedPage& page : facts.pages) trim_body(page, facts);
  forget_places(facts);
  for (std::size_t i = 0; i < facts.pages.size(); ++i) place_lines(i, facts);
  find_titles(rules, facts);
  return facts;
}

}  // namespace cleanscrape::mining
