#pragma once

#include <span>
#include <string>
#include <vector>

#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"

namespace cleanscrape {

/// What `check_rules` looks at.
struct CheckRequest {
  std::vector<RuleSource> sources;   ///< all rule files that are loaded together
  std::vector<std::string> files;    ///< those of them that are judged; empty: all
  std::vector<RuleSource> against;   ///< an older state of the files, for the lint `revision`; may be empty
  bool strict = false;               ///< warnings become errors
};

/// Everything wrong or doubtful about rule files: what stops them from being loaded, and the lints:
///   no-example     a rule that changes pages shows no line that goes, none that stays, or neither
///   short-literal  a literal for `starts`, `ends` or `contains` of fewer than three characters
///   never-in-view  a literal with white space that no view shows
///   ascii-class    `\b`, `\w` or `\s` beside letters beyond ASCII
///   no-literal     no text must occur where the rule holds, so that it is tried on every block
///   never-fires    no example and no case makes the rule hold
///   always-beaten  wherever the rule drops in examples and cases, another one is named
///   revision       a rule differs from its older state but has the same revision
/// Of a file with errors, and of those that cannot do without it, lints that need rules at work are left out. By file and line.
///
/// A comment `# lint: allow ID: reason` silences a lint on its own line and on the next one; behind several comment lines, on the first that is none.
[[nodiscard]] Diagnostics check_rules(const CheckRequest& request);

}  // namespace cleanscrape
