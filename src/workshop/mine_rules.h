#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "workshop/mine_facts.h"

namespace cleanscrape::mining {

/// A literal or pattern and the number of pages that have it.
struct Evidence {
  std::string text;
  std::size_t pages = 0;
  std::uint32_t words = 0;          ///< that it takes away, all pages together
  std::vector<std::string> views;   ///< lines that it was learned from
  bool is_at_work = true;           ///< takes some of them itself, beside the other rules
};

/// A rule to be written.
struct MinedRule {
  std::string name;  ///< behind the pack's id and the dot
  std::string description;
  std::string block_class;
  std::string action = "drop";
  std::string options;                ///< more lines of the rule's table, as `cut = …`
  std::vector<Evidence> literals;     ///< for `equals`
  std::vector<Evidence> patterns;     ///< for `any`
  std::string conditions;             ///< more lines of `[rule.when]`
  std::vector<std::string> case_page; ///< lines of a page that shows the rule, or none

  [[nodiscard]] std::uint32_t words() const;
  [[nodiscard]] std::size_t pages() const;
};

/// A line that recurs and is not proposed.
struct Refused {
  std::string view;
  std::size_t pages = 0;
  std::string reason;
};

struct Proposal {
  std::vector<MinedRule> rules;
  std::vector<std::string> signatures;  ///< patterns
  std::vector<Refused> refused;
};

/// Chooses what to propose. `rules` are those with which the pack will work.
[[nodiscard]] Proposal propose(const Facts& facts, const CompiledRules& rules, std::string_view site);

// The parts of `propose`, each appends. The borders come first: other rules name them.
void propose_borders(const Facts& facts, Proposal& proposal);
void propose_fixed_lines(const Facts& facts, std::string_view site, Proposal& proposal);
void propose_templates(const Facts& facts, const CompiledRules& rules, std::string_view site, Proposal& proposal);
void propose_lists(const Facts& facts, std::string_view site, Proposal& proposal);
void choose_signatures(const Facts& facts, const CompiledRules& rules, Proposal& proposal);

/// Adds a line to a page for a case, below an empty line where it stands so: hard-wrapped pages need it.
void add_case_line(const MinedLine& line, std::vector<std::string>& lines);

/// Why a recurring line must not be proposed; empty where it may be.
[[nodiscard]] std::string why_refused(const Facts& facts, const Recurring& line);

/// Above the text, below it, or below it and close to a line of the frame.
enum class Place : std::uint8_t { head, tail, tail_field };

/// A line of `[rule.when]` that says where: by the frame's lines that always stand there, or else by the region.
[[nodiscard]] std::string place_condition(const Proposal& proposal, std::string_view site, Place place);

/// A view as an RE2 pattern, numbers as such where `with_slots`.
[[nodiscard]] std::string quote(std::string_view text);
[[nodiscard]] std::string pattern_of_key(std::string_view key);

}  // namespace cleanscrape::mining
