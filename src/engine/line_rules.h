#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/page.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// Which sites' rules apply: found by their signatures, or named by the caller.
enum class SiteChoice : std::uint8_t { detect, none, named };

/// Finds the rules that hit each block, and the sites' signatures. Rules of sites are not tried; see `CompiledRules::match_all`.
void match_blocks(const CompiledRules& rules, MatchScratch& scratch, Page& page);

/// Switches on the sites whose signatures occur often enough on the page.
void detect_sites(const CompiledRules& rules, Page& page);

/// Tries the rules whose sites are on this page, and removes what is left untried or does not hold.
void try_site_rules(const CompiledRules& rules, MatchScratch& scratch, Page& page);

/// Tries late rules, see `LateRule`, that the hits so far and the page's sites ask for, once each on a page. Where
/// the page is traced, all whose site is active: whoever reads the hits is to see them.
void try_late_rules(const CompiledRules& rules, MatchScratch& scratch, Page& page);

/// Cuts out or rewrites what replace rules match; blocks of which nothing is left are dropped. Blocks that changed are measured again.
void apply_replace_rules(const CompiledRules& rules, MatchScratch& scratch, Page& page);

/// Finds the rules that hit the blocks whose views were edited.
void match_edited_blocks(const CompiledRules& rules, MatchScratch& scratch, Page& page);

/// Marks the blocks that keep rules without page conditions hold.
void apply_keep_rules(const CompiledRules& rules, Page& page);

/// Drops the blocks that drop rules without page conditions hit.
void apply_drop_rules(const CompiledRules& rules, Page& page);

/// Of two rules that drop the same block, the one that is named: higher confidence first, then the smaller id.
[[nodiscard]] RuleIndex stronger_rule(const CompiledRules& rules, RuleIndex a, RuleIndex b);

}  // namespace cleanscrape
