#include <fmt/format.h>

#include "rules/impl.h"
#include "rules/trigger.h"
#include "workshop/lints.h"

namespace cleanscrape {

/// Rules that look at the page, and rules that only add evidence, are meant for blocks that no words tell apart.
void lint_literals(const CompiledRules& rules, Diagnostics& found) {
  const CompiledRules::Impl& impl = rules.impl();
  for (RuleIndex i = 0; i < impl.image.rules.size(); ++i) {
    const Rule& rule = impl.image.rules[i];
    const bool is_about_words = rule.action == Action::drop || rule.action == Action::replace;
    if (!is_about_words || rule.has_page_conditions() || !rule_trigger(i, impl.image.tests[i], impl.image.patterns).is_open()) continue;
    found.push_back({Severity::warning,
                     {rule.file.str(), rule.line, 1},
                     fmt::format("rule '{}' has no text that must occur: it is tried on every block", rule.id.view()),
                     "give a literal, or a pattern with at least two letters that always occur",
                     "no-literal"});
  }
}

}  // namespace cleanscrape
