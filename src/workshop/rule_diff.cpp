#include "workshop/rule_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "text/graphemes.h"
#include "workshop/page_judge.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxDiffGraphemes = 120;

struct Difference {
  char mark = ' ';  ///< '-' goes now, '+' stays now, '~' is rewritten in another way
  std::string text;
};

/// By rule, in the order of the ids.
using Differences = std::map<std::string, std::vector<Difference>>;

std::string outcome_of(const JudgedLine& line) { return line.fate == LineFate::changed ? line.rest : line.fate == LineFate::dropped ? std::string() : std::string(line.text); }

std::string rule_of(const JudgedLine& line) { return line.change == nullptr ? std::string() : describe(*line.change); }

void compare(const NamedPage& page, PageJudge& before, PageJudge& after, Differences& differences) {
  const std::vector<JudgedLine>& old_lines = before.judge(page.text);
  const std::vector<JudgedLine>& new_lines = after.judge(page.text);
  for (std::size_t i = 0; i < old_lines.size() && i < new_lines.size(); ++i) {
    const JudgedLine& was = old_lines[i];
    const JudgedLine& is = new_lines[i];
    if (outcome_of(was) == outcome_of(is)) continue;
    const char mark = is.fate == LineFate::dropped ? '-' : is.fate == LineFate::kept ? '+' : '~';
    const std::string shown = mark == '~' ? is.rest : std::string(is.text);
    const std::string rule = is.change != nullptr ? rule_of(is) : rule_of(was);
    differences[rule].push_back({mark, fmt::format("{}:{}: {}", page.name, i + 1, shorten(shown, kMaxDiffGraphemes))});
  }
}

}  // namespace

std::string render_rule_diff(const CompiledRules& before, const CompiledRules& after, std::span<const NamedPage> pages, bool color) {
  PageJudge old_judge(before);
  PageJudge new_judge(after);
  Differences differences;
  for (const NamedPage& page : pages) compare(page, old_judge, new_judge, differences);
  std::string out;
  std::size_t goes = 0;
  std::size_t stays = 0;
  std::size_t rewritten = 0;
  for (const auto& [rule, lines] : differences) {
    out += fmt::format("{} ({} lines)\n", rule, lines.size());
    for (const Difference& line : lines) {
      const std::string_view paint = !color ? "" : line.mark == '-' ? "\x1b[31m" : line.mark == '+' ? "\x1b[32m" : "\x1b[33m";
      out += fmt::format("  {}{} {}{}\n", paint, line.mark, line.text, paint.empty() ? "" : "\x1b[0m");
      goes += line.mark == '-' ? 1U : 0U;
      stays += line.mark == '+' ? 1U : 0U;
      rewritten += line.mark == '~' ? 1U : 0U;
    }
  }
  return out + fmt::format("{} pages: {} lines go now, {} stay now, {} are rewritten in another way\n", pages.size(), goes, stays, rewritten);
}

}  // namespace cleanscrape
