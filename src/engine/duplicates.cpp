#include "engine/duplicates.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.h"
#include "engine/context.h"
#include "engine/copies.h"
#include "engine/line_rules.h"
#include "text/comparison.h"
#include "text/sentences.h"

namespace cleanscrape {
namespace {

ComparisonFolds folds_of(const DuplicateCondition& condition) {
  return {condition.fold_case, condition.fold_quotes, condition.fold_space};
}

/// The positions where the rule's other conditions hold and that are still there.
std::vector<Position> candidates(const CompiledRules& rules, const Regions& regions, const Page& page, RuleIndex rule) {
  const ContextRules context(rules, regions);
  std::vector<Position> result;
  for (Position i = 0; i < page.count(); ++i) {
    const auto hits = page.hits_of(page.alive[i]);
    if (page.verdict_at(i).dropped || !std::binary_search(hits.begin(), hits.end(), rule)) continue;
    if (context.holds(page, i, rules.rules()[rule])) result.push_back(i);
  }
  return result;
}

/// Sentences of the page by fingerprint of their folded text, each with the blocks that hold it.
class SentenceIndex {
 public:
  /// Of the blocks that have a sentence that one of `copies` may have.
  SentenceIndex(const Page& page, const DuplicateCondition& condition, std::span<const Position> copies) : page_(page), folds_(folds_of(condition)) {
    for (const Position copy : copies) {
      for (const std::uint64_t sketch : page.sentences.of(page.alive[copy])) sketches_.insert(sketch);
    }
    for (Position i = 0; i < page.count(); ++i) {
      if (!page.verdict_at(i).dropped && may_share(i)) add(i);
    }
  }

  /// Whether every sentence of the block stands in a block of another stretch with more prose, or further down in a longer block.
  [[nodiscard]] bool all_elsewhere(Position position, const Regions& regions) {
    const auto is_source = [&](Position other) {
      if (other == position || page_.verdict_at(other).dropped) return false;
      const std::uint32_t stretch = regions.stretch_of[position];
      const std::uint32_t other_stretch = regions.stretch_of[other];
      if (other_stretch != stretch) return regions.stretches[other_stretch].prose_words > regions.stretches[stretch].prose_words;
      return other > position && page_.at(other).features.code_points > page_.at(position).features.code_points;
    };
    split(position);
    return !ranges_.empty() && std::all_of(keys_.begin(), keys_.end(), [&](std::uint64_t key) {
      const auto [begin, end] = blocks_.equal_range(key);
      return std::any_of(begin, end, [&](const auto& entry) { return is_source(entry.second); });
    });
  }

 private:
  void split(Position position) {
    ranges_.clear();
    keys_.clear();
    const std::string_view view = page_.at(position).view;
    split_sentences(view, ranges_);
    for (const TextRange& range : ranges_) {
      folded_.clear();
      fold_for_comparison(range.of(view), folds_, folded_);
      keys_.push_back(fingerprint(folded_));
    }
  }

  [[nodiscard]] bool may_share(Position position) const {
    return std::ranges::any_of(page_.sentences.of(page_.alive[position]), [&](std::uint64_t sketch) { return sketches_.contains(sketch); });
  }

  void add(Position position) {
    split(position);
    for (const std::uint64_t key : keys_) blocks_.emplace(key, position);
  }

  const Page& page_;
  ComparisonFolds folds_;
  std::unordered_set<std::uint64_t> sketches_;
  std::unordered_multimap<std::uint64_t, Position> blocks_;
  std::vector<TextRange> ranges_;
  std::vector<std::uint64_t> keys_;
  std::string folded_;
};

/// A block whose sentences all stand elsewhere is a summary only outside the body, or among the first blocks of its stretch.
bool may_be_summary(const Regions& regions, Position position) {
  constexpr Position kSummaryBlocks = 8;
  const std::uint32_t stretch = regions.stretch_of[position];
  return stretch != regions.main_stretch || position < regions.stretches[stretch].begin + kSummaryBlocks || !regions.in_body(position);
}

/// False where a sentence of the block certainly stands nowhere else.
bool may_stand_elsewhere(const Page& page, Position position) {
  const BlockIndex block = page.alive[position];
  return std::ranges::all_of(page.sentences.of(block), [&](std::uint64_t sketch) { return page.sentences.stands_elsewhere(sketch, block); });
}

void drop_copied_sentences(const CompiledRules& rules, RuleIndex index, const Regions& regions, Page& page) {
  const DuplicateCondition& condition = *rules.rules()[index].when.duplicate;
  std::vector<Position> copies = candidates(rules, regions, page, index);
  std::erase_if(copies, [&](Position i) {
    return page.at(i).features.code_points < condition.min_code_points || !may_be_summary(regions, i);
  });
  if (copies.empty()) return;
  page.sentences.make(page.document);
  std::erase_if(copies, [&](Position i) { return !may_stand_elsewhere(page, i); });
  if (copies.empty()) return;
  SentenceIndex sentences(page, condition, copies);
  std::erase_if(copies, [&](Position i) { return !sentences.all_elsewhere(i, regions); });
  for (const Position copy : copies) page.drop(copy, Stage::duplicate, index);
}

void drop_copied_lines(const CompiledRules& rules, RuleIndex index, const Regions& regions, Page& page) {
  const DuplicateCondition& condition = *rules.rules()[index].when.duplicate;
  std::vector<Position> positions = candidates(rules, regions, page, index);
  std::erase_if(positions, [&](Position i) { return page.at(i).features.code_points < condition.min_code_points; });
  const CopyGroups groups(page, positions, folds_of(condition));
  for (const Position copy : groups.to_drop(condition.keep, regions)) page.drop(copy, Stage::duplicate, index);
}

}  // namespace

void drop_duplicates(const CompiledRules& rules, const Regions& regions, Page& page) {
  for (const RuleIndex index : rules.duplicate_rules()) {
    const Rule& rule = rules.rules()[index];
    if (rule.when.duplicate->of == DuplicateUnit::sentence) {
      drop_copied_sentences(rules, index, regions, page);
    } else {
      drop_copied_lines(rules, index, regions, page);
    }
  }
}

}  // namespace cleanscrape
