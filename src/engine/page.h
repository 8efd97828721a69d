#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "document/document.h"
#include "engine/model_block.h"
#include "engine/sketch.h"
#include "engine/rule_hits.h"
#include "engine/trace.h"
#include "engine/verdict.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

/// Index of a block in its document.
using BlockIndex = std::uint32_t;
/// Position among the blocks that are still looked at (see `Page::alive`): what "neighbour" means.
using Position = std::uint32_t;

/// A page on its walk through the engine: its blocks, the rules that hit them and their verdicts. Reused from page to page.
struct Page {
  Document document;
  std::vector<Verdict> verdicts;          ///< one per block
  std::vector<std::uint32_t> hits_begin;  ///< block i was hit by hits[hits_begin[i] .. hits_begin[i + 1])
  std::vector<RuleIndex> hits;            ///< sorted within a block; only of rules whose site is active
  RuleHits rule_hits;                     ///< the same by rule
  std::vector<std::uint32_t> signatures;  ///< site signatures on the page; see `CompiledRules::match_signatures`
  std::vector<bool> held;                 ///< a keep rule holds the block
  std::vector<bool> kept_rules;           ///< by rule: what it would drop is held instead; empty: none
  std::vector<Edit> edits;                ///< in page order
  std::vector<BlockIndex> rematch;        ///< blocks whose view was edited, and whose hits are of the old one
  std::vector<std::uint32_t> prose;       ///< words of running text, per block; see `prose_words`
  std::vector<bool> active_sites;
  std::vector<bool> late_tried;           ///< by late rule: the page's blocks were tried with it
  Trace* trace = nullptr;                 ///< filled where it is not null

  /// The blocks of this round, in order: all at first, then those that the rounds before kept. Deciding again on what is left until
  /// nothing changes makes a second cleaning a no-op.
  std::vector<BlockIndex> alive;
  std::size_t drops = 0;  ///< how often a block was dropped

  MeasuredBlocks model_blocks;
  bool model_is_silent = false;  ///< too few blocks are marked as furniture for the page model to speak; in later rounds there are no more
  SketchTable sketches;  ///< for whoever looks for copies; nothing is kept in it
  /// What another block may have too, as far as sketches tell: certainly no block that is not listed here.
  struct Repeated {
    bool is_known = false;             ///< the lists are made
    std::vector<BlockIndex> views;     ///< blocks whose view another one may have
    std::vector<BlockIndex> clauses;   ///< blocks whose every clause another one may have
  };
  Repeated repeated;

  [[nodiscard]] std::span<const RuleIndex> hits_of(BlockIndex block) const {
    return std::span(hits).subspan(hits_begin[block], hits_begin[block + 1] - hits_begin[block]);
  }
  void index_hits(std::size_t rules) { rule_hits.index(hits, hits_begin, rules); }
  [[nodiscard]] bool is_hit(BlockIndex block, RuleIndex rule) const {
    const auto found = hits_of(block);
    return std::binary_search(found.begin(), found.end(), rule);
  }
  /// Calls `take(position)` for the blocks of this round that the rule hits, in order.
  template <class Take>
  void for_each_hit(RuleIndex rule, Take take) const {
    for_each_alive(rule_hits.blocks_of(rule), take);
  }
  /// The same for those among `blocks`, which are sorted.
  template <class Take>
  void for_each_alive(std::span<const BlockIndex> blocks, Take take) const {
    auto next = alive.begin();
    for (const BlockIndex block : blocks) {
      if (next == alive.end()) return;
      if (*next != block) next = std::lower_bound(next, alive.end(), block);
      if (next == alive.end()) return;
      if (*next != block) continue;
      take(static_cast<Position>(next - alive.begin()));
      ++next;
    }
  }
  [[nodiscard]] const Block& at(Position position) const { return document.block(alive[position]); }
  [[nodiscard]] std::span<const Sketch> clauses_at(Position position) const { return document.clauses(alive[position]); }
  [[nodiscard]] Verdict& verdict_at(Position position) { return verdicts[alive[position]]; }
  [[nodiscard]] const Verdict& verdict_at(Position position) const { return verdicts[alive[position]]; }
  [[nodiscard]] Position count() const { return static_cast<Position>(alive.size()); }

  /// Takes over memory that another page needs only while it is judged.
  void take_scratch_of(Page& other) {
    std::swap(model_blocks, other.model_blocks);
    std::swap(sketches, other.sketches);
  }

  /// Whether the rule's class is one that the caller keeps: it takes nothing away.
  [[nodiscard]] bool is_kept(RuleIndex rule) const { return !kept_rules.empty() && kept_rules[rule]; }
  /// Holds the block for the rule. Of a block that was edited the verdict still says so.
  void hold(BlockIndex block, RuleIndex rule) {
    held[block] = true;
    Verdict& verdict = verdicts[block];
    if (verdict.stage == Stage::replace || verdict.stage == Stage::collapsed) return;
    verdict.stage = Stage::keep;
    verdict.rule = rule;
  }
  /// Drops the block at the position, unless a keep rule holds it or it is gone already; or holds it, if the rule is one that is kept.
  void drop(Position position, Stage stage, RuleIndex rule) {
    Verdict& verdict = verdict_at(position);
    if (verdict.dropped || held[alive[position]]) return;
    if (is_kept(rule)) return hold(alive[position], rule);
    verdict.dropped = true;
    verdict.stage = stage;
    verdict.rule = rule;
    ++drops;
  }
};

}  // namespace cleanscrape
