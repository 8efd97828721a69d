#include "engine/duplicates.h"

#include <algorithm>
#include <compare>
#include <span>
#include <string>
#include <utility>

#include "base/hash.h"
#include "engine/context.h"
#include "engine/copies.h"
#include "engine/line_rules.h"
#include "text/clauses.h"
#include "text/comparison.h"
#include "text/sentences.h"

namespace cleanscrape {
namespace {

ComparisonFolds folds_of(const DuplicateCondition& condition) {
  return {condition.fold_case, condition.fold_quotes, condition.fold_space};
}

/// Calls `take(block)` for each that is left and has so many code points.
template <class Take>
void for_each_block(const Page& page, std::uint32_t min_code_points, Take take) {
  for (const BlockIndex block : page.alive) {
    if (!page.verdicts[block].dropped && page.document.block(block).features.code_points >= min_code_points) take(block);
  }
}

/// `count`: how many blocks have so many code points.
void find_repeated_views(std::uint32_t min_code_points, std::size_t count, Page& page) {
  const auto sketch = [&page](BlockIndex block) { return sketch_of(page.document.block(block)); };
  page.sketches.start(count);
  for_each_block(page, min_code_points, [&](BlockIndex block) { page.sketches.add(sketch(block), block); });
  for_each_block(page, min_code_points, [&](BlockIndex block) {
    if (page.sketches.is_repeated(sketch(block))) page.repeated.views.push_back(block);
  });
}

void find_repeated_clauses(Page& page) {
  const auto is_repeated = [&page](Sketch clause) { return page.sketches.is_repeated(clause); };
  page.sketches.start(page.document.clause_count());
  for_each_block(page, 0, [&](BlockIndex block) {
    for (const Sketch clause : page.document.clauses(block)) page.sketches.add(clause, block);
  });
  for_each_block(page, 0, [&](BlockIndex block) {
    if (std::ranges::all_of(page.document.clauses(block), is_repeated)) page.repeated.clauses.push_back(block);
  });
}

/// Sets `page.repeated` in a page's first round. It holds for the others: blocks only become fewer.
void find_repeated(const CompiledRules& rules, Page& page) {
  if (page.repeated.is_known) return;
  page.repeated.is_known = true;
  page.repeated.views.clear();
  page.repeated.clauses.clear();
  std::uint32_t min_code_points = ~std::uint32_t{0};
  for (const RuleIndex rule : rules.duplicate_rules()) {
    min_code_points = std::min(min_code_points, rules.rules()[rule].when.duplicate->min_code_points);
  }
  std::size_t count = 0;
  for_each_block(page, min_code_points, [&](BlockIndex) { ++count; });
  if (count == 0) return;
  find_repeated_views(min_code_points, count, page);
  find_repeated_clauses(page);
}

/// The positions of those of the blocks that may be copies: still there, long enough, and the rule's other conditions hold.
std::vector<Position> candidates(const CompiledRules& rules, PageRegions& regions, const Page& page, RuleIndex index, std::span<const BlockIndex> blocks) {
  const ContextRules context(rules, regions);
  const Rule& rule = rules.rules()[index];
  const std::uint32_t min_code_points = rule.when.duplicate->min_code_points;
  const bool must_hit = rules.is_matched(index);
  std::vector<Position> result;
  page.for_each_alive(blocks, [&](Position i) {
    if (page.verdict_at(i).dropped || page.at(i).features.code_points < min_code_points || (must_hit && !page.is_hit(page.alive[i], index))) return;
    if (context.holds(page, i, rule)) result.push_back(i);
  });
  return result;
}

/// Sentences of the page by fingerprint of their folded text, each with the blocks that hold it.
class SentenceIndex {
 public:
  /// Of the blocks that have a sentence that one of `copies` may have: those that are `sharing` one of their clauses.
  SentenceIndex(const Page& page, const Regions& regions, const DuplicateCondition& condition, std::span<const Position> copies, std::span<const Position> sharing)
      : page_(page), regions_(regions), folds_(folds_of(condition)) {
    if (std::any_of(copies.begin(), copies.end(), [this](Position copy) { return has_bare_sentence(copy); })) {
      for (Position i = 0; i < page.count(); ++i) {
        if (!page.verdict_at(i).dropped) add(i);
      }
    } else {
      for (const Position i : sharing) add(i);
    }
    sort();
  }

  /// Whether every sentence of the block stands in a block of another stretch with more prose, or further down in a longer block.
  [[nodiscard]] bool all_elsewhere(Position position) {
    split(position);
    return !ranges_.empty() && std::all_of(keys_.begin(), keys_.end(), [&](std::uint64_t key) { return stands_elsewhere(key, position); });
  }

 private:
  /// A sentence in a block. The two maxima are over this entry and those behind it with the same sentence, so that one look-up tells.
  struct Entry {
    std::uint64_t key = 0;
    Position position = 0;
    std::uint32_t most_prose_words = 0;   ///< of their stretches
    std::uint32_t most_code_points = 0;   ///< of those in the same stretch
    auto operator<=>(const Entry& other) const { return std::pair(key, position) <=> std::pair(other.key, other.position); }
    bool operator==(const Entry& other) const { return key == other.key && position == other.position; }
  };

