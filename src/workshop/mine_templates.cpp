#include <fmt/format.h>

#include <algorithm>

#include "text/features.h"
#include "text/marks.h"
#include "text/script.h"
#include "text/utf8.h"
#include "workshop/mine_rules.h"

namespace cleanscrape::mining {
namespace {

/// A template is a fixed first (or last) word and up to so many words that vary: a byline, a date, a list of tags.
constexpr std::size_t kMaxSlotWords = 8;
constexpr std::size_t kMaxLineWords = 12;
constexpr double kMinShare = 0.6;
/// More than so many lines of one shape on a page are a list, not a field of the page.
constexpr double kMaxLinesPerPage = 1.4;

/// A line of a page's own, outside its body.
struct OwnLine {
  std::size_t page = 0;
  std::vector<std::string_view> words;
  std::string_view view;
  bool is_title = false;
  bool explained = false;  ///< by a template
};

std::vector<std::string_view> split(std::string_view view) {
  std::vector<std::string_view> words;
  while (!view.empty()) {
    const std::size_t end = std::min(view.find(' '), view.size());
    if (end > 0) words.push_back(view.substr(0, end));
    view.remove_prefix(std::min(end + 1, view.size()));
  }
  return words;
}

/// Starts as a name or number does; or is a short word between such, or a mark.
bool is_slot_word(std::string_view word) {
  constexpr std::size_t kMaxJoinerBytes = 3;
  const CharClass first = classify(decode_at(word, 0).code_point);
  if (first.kind == CharKind::digit || (first.kind == CharKind::letter && (first.upper || first.script != ScriptGroup::latin))) return true;
  return word.size() <= kMaxJoinerBytes || first.kind == CharKind::other;
}

class TemplateFinder {
 public:
  TemplateFinder(const Facts& facts, Place place) : facts_(facts), place_(place) { collect(); }

  /// `where` is a line of conditions that says where the fields stand.
  [[nodiscard]] MinedRule find(std::string_view where) {
    const bool head = place_ == Place::head;
    MinedRule rule{head ? "head-fields" : "tail-fields", head ? "Fields above the article: author, date, section" : "Fields below the article: author, date, tags",
                   "byline", "drop", {}, {}, {}, fmt::format("{}words  = {{ max = {} }}\n", where, kMaxLineWords), {}};
    for (const bool from_start : {true, false}) {
      for (const std::size_t fixed : {3U, 2U, 1U}) consider_all(from_start, fixed, rule.patterns);
    }
    return rule;
  }

 private:
  void collect() {
    for (std::size_t p = 0; p < facts_.pages.size(); ++p) {
      const MinedPage& page = facts_.pages[p];
      const std::size_t begin = place_ == Place::head ? 0 : page.body_end;
      const std::size_t end = place_ == Place::head ? page.body_begin : page.lines.size();
      for (std::size_t i = begin; i < end; ++i) {
        const MinedLine& line = page.lines[i];
        const Recurring* recurring = facts_.find(line.key);
        if ((recurring != nullptr && facts_.share(*recurring) >= kMinShare) || line.prose_words > 0) continue;
        std::vector<std::string_view> words = split(line.view);
        if (words.size() >= 2 && words.size() <= kMaxLineWords) lines_.push_back({p, std::move(words), line.view, page.is_title(i), false});
      }
      if (place_ == Place::head) own_in_head_.push_back(count_own(page));
    }
  }

  [[nodiscard]] std::size_t count_own(const MinedPage& page) const {
    return static_cast<std::size_t>(std::count_if(page.lines.begin(), page.lines.begin() + static_cast<std::ptrdiff_t>(page.body_begin),
                                                  [&](const MinedLine& line) { return !facts_.is_frame(line.key); }));
  }

  /// Lines with the same `fixed` first (or last) words, that no template found before explains.
  void consider_all(bool from_start, std::size_t fixed, std::vector<Evidence>& found) {
    std::map<std::string, std::vector<OwnLine*>> buckets;
    for (OwnLine& line : lines_) {
      if (line.explained || line.words.size() <= fixed) continue;
      std::string key;
      for (std::size_t i = 0; i < fixed; ++i) key += std::string(word_at(line, from_start, i)) + " ";
      buckets[key].push_back(&line);
    }
    for (const auto& [key, lines] : buckets) {
      if (consider(from_start, common_words(lines, from_start), lines, found)) {
        for (OwnLine* line : lines) line->explained = true;
      }
    }
  }

  static std::string_view word_at(const OwnLine& line, bool from_start, std::size_t i) { return from_start ? line.words[i] : line.words[line.words.size() - 1 - i]; }

  /// How many words all lines share at the start (or end); at least one word of each is left to vary.
  static std::size_t common_words(const std::vector<OwnLine*>& lines, bool from_start) {
    std::size_t common = lines.front()->words.size() - 1;
    for (const OwnLine* line : lines) {
      std::size_t same = 0;
      while (same < common && same + 1 < line->words.size() && word_at(*line, from_start, same) == word_at(*lines.front(), from_start, same)) ++same;
      common = same;
    }
    return common;
  }

