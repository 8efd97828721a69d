#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/compiled_rules.h"
#include "workshop/named_page.h"

namespace cleanscrape {

/// What must become of a line of a marked page. In the file a mark and one space stand before each line that is not blank.
enum class LineMark : std::uint8_t {
  blank,
  keep,     ///< `K`: stays, byte for byte
  drop,     ///< `D`: goes
  either,   ///< `?`
  rewrite,  ///< `E`: becomes the text of the `=` line below it
};

struct MarkedLine {
  LineMark mark = LineMark::blank;
  std::string text;
  std::string wanted;  ///< of `rewrite`
};

/// Reads a marked page; `#` lines are comments. Empty where a line has no mark: the file is a plain page.
[[nodiscard]] std::vector<MarkedLine> read_marked_page(std::string_view file);
/// The page without its marks.
[[nodiscard]] std::string page_text(std::span<const MarkedLine> lines);

/// Words of marked pages that a set of rules loses and leaves.
struct MarkedScore {
  std::uint32_t keep_words = 0;
  std::uint32_t drop_words = 0;
  std::uint32_t lost_words = 0;
  std::uint32_t left_words = 0;
  std::vector<std::string> lines;             ///< what is lost and left, as "12 lost: text  # rule"
  std::map<std::string, std::uint32_t> lost_by_rule;  ///< words, by "stage rule place"
  [[nodiscard]] bool is_perfect() const { return lost_words == 0 && left_words == 0; }
};

/// Scores one marked page.
[[nodiscard]] MarkedScore score_marked_page(const CompiledRules& rules, std::span<const MarkedLine> lines);

/// Scores marked pages (`text` is the marked file): a line for each that is not perfect and what is wrong with it, the rules that lose words,
/// and a last line with the totals. `perfect` is set to whether all are.
[[nodiscard]] std::string render_marked_pages(const CompiledRules& rules, std::span<const NamedPage> pages, bool verbose, bool& perfect);

}  // namespace cleanscrape