  [[nodiscard]] std::uint32_t prose_words_around(Position position) const { return regions_.stretches[regions_.stretch_of[position]].prose_words; }

  void sort() {
    std::sort(entries_.begin(), entries_.end());
    for (std::size_t i = entries_.size(); i-- > 0;) {
      Entry& entry = entries_[i];
      entry.most_prose_words = prose_words_around(entry.position);
      entry.most_code_points = page_.at(entry.position).features.code_points;
      if (i + 1 == entries_.size() || entries_[i + 1].key != entry.key) continue;
      const Entry& next = entries_[i + 1];
      entry.most_prose_words = std::max(entry.most_prose_words, next.most_prose_words);
      if (regions_.stretch_of[next.position] == regions_.stretch_of[entry.position]) {
        entry.most_code_points = std::max(entry.most_code_points, next.most_code_points);
      }
    }
  }

  [[nodiscard]] bool stands_elsewhere(std::uint64_t key, Position position) const {
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), Entry{key, 0, 0, 0});
    if (first == entries_.end() || first->key != key) return false;
    if (first->most_prose_words > prose_words_around(position)) return true;
    const auto behind = std::lower_bound(first, entries_.end(), Entry{key, position + 1, 0, 0});
    return behind != entries_.end() && behind->key == key && regions_.stretch_of[behind->position] == regions_.stretch_of[position] &&
           behind->most_code_points > page_.at(position).features.code_points;
  }

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

  /// Whether a sentence of the block has no clause to know it by.
  [[nodiscard]] bool has_bare_sentence(Position position) {
    ranges_.clear();
    const std::string_view view = page_.at(position).view;
    split_sentences(view, ranges_);
    return std::any_of(ranges_.begin(), ranges_.end(), [&](const TextRange& range) { return !has_clause(range.of(view)); });
  }

  void add(Position position) {
    split(position);
    for (const std::uint64_t key : keys_) entries_.push_back({key, position, 0, 0});
  }

  const Page& page_;
  const Regions& regions_;
  ComparisonFolds folds_;
  std::vector<Entry> entries_;  ///< by sentence, then position
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

/// Fills `page.sketches` with the clauses of these blocks.
void take_clauses(std::span<const Position> copies, Page& page) {
  std::size_t clauses = 0;
  for (const Position copy : copies) clauses += page.clauses_at(copy).size();
  page.sketches.start(clauses);
  for (const Position copy : copies) {
    for (const Sketch clause : page.clauses_at(copy)) page.sketches.add(clause, copy);
  }
}

/// Finds the blocks that are left and have one of the clauses of `page.sketches`, which then knows those that two blocks have.
std::vector<Position> find_sharing(Page& page) {
  std::vector<Position> sharing;
  for (Position i = 0; i < page.count(); ++i) {
    if (page.verdict_at(i).dropped) continue;
    bool shares = false;
    for (const Sketch clause : page.clauses_at(i)) {
      if (!page.sketches.contains(clause)) continue;
      page.sketches.add(clause, i);
      shares = true;
    }
    if (shares) sharing.push_back(i);
  }
  return sharing;
}

void drop_copied_sentences(const CompiledRules& rules, RuleIndex index, PageRegions& page_regions, Page& page) {
  const DuplicateCondition& condition = *rules.rules()[index].when.duplicate;
  std::vector<Position> copies = candidates(rules, page_regions, page, index, page.repeated.clauses);
  if (copies.empty()) return;
  const Regions& regions = page_regions.get();
  std::erase_if(copies, [&](Position i) { return !may_be_summary(regions, i); });
  if (copies.empty()) return;
  take_clauses(copies, page);
  const std::vector<Position> sharing = find_sharing(page);
  const auto is_repeated = [&page](Sketch clause) { return page.sketches.is_repeated(clause); };
  std::erase_if(copies, [&](Position i) { return !std::ranges::all_of(page.clauses_at(i), is_repeated); });
  if (copies.empty()) return;
  SentenceIndex sentences(page, regions, condition, copies, sharing);
  std::erase_if(copies, [&](Position i) { return !sentences.all_elsewhere(i); });
  for (const Position copy : copies) page.drop(copy, Stage::duplicate, index);
}

void drop_copied_lines(const CompiledRules& rules, RuleIndex index, PageRegions& regions, Page& page) {
  const DuplicateCondition& condition = *rules.rules()[index].when.duplicate;
  const std::vector<Position> positions = candidates(rules, regions, page, index, page.repeated.views);
  if (positions.size() < 2) return;
  CopyGroups groups(page, positions, folds_of(condition));
  for (const Position copy : groups.to_drop(condition.keep, regions.get())) page.drop(copy, Stage::duplicate, index);
}

}  // namespace

void drop_duplicates(const CompiledRules& rules, PageRegions& regions, Page& page) {
  if (rules.duplicate_rules().empty()) return;
  find_repeated(rules, page);
  if (page.repeated.views.empty() && page.repeated.clauses.empty()) return;
  static_cast<void>(regions.get());  // all rules see the page as it is before one of them drops anything
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
