#include "engine/collapsed.h"

#include <algorithm>
#include <string>
#include <vector>

#include "document/layout.h"
#include "engine/edited_view.h"
#include "engine/line_rules.h"
#include "text/comparison.h"
#include "text/features.h"

namespace cleanscrape {
namespace {

/// A piece of the line and what is known of it.
struct Piece {
  TextRange range;
  std::uint32_t words = 0;  ///< of English; 0 for furniture
  bool furniture = false;
  bool sentence = false;
};

/// Text between furniture: pieces [begin, end).
struct TextStretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t sentence_words = 0;
};

class LineTrimmer {
 public:
  LineTrimmer(const CompiledRules& rules, MatchScratch& scratch, const Page& page) : rules_(rules), scratch_(scratch), page_(page) {}

  /// The ranges of the view that go, in order; empty where the line is an ordinary one.
  std::vector<TextRange> cuts(std::string_view view) {
    view_ = view;
    std::vector<CollapsedPiece> found;
    split_collapsed(view, found);
    pieces_.clear();
    for (const CollapsedPiece& piece : found) pieces_.push_back(judge(piece));
    find_stretches();
    const auto best = std::max_element(stretches_.begin(), stretches_.end(),
                                       [](const TextStretch& a, const TextStretch& b) { return a.sentence_words < b.sentence_words; });
    if (best == stretches_.end() || best->sentence_words < value(model_key("collapsed_min_words"))) return {};
    return outside_of(*best);
  }

 private:
  [[nodiscard]] double value(std::size_t key) const { return rules_.model().values[key]; }

  Piece judge(const CollapsedPiece& found) {
    const std::string_view text = found.range.of(view_);
    const Features f = measure(text, rules_.english_stopwords());
    Piece piece{found.range, f.latin_words, found.is_foreign || is_dropped(text, f), f.ends_sentence && f.latin_words >= 1};
    piece.sentence = piece.sentence || f.latin_words >= value(model_key("collapsed_label_max_words"));
    return piece;
  }

  bool is_dropped(std::string_view text, const Features& features) {
    hits_.clear();
    rules_.match({text, features}, page_.active_sites, scratch_, hits_);
    return std::any_of(hits_.begin(), hits_.end(), [&](RuleIndex hit) {
      return rules_.rules()[hit].action == Action::drop && !rules_.rules()[hit].has_page_conditions() && !page_.is_kept(hit);
    });
  }

  void find_stretches() {
    stretches_.clear();
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].furniture) continue;
      if (stretches_.empty() || stretches_.back().end != i) stretches_.push_back({i, i, 0});
      stretches_.back().end = i + 1;
      stretches_.back().sentence_words += pieces_[i].sentence ? pieces_[i].words : 0;
    }
  }

  [[nodiscard]] std::string folded(const TextStretch& stretch) const {
    std::string text;
    fold_for_comparison(view_.substr(pieces_[stretch.begin].range.begin, pieces_[stretch.end - 1].range.end - pieces_[stretch.begin].range.begin), {}, text);
    return text;
  }

  /// A portal's summary: every sentence stands in the article as well.
  [[nodiscard]] bool is_copy(const TextStretch& stretch, const std::string& article) const {
    for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
      if (article.find(folded({i, i + 1, 0})) == std::string::npos) return false;
    }
    return true;
  }

  /// Labels and bylines between furniture and the first or last sentence go with the furniture.
  [[nodiscard]] TextStretch without_labels(TextStretch stretch) const {
    if (stretch.begin > 0) {
      while (stretch.begin < stretch.end && !pieces_[stretch.begin].sentence) ++stretch.begin;
    }
    if (stretch.end < pieces_.size()) {
      while (stretch.end > stretch.begin && !pieces_[stretch.end - 1].sentence) --stretch.end;
    }
    return stretch;
  }

  [[nodiscard]] std::vector<TextRange> outside_of(const TextStretch& best) const {
    const double min_words = value(model_key("collapsed_min_share")) * best.sentence_words;
    const std::string article = folded(best);
    std::vector<TextRange> result;
    std::size_t begin = 0;
    for (const TextStretch& stretch : stretches_) {
      const bool is_best = stretch.begin == best.begin;
      if (!is_best && (stretch.sentence_words < min_words || is_copy(stretch, article))) continue;
      const TextStretch text = without_labels(stretch);
      if (text.begin == text.end) continue;
      if (text.begin > 0) add_cut(begin, pieces_[text.begin].range.begin, result);
      begin = pieces_[text.end - 1].range.end;
    }
    add_cut(begin, view_.size(), result);
    return result;
  }

  static void add_cut(std::size_t begin, std::size_t end, std::vector<TextRange>& cuts) {
    if (begin < end) cuts.push_back({begin, end});
  }

  const CompiledRules& rules_;
  MatchScratch& scratch_;
  const Page& page_;
  std::string_view view_;
  std::vector<Piece> pieces_;
  std::vector<TextStretch> stretches_;
  std::vector<RuleIndex> hits_;
};

bool may_be_collapsed(const Block& block, const ModelParameters& model) {
  return block.kind == BlockKind::line && block.features.letters_in(ScriptGroup::hangul) > 0 &&
         block.features.latin_words >= model.values[model_key("collapsed_min_words")];
}

}  // namespace

void trim_collapsed_lines(const CompiledRules& rules, RuleIndex rule, MatchScratch& scratch, Page& page) {
  if (rule == kNoRule || page.is_kept(rule)) return;
  LineTrimmer trimmer(rules, scratch, page);
  for (BlockIndex index = 0; index < page.document.size(); ++index) {
    const Block& block = page.document.block(index);
    if (page.held[index] || page.verdicts[index].dropped || !may_be_collapsed(block, rules.model())) continue;
    const std::vector<TextRange> cuts = trimmer.cuts(block.view);
    if (cuts.empty()) continue;
    EditedView view(page.document, block, page.edits);
    for (auto cut = cuts.rbegin(); cut != cuts.rend(); ++cut) view.apply({*cut, {}}, rule, Stage::collapsed, page.edits);
    page.document.set_view(index, view.text(), rules.english_stopwords());
    page.verdicts[index].stage = Stage::collapsed;
    page.verdicts[index].rule = rule;
    page.rematch.push_back(index);
  }
}

}  // namespace cleanscrape