  [[nodiscard]] bool consider(bool from_start, std::size_t common, const std::vector<OwnLine*>& lines, std::vector<Evidence>& found) const {
    std::set<std::size_t> pages;
    Evidence evidence;
    if (common == 0) return false;
    const std::string_view last = word_at(*lines.front(), from_start, common - 1);
    const bool is_field = from_start && last.ends_with(':');  // "Tags: …": what follows may be anything
    for (const OwnLine* line : lines) {
      if (!is_field && !varies_well(*line, from_start, common)) return false;
      pages.insert(line->page);
      evidence.words += static_cast<std::uint32_t>(line->words.size());
      evidence.views.emplace_back(line->view);
    }
    const double share = static_cast<double>(pages.size()) / static_cast<double>(facts_.pages.size());
    if (!has_word(*lines.front(), from_start, common) || share < kMinShare || pages.size() < facts_.min_pages) return false;
    if (static_cast<double>(lines.size()) > kMaxLinesPerPage * static_cast<double>(pages.size()) || takes_titles(lines, pages)) return false;
    const std::string fixed = fixed_text(*lines.front(), from_start, common);
    if (occurs_in_body(*lines.front(), from_start, common, is_field)) return false;
    evidence.pages = pages.size();
    const bool office = from_start && std::any_of(lines.begin(), lines.end(), [&](const OwnLine* line) { return has_office(*line, common); });
    evidence.text = pattern(fixed, from_start, is_field, office);
    found.push_back(std::move(evidence));
    return true;
  }

  /// Only names, numbers and marks vary; behind a comma an office may follow ("Ada Fenn, market reporter").
  static bool varies_well(const OwnLine& line, bool from_start, std::size_t common) {
    for (std::size_t i = common; i < line.words.size(); ++i) {
      if (!is_slot_word(word_at(line, from_start, i))) return is_office(line, from_start, common, i);
    }
    return true;
  }

  /// The word at `at` stands behind a comma, and what follows the comma names an office: few words, and no end of a sentence.
  static bool is_office(const OwnLine& line, bool from_start, std::size_t common, std::size_t at) {
    constexpr std::size_t kMaxOfficeWords = 5;
    if (!from_start || line.view.find_first_of(".!?") != std::string_view::npos) return false;
    const auto ends_name = [&](std::size_t i) { return line.words[i].ends_with(',') && line.words.size() - i - 1 <= kMaxOfficeWords; };
    for (std::size_t i = common; i < at; ++i) {
      if (ends_name(i)) return true;
    }
    return false;
  }
  static bool has_office(const OwnLine& line, std::size_t common) {
    for (std::size_t i = common; i < line.words.size(); ++i) {
      if (!is_slot_word(line.words[i])) return true;
    }
    return false;
  }

  /// One of the fixed words has letters.
  static bool has_word(const OwnLine& line, bool from_start, std::size_t common) {
    for (std::size_t i = 0; i < common; ++i) {
      const std::string_view word = word_at(line, from_start, i);
      if (word.size() >= 2 && classify(decode_at(word, 0).code_point).kind == CharKind::letter) return true;
    }
    return false;
  }

  static std::string fixed_text(const OwnLine& line, bool from_start, std::size_t common) {
    std::string text;
    const std::size_t first = from_start ? 0 : line.words.size() - common;
    for (std::size_t i = first; i < first + common; ++i) text += (text.empty() ? "" : " ") + std::string(line.words[i]);
    return text;
  }

  /// Where no words tell the title, the only line of its own above a body is it.
  [[nodiscard]] bool takes_titles(const std::vector<OwnLine*>& lines, const std::set<std::size_t>& pages) const {
    if (place_ != Place::head) return false;
    if (facts_.knows_titles) {
      const auto taken = static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const OwnLine* line) { return line->is_title; }));
      const auto known = static_cast<std::size_t>(std::count_if(pages.begin(), pages.end(), [&](std::size_t p) { return !facts_.pages[p].titles.empty(); }));
      return !facts_.spares_titles(taken, known - std::min(known, taken), pages.size());
    }
    return std::any_of(pages.begin(), pages.end(), [&](std::size_t p) { return own_in_head_[p] < 2; });
  }

  static std::string pattern(std::string_view word, bool from_start, bool is_field, bool office) {
    if (is_field && from_start) return fmt::format("^{} .{{1,120}}$", quote(word));
    constexpr std::string_view kSlot = R"((?:[\p{Lu}\p{Lo}\p{N}][^ ]*|[^ ]{1,3}|[^\p{L}\p{N} ][^ ]*))";
    constexpr std::string_view kLastSlot = R"((?:[\p{Lu}\p{Lo}\p{N}][^ ,]*|[^ ,]{1,3}|[^\p{L}\p{N} ,][^ ,]*))";
    if (from_start && office) return fmt::format("^{}(?: {}){{0,{}}} {}(?:, [^.!?]{{1,40}})?$", quote(word), kSlot, kMaxSlotWords - 1, kLastSlot);
    if (from_start) return fmt::format("^{}(?: {}){{1,{}}}$", quote(word), kSlot, kMaxSlotWords);
    return fmt::format("^(?:{} ){{1,{}}}{}$", kSlot, kMaxSlotWords, quote(word));
  }

  [[nodiscard]] bool occurs_in_body(const OwnLine& like, bool from_start, std::size_t common, bool is_field) const {
    for (const MinedPage& page : facts_.pages) {
      for (std::size_t i = page.body_begin; i < page.body_end; ++i) {
        const OwnLine line{0, split(page.lines[i].view), page.lines[i].view, false, false};
        if (line.words.size() <= common || line.words.size() > kMaxSlotWords + common) continue;
        std::size_t same = 0;
        while (same < common && word_at(line, from_start, same) == word_at(like, from_start, same)) ++same;
        if (same == common && (is_field || varies_well(line, from_start, common))) return true;
      }
    }
    return false;
  }

  const Facts& facts_;
  Place place_;
  std::vector<OwnLine> lines_;
  std::vector<std::size_t> own_in_head_;  ///< by page
};

