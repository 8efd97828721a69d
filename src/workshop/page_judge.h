#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/cleaner.h"
#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// What became of one line of a page.
enum class LineFate : std::uint8_t { blank, kept, dropped, changed };

struct JudgedLine {
  LineFate fate = LineFate::blank;
  std::string_view text;           ///< as it stands on the page, without its line end
  std::string rest;                ///< what remains of a changed line
  const Change* change = nullptr;  ///< the first one that touches the line; null: none
};

/// Cleans pages and tells line by line what happened: what the tools for rule authors look at. Keeps its memory from page to page.
class PageJudge {
 public:
  explicit PageJudge(const CompiledRules& rules) : rules_(&rules) {}

  /// Cleans a page with the sites that its signatures show, and `sites` besides. Valid until the next call; the page must live as long.
  const std::vector<JudgedLine>& judge(std::string_view page, std::span<const SiteIndex> sites = {});

  /// The last page, with verdicts and rule hits.
  [[nodiscard]] const Page& page() const { return page_; }
  [[nodiscard]] std::span<const Change> changes() const { return changes_; }

 private:
  void read_lines();

  const CompiledRules* rules_;
  MatchScratch scratch_;
  Page page_;
  std::vector<Change> changes_;
  std::vector<JudgedLine> lines_;
};

/// "line ko-daum.fonts rules/ko-daum.rules.toml:52": the stage, rule and place of a change.
[[nodiscard]] std::string describe(const Change& change);

}  // namespace cleanscrape
