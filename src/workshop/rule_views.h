#pragma once

#include <span>
#include <string>

#include "cleanscrape/rules.h"
#include "rules/compiled_rules.h"
#include "workshop/named_page.h"

namespace cleanscrape {

/// For each page the sites with at least one signature on it, whether they were recognised, and the lines that show them.
[[nodiscard]] std::string render_sites(const CompiledRules& rules, std::span<const NamedPage> pages);

/// Packs and what they extend, rules and the rules they look for in `near` and `region`: a graph in the language of Graphviz.
[[nodiscard]] std::string render_graph(const CompiledRules& rules, std::span<const RuleSource> sources);

}  // namespace cleanscrape
