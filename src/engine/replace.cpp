#include <algorithm>
#include <string>

#include "engine/edited_view.h"
#include "engine/line_rules.h"

namespace cleanscrape {
namespace {

/// An edited block is edited again until no replace rule matches; this bounds rules that feed each other.
constexpr int kMaxPasses = 4;
/// Applies the replace rules that hit one block.
class Replacer {
 public:
  Replacer(const CompiledRules& rules, MatchScratch& scratch, Page& page) : rules_(rules), scratch_(scratch), page_(page) {}

  void run(BlockIndex index, std::vector<RuleIndex>& hits) {
    const Block& block = page_.document.block(index);
    collect(block.view, hits);
    if (found_.empty()) return;
    EditedView view(page_.document, block, page_.edits);
    for (int pass = 0; pass < kMaxPasses && !found_.empty(); ++pass) {
      if (!apply_all(index, view)) return;
      page_.document.set_view(index, view.text(), rules_.english_stopwords());
      hits.clear();
      rules_.match({block.view, block.features}, page_.active_sites, scratch_, hits);
      collect(block.view, hits);
    }
  }

 private:
  struct Found {
    ViewEdit edit;
    RuleIndex rule = kNoRule;
  };

  void collect(std::string_view view, const std::vector<RuleIndex>& hits) {
    found_.clear();
    for (const RuleIndex hit : hits) {
      const Rule& rule = rules_.rules()[hit];
      if (rule.action != Action::replace || page_.is_kept(hit)) continue;
      buffer_.clear();
      rules_.edits(hit, view, buffer_);
      for (const ViewEdit& edit : buffer_) {
        if (!edit.range.empty()) found_.push_back({edit, hit});
      }
    }
    keep_disjoint();
  }

  /// Of overlapping edits the one that starts first, then the longer one, then the rule with the smaller id.
  void keep_disjoint() {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      if (a.edit.range.begin != b.edit.range.begin) return a.edit.range.begin < b.edit.range.begin;
      if (a.edit.range.end != b.edit.range.end) return a.edit.range.end > b.edit.range.end;
      return a.rule < b.rule;
    });
    std::size_t end = 0;
    std::erase_if(found_, [&](const Found& found) {
      if (found.edit.range.begin < end) return true;
      end = found.edit.range.end;
      return false;
    });
  }

  /// From the last to the first, so that the offsets of those still to come hold.
  bool apply_all(BlockIndex index, EditedView& view) {
    bool changed = false;
    for (auto found = found_.rbegin(); found != found_.rend(); ++found) changed |= view.apply(found->edit, found->rule, Stage::replace, page_.edits);
    if (!changed) return false;
    Verdict& verdict = page_.verdicts[index];
    verdict.stage = Stage::replace;
    verdict.rule = found_.front().rule;
    verdict.dropped = view.text().empty() || view.text() == " ";
    return !verdict.dropped;
  }

  const CompiledRules& rules_;
  MatchScratch& scratch_;
  Page& page_;
  std::vector<Found> found_;
  std::vector<ViewEdit> buffer_;
};

/// In page order. An edit of a later pass may span what an earlier one took away: only the outer one is left.
void keep_outer_edits(std::vector<Edit>& edits) {
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.range.end > b.range.end;
  });
  std::size_t end = 0;
  std::erase_if(edits, [&](const Edit& edit) {
    if (edit.range.begin < end) return true;
    end = edit.range.end;
    return false;
  });
}

bool has_replace_rule(const CompiledRules& rules, std::span<const RuleIndex> hits) {
  return std::any_of(hits.begin(), hits.end(), [&](RuleIndex hit) { return rules.rules()[hit].action == Action::replace; });
}

}  // namespace

void apply_replace_rules(const CompiledRules& rules, MatchScratch& scratch, Page& page) {
  if (!has_replace_rule(rules, page.rule_hits.rules())) return;
  std::vector<RuleIndex> hits;
  Replacer replacer(rules, scratch, page);
  for (BlockIndex block = 0; block < page.document.size(); ++block) {
    if (page.held[block] || !has_replace_rule(rules, page.hits_of(block))) continue;
    const auto old = page.hits_of(block);
    hits.assign(old.begin(), old.end());
    replacer.run(block, hits);
    page.rematch.push_back(block);
  }
}

void match_edited_blocks(const CompiledRules& rules, MatchScratch& scratch, Page& page) {
  if (page.rematch.empty()) return;
  std::sort(page.rematch.begin(), page.rematch.end());
  std::vector<RuleIndex> hits;
  std::vector<std::uint32_t> begins{0};
  for (BlockIndex index = 0; index < page.document.size(); ++index) {
    const bool edited = std::binary_search(page.rematch.begin(), page.rematch.end(), index);
    if (!edited || page.verdicts[index].dropped) {  // what was cut out whole is still known by its rules
      const auto old = page.hits_of(index);
      hits.insert(hits.end(), old.begin(), old.end());
    } else {
      const Block& block = page.document.block(index);
      rules.match({block.view, block.features}, page.active_sites, scratch, hits);
    }
    begins.push_back(static_cast<std::uint32_t>(hits.size()));
  }
  page.hits = std::move(hits);
  page.hits_begin = std::move(begins);
  page.index_hits(rules.rules().size());
  try_late_rules(rules, scratch, page);
  page.rematch.clear();
  keep_outer_edits(page.edits);
}

}  // namespace cleanscrape
