#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "workshop/mine.h"
#include "workshop/mine_write.h"

namespace cleanscrape::mining {

/// The learned pack at work on the pages that it was learned from.
class Trial {
 public:
  using Rules = std::shared_ptr<const CompiledRules>;

  Trial(const MineRequest& request, const Facts& facts) : request_(request), facts_(facts) {}

  [[nodiscard]] Result<Rules> compile(const Proposal& proposal, const std::vector<WrittenCase>& cases) const;

  /// Takes out of the proposal what takes lines of a body, or titles, away. True if there was anything.
  bool remove_harmful(const CompiledRules& rules, Proposal& proposal) const;

  /// Takes out of the proposal what changes nothing on any page beside the other rules. True if there was anything. Of what stays, the lines
  /// that a rule itself takes come first.
  bool remove_needless(const CompiledRules& rules, Proposal& proposal) const;

  /// A case for each rule that has a page, and the page on which most rules are at work for the pack.
  [[nodiscard]] std::vector<WrittenCase> make_cases(const CompiledRules& rules, const Proposal& proposal) const;

  /// Gives a page to each rule of which the examples and cases in `rules`, the pack as written, show nothing. True if there was any.
  bool add_case_pages(const CompiledRules& rules, Proposal& proposal) const;

 private:
  struct Taken;
  [[nodiscard]] std::vector<Taken> taken_lines(const CompiledRules& rules) const;
  [[nodiscard]] std::string id_of(const MinedRule& rule) const { return request_.site + "." + rule.name; }
  [[nodiscard]] std::string path() const { return request_.site + ".rules.toml"; }
  bool remove(const std::string& id, const MinedLine& line, const char* reason, Proposal& proposal) const;
  bool remove_from_bodies(const std::vector<Taken>& taken, Proposal& proposal) const;
  bool remove_from_titles(const std::vector<Taken>& taken, Proposal& proposal) const;
  bool remove_from_bare_heads(const std::vector<Taken>& taken, Proposal& proposal) const;

  const MineRequest& request_;
  const Facts& facts_;
};

}  // namespace cleanscrape::mining