/// Lines that are a date or a time and hardly anything else.
void propose_dates(const Facts& facts, const CompiledRules& rules, std::string_view site, Proposal& proposal) {
  constexpr double kMinTimeShare = 0.6;
  for (const bool head : {true, false}) {
    std::set<std::size_t> pages;
    Evidence evidence;
    for (std::size_t p = 0; p < facts.pages.size(); ++p) {
      const MinedPage& page = facts.pages[p];
      for (std::size_t i = head ? 0 : page.body_end; i < (head ? page.body_begin : page.lines.size()); ++i) {
        const MinedLine& line = page.lines[i];
        const Features features = measure(line.view, rules.english_stopwords());
        if (line.words > kMaxSlotWords || rules.token_share(TokenKind::time, {line.view, features}) < kMinTimeShare) continue;
        pages.insert(p);
        evidence.words += line.words;
        evidence.views.push_back(line.view);
      }
    }
    if (pages.size() < facts.min_pages || static_cast<double>(pages.size()) < kMinShare * static_cast<double>(facts.pages.size())) continue;
    evidence.pages = pages.size();
    MinedRule rule{head ? "head-dates" : "tail-dates", head ? "Dates above the article" : "Dates below the article", "date", "drop", {}, {}, {}, {}, {}};
    rule.conditions = fmt::format("time   = {{ min_share = {} }}\n{}words  = {{ max = {} }}\n", kMinTimeShare, place_condition(proposal, site, head ? Place::head : Place::tail_field),
                                  kMaxSlotWords);
    rule.patterns.push_back(std::move(evidence));
    proposal.rules.push_back(std::move(rule));
  }
}

/// Short lines with an address below the text: "Ada Fenn, ada@lantern.example".
void propose_addresses(const Facts& facts, const CompiledRules& rules, std::string_view site, Proposal& proposal) {
  constexpr std::uint32_t kMaxWords = 6;
  std::set<std::size_t> pages;
  Evidence evidence;
  for (std::size_t p = 0; p < facts.pages.size(); ++p) {
    const MinedPage& page = facts.pages[p];
    for (std::size_t i = page.body_end; i < page.lines.size(); ++i) {
      const MinedLine& line = page.lines[i];
      const Features features = measure(line.view, rules.english_stopwords());
      if (line.words > kMaxWords || line.prose_words > 0 || facts.is_frame(line.key) || rules.token_share(TokenKind::email, {line.view, features}) <= 0.0) continue;
      pages.insert(p);
      evidence.words += line.words;
      evidence.views.push_back(line.view);
    }
  }
  if (pages.size() < facts.min_pages || static_cast<double>(pages.size()) < kMinShare * static_cast<double>(facts.pages.size())) return;
  evidence.pages = pages.size();
  MinedRule rule{"tail-addresses", "Who wrote the article, with an address", "contact", "drop", {}, {}, {}, {}, {}};
  rule.conditions = fmt::format("email  = true\n{}words  = {{ max = {} }}\n", place_condition(proposal, site, Place::tail_field), kMaxWords);
  rule.patterns.push_back(std::move(evidence));
  proposal.rules.push_back(std::move(rule));
}

}  // namespace

void propose_templates(const Facts& facts, const CompiledRules& rules, std::string_view site, Proposal& proposal) {
  for (const Place place : {Place::head, Place::tail}) {
    MinedRule rule = TemplateFinder(facts, place).find(place_condition(proposal, site, place == Place::tail ? Place::tail_field : place));
    if (!rule.patterns.empty()) proposal.rules.push_back(std::move(rule));
  }
  propose_dates(facts, rules, site, proposal);
  propose_addresses(facts, rules, site, proposal);
}

}  // namespace cleanscrape::mining
