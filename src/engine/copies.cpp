#include "engine/copies.h"

#include <algorithm>
#include <string>

#include "base/hash.h"

namespace cleanscrape {
namespace {

/// A paragraph this long that stands exactly twice in one text is an artifact of the page; a refrain is shorter or comes more often.
constexpr std::uint32_t kLongParagraphCodePoints = 100;
/// A run of copied paragraphs is looked at so far.
constexpr Position kMaxCopiedRun = 1000;
/// So many copied paragraphs in a row are a copied text; they must be prose, since songs repeat their chorus.
constexpr std::uint32_t kMinCopiedRun = 3;
constexpr std::uint32_t kMinCopiedRunWords = 36;

}  // namespace

CopyGroups::CopyGroups(const Page& page, const std::vector<Position>& positions, const ComparisonFolds& folds) : page_(page) {
  std::vector<Key> keys;
  std::string folded;
  for (const Position position : positions) {
    folded.clear();
    fold_for_comparison(page.at(position).view, folds, folded);
    keys.emplace_back(fingerprint(folded), position);
  }
  std::sort(keys.begin(), keys.end());
  make_groups(keys, folds);
  if (groups_.empty()) return;
  group_of_.assign(page.count(), 0);
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    for (const Position position : groups_[g]) group_of_[position] = g + 1;
  }
}

void CopyGroups::make_groups(const std::vector<Key>& keys, const ComparisonFolds& folds) {
  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin;
    Group group;
    for (; end < keys.size() && keys[end].first == keys[begin].first; ++end) {
      if (group.empty() || equal(group.front(), keys[end].second, folds)) group.push_back(keys[end].second);
    }
    if (group.size() > 1) groups_.push_back(std::move(group));
    begin = end;
  }
}

bool CopyGroups::equal(Position a, Position b, const ComparisonFolds& folds) const {
  std::string folded_a;
  std::string folded_b;
  fold_for_comparison(page_.at(a).view, folds, folded_a);
  fold_for_comparison(page_.at(b).view, folds, folded_b);
  return folded_a == folded_b;
}

std::vector<Position> CopyGroups::to_drop(KeptCopy keep, const Regions& regions) {
  std::vector<Position> result;
  if (groups_.empty()) return result;
  find_openings(regions);
  for (const Group& group : groups_) {
    if (keep == KeptCopy::body) {
      add_artifacts(group, regions, result);
    } else {
      const Position kept = keep == KeptCopy::first ? group.front() : group.back();
      for (const Position copy : group) {
        if (copy != kept && !in_stanza(kept, copy)) result.push_back(copy);
      }
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

void CopyGroups::add_artifacts(const Group& group, const Regions& regions, std::vector<Position>& result) const {
  const Position kept = kept_of(group, regions);
  const auto at = static_cast<std::size_t>(std::find(group.begin(), group.end(), kept) - group.begin());
  bool touches_kept = true;  // from neighbour to neighbour, so that every block between is looked at once
  for (std::size_t i = at + 1; i < group.size(); ++i) {
    touches_kept = touches_kept && touches(group[i - 1], group[i]);
    if (touches_kept || is_artifact(group, kept, group[i], regions)) result.push_back(group[i]);
  }
  touches_kept = true;
  for (std::size_t i = at; i-- > 0;) {
    touches_kept = touches_kept && touches(group[i], group[i + 1]);
    if (touches_kept || is_artifact(group, kept, group[i], regions)) result.push_back(group[i]);
  }
}

/// Where in each stretch an earlier block is no title, no byline and no copy.
void CopyGroups::find_openings(const Regions& regions) {
  constexpr Position kTitleBlocks = 2;  // a title and a byline may stand above a summary, but no paragraph
  opening_ends_.clear();
  for (const Stretch& stretch : regions.stretches) {
    Position other_blocks = 0;
    Position i = stretch.begin;
    while (i < stretch.end && !(group_of_[i] == 0 && (regions.prose[i] > 0 || ++other_blocks > kTitleBlocks))) ++i;
    opening_ends_.push_back(i);
  }
}

Position CopyGroups::kept_of(const Group& group, const Regions& regions) const {
  const auto weight = [&](Position p) { return regions.stretches[regions.stretch_of[p]].prose_words; };
  Position best = group.front();
  if (!page_.at(best).features.ends_sentence) return best;  // a title or a label: the first copy
  for (const Position position : group) {
    const bool same_stretch = regions.stretch_of[position] == regions.stretch_of[best];
    if (same_stretch ? (opens_stretch(best, regions) && !opens_stretch(position, regions)) : weight(position) > weight(best)) best = position;
  }
  return best;
}

bool CopyGroups::opens_stretch(Position position, const Regions& regions) const {
  return position <= opening_ends_[regions.stretch_of[position]];
}

bool CopyGroups::is_artifact(const Group& group, Position kept, Position copy, const Regions& regions) const {
  if (regions.stretch_of[kept] != regions.stretch_of[copy]) return true;
  if (in_copied_run(kept, copy)) return true;
  if (group.size() != 2) return false;
  return opens_stretch(copy, regions) || page_.at(copy).features.code_points >= kLongParagraphCodePoints;
}

bool CopyGroups::touches(Position a, Position b) const {
  const auto [first, last] = std::minmax(a, b);
  for (Position i = first + 1; i < last; ++i) {
    if (!page_.verdict_at(i).dropped && group_of_[i] != group_of_[a]) return false;
  }
  return true;
}

bool CopyGroups::are_copies(Position a, Position b) const { return group_of_[a] != 0 && group_of_[a] == group_of_[b]; }

bool CopyGroups::in_stanza(Position kept, Position copy) const {
  const auto copied = [&](Position a, Position b) { return are_copies(a, b) && !page_.at(b).features.ends_sentence; };
  const bool with_next = kept + 1 < page_.count() && copy + 1 < page_.count() && kept + 1 != copy && copied(kept + 1, copy + 1);
  const bool with_last = kept > 0 && kept - 1 != copy && copy > 0 && copy - 1 != kept && copied(kept - 1, copy - 1);
  return with_next || with_last;
}

bool CopyGroups::in_copied_run(Position kept, Position copy) const {
  std::uint32_t blocks = 1;
  std::uint32_t words = page_.at(copy).features.words;
  const auto add = [&](Position position) {
    ++blocks;
    words += page_.at(position).features.words;
  };
  for (Position i = 1; kept + i < page_.count() && copy + i < page_.count() && i <= kMaxCopiedRun && are_copies(kept + i, copy + i); ++i) add(copy + i);
  for (Position i = 1; i <= kept && i <= copy && i <= kMaxCopiedRun && are_copies(kept - i, copy - i); ++i) add(copy - i);
  return blocks >= kMinCopiedRun && words >= kMinCopiedRunWords && words >= 12 * blocks;
}

}  // namespace cleanscrape
