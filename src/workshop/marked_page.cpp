#include "workshop/marked_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/graphemes.h"
#include "text/view.h"
#include "workshop/page_judge.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxMarkedGraphemes = 120;

bool is_blank_text(std::string_view text) { return is_blank(text, {0, text.size()}); }

std::string_view trimmed(std::string_view text) { return trim(text, {0, text.size()}).of(text); }

/// Runs without white space, at least one.
std::uint32_t count_words(std::string_view text) {
  std::uint32_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\r';
    words += !space && !inside ? 1U : 0U;
    inside = !space;
  }
  return std::max(1U, words);
}

LineMark mark_of(char c) {
  switch (c) {
    case 'K': return LineMark::keep;
    case 'D': return LineMark::drop;
    case '?': return LineMark::either;
    case 'E': return LineMark::rewrite;
    default: return LineMark::blank;
  }
}

void add_lost(const MarkedLine& line, const JudgedLine& judged, std::size_t number, MarkedScore& score) {
  const std::uint32_t words = count_words(line.mark == LineMark::rewrite ? line.wanted : line.text);
  const std::string rule = judged.change == nullptr ? "?" : describe(*judged.change);
  score.lost_words += words;
  score.lost_by_rule[rule] += words;
  score.lines.push_back(fmt::format("{:>5} lost: {}  # {}", number, shorten(line.text, kMaxMarkedGraphemes), rule));
}

void add_left(const MarkedLine& line, std::uint32_t words, std::size_t number, MarkedScore& score) {
  score.left_words += words;
  score.lines.push_back(fmt::format("{:>5} left: {}", number, shorten(line.text, kMaxMarkedGraphemes)));
}

void score_rewrite(const MarkedLine& line, const JudgedLine& judged, std::size_t number, MarkedScore& score) {
  const std::uint32_t extra = std::max(1U, count_words(line.text) - std::min(count_words(line.text), count_words(line.wanted)));
  score.drop_words += extra;
  if (!is_blank_text(line.wanted)) score.keep_words += count_words(line.wanted);
  const std::string rest = judged.fate == LineFate::dropped ? std::string() : judged.fate == LineFate::changed ? judged.rest : std::string(judged.text);
  if (trimmed(rest) == trimmed(line.wanted)) return;
  judged.fate == LineFate::kept ? add_left(line, extra, number, score) : add_lost(line, judged, number, score);
}

}  // namespace

std::vector<MarkedLine> read_marked_page(std::string_view file) {
  std::vector<MarkedLine> lines;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.starts_with('#')) continue;
    if (is_blank_text(line)) {
      lines.push_back({});
      continue;
    }
    const bool has_margin = line.size() == 1 || line[1] == ' ';
    const std::string text(line.substr(std::min<std::size_t>(2, line.size())));
    if (line[0] == '=' && has_margin && !lines.empty()) {
      lines.back().wanted = text;
    } else if (has_margin && mark_of(line[0]) != LineMark::blank) {
      lines.push_back({mark_of(line[0]), text, {}});
    } else {
      return {};
    }
  }
  return lines;
}

std::string page_text(std::span<const MarkedLine> lines) {
  std::string text;
  for (const MarkedLine& line : lines) text += line.text + "\n";
  return text;
}

MarkedScore score_marked_page(const CompiledRules& rules, std::span<const MarkedLine> lines) {
  MarkedScore score;
  PageJudge judge(rules);
  const std::string page = page_text(lines);
  const std::vector<JudgedLine>& judged = judge.judge(page);
  for (std::size_t i = 0; i < lines.size() && i < judged.size(); ++i) {
    if (judged[i].fate == LineFate::blank) continue;
    const std::uint32_t words = count_words(lines[i].text);
    if (lines[i].mark == LineMark::keep) {
      score.keep_words += words;
      if (judged[i].fate != LineFate::kept) add_lost(lines[i], judged[i], i + 1, score);
    } else if (lines[i].mark == LineMark::drop) {
      score.drop_words += words;
      if (judged[i].fate == LineFate::kept) add_left(lines[i], words, i + 1, score);
      if (judged[i].fate == LineFate::changed) add_left(lines[i], count_words(judged[i].rest), i + 1, score);
    } else if (lines[i].mark == LineMark::rewrite) {
      score_rewrite(lines[i], judged[i], i + 1, score);
    }
  }
  return score;
}

std::string render_marked_pages(const CompiledRules& rules, std::span<const NamedPage> pages, bool verbose, bool& perfect) {
  std::string out;
  MarkedScore total;
  std::size_t perfect_pages = 0;
  for (const NamedPage& page : pages) {
    const MarkedScore score = score_marked_page(rules, read_marked_page(page.text));
    total.keep_words += score.keep_words;
    total.drop_words += score.drop_words;
    total.lost_words += score.lost_words;
    total.left_words += score.left_words;
    for (const auto& [rule, words] : score.lost_by_rule) total.lost_by_rule[rule] += words;
    perfect_pages += score.is_perfect() ? 1U : 0U;
    if (score.is_perfect() && !verbose) continue;
    out += fmt::format("{}: lost {}/{} left {}/{} words\n", page.name, score.lost_words, score.keep_words, score.left_words, score.drop_words);
    for (const std::string& line : score.lines) out += line + "\n";
  }
  for (const auto& [rule, words] : total.lost_by_rule) out += fmt::format("{:>5} words lost by {}\n", words, rule);
  perfect = perfect_pages == pages.size();
  const auto share = [](std::uint32_t part, std::uint32_t whole) { return whole == 0 ? 0.0 : static_cast<double>(part) / whole; };
  return out + fmt::format("{} marked pages, lost {:.4f}, left {:.4f}, perfect {:.3f}\n", pages.size(), share(total.lost_words, total.keep_words),
                           share(total.left_words, total.drop_words), pages.empty() ? 1.0 : static_cast<double>(perfect_pages) / static_cast<double>(pages.size()));
}

}  // namespace cleanscrape
