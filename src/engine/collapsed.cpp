#include "engine/collapsed.h"

#include <algorithm>
#include <array>
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
  bool sentence = false;   ///< by its end or its length
  bool ends = false;       ///< has a stop word and a sentence's end, and no drop rule takes it on any page
  bool known = false;      ///< holds a phrase that a drop rule takes
  bool dated = false;      ///< one of date or byline
  bool is_credit = false;  ///< a reporter's address, or a label that a drop rule takes with the word behind it
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
    if (std::none_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) { return piece.known; })) return {};
    keep_unknown_between_sentences();
    find_credits();
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
    Piece piece{found.range, f.latin_words};
    piece.is_credit = f.has_at_sign;
    piece.ends = f.ends_sentence && f.stopwords > 0;
    piece.sentence = (f.ends_sentence && f.latin_words >= 1) || f.latin_words >= value(model_key("collapsed_label_max_words"));
    if (found.is_foreign) {
      find_phrases(text, piece);
    } else {
      match(text, f, piece);
    }
    piece.furniture = found.is_foreign || piece.known;
    return piece;
  }

  /// Notes what drop rules say of the text.
  void match(std::string_view text, Piece& piece) { match(text, measure(text, rules_.english_stopwords()), piece); }
  void match(std::string_view text, const Features& features, Piece& piece) {
    hits_.clear();
    rules_.match({text, features}, page_.active_sites, scratch_, hits_);
    for (const RuleIndex hit : hits_) {
      const Rule& rule = rules_.rules()[hit];
      const bool is_taken_unless = rule.action == Action::drop && !rule.when.any() && rule.unless.any();
      if (is_taken_unless) piece.ends = false;
      if (rule.action != Action::drop || rule.has_page_conditions() || page_.is_kept(hit) || is_text_class(rule.block_class)) continue;
      piece.known = true;
      piece.dated = piece.dated || rule.block_class == BlockClass::date || rule.block_class == BlockClass::byline;
    }
  }

  /// What rules of these classes take may stand in an article too: items of lists, addresses, captions.
  [[nodiscard]] static bool is_text_class(BlockClass block_class) {
    constexpr std::array kClasses{BlockClass::ranking, BlockClass::related, BlockClass::footer, BlockClass::contact, BlockClass::caption, BlockClass::title};
    return std::find(kClasses.begin(), kClasses.end(), block_class) != kClasses.end();
  }

  /// The same of each few words of a text in which many labels are glued together.
  void find_phrases(std::string_view text, Piece& piece) {
    constexpr std::size_t kMaxPhraseWords = 6;
    std::vector<std::size_t> begins{0};
    for (std::size_t space = text.find(' '); space != std::string_view::npos; space = text.find(' ', space + 1)) begins.push_back(space + 1);
    for (std::size_t first = 0; first < begins.size(); ++first) {
      for (std::size_t end = first + 1; end <= std::min(begins.size(), first + kMaxPhraseWords); ++end) {
        const std::size_t end_byte = end < begins.size() ? begins[end] - 1 : text.size();
        match(text.substr(begins[first], end_byte - begins[first]), piece);
        if (piece.known && piece.dated) return;
      }
    }
  }

  /// Hangul in which nothing is known as furniture is the article's own where sentences of it stand on both sides.
  void keep_unknown_between_sentences() {
    const auto is_text = [&](const Piece& piece) { return !piece.furniture && (piece.sentence || piece.range.of(view_).ends_with(':')); };
    for (std::size_t i = 1; i + 1 < pieces_.size(); ++i) {
      if (pieces_[i].furniture && !pieces_[i].known && is_text(pieces_[i - 1]) && is_text(pieces_[i + 1])) pieces_[i].furniture = false;
    }
  }

  void find_credits() {
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
      if (pieces_[i].sentence || pieces_[i].furniture || !pieces_[i + 1].furniture) continue;
      const std::size_t end = std::min(view_.find(' ', pieces_[i + 1].range.begin), view_.size());
      Piece with_word;
      match(view_.substr(pieces_[i].range.begin, end - pieces_[i].range.begin), with_word);
      pieces_[i].is_credit = pieces_[i].is_credit || with_word.known;
    }
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

  /// Whether the stretch is a headline: the first text of the line, with a date or a byline right behind it.
  [[nodiscard]] bool is_title(const TextStretch& stretch) const {
    if (stretch.begin != stretches_.front().begin || stretch.end != stretch.begin + 1 || stretch.end == pieces_.size()) return false;
    return pieces_[stretch.begin].words >= value(model_key("collapsed_title_min_words")) && pieces_[stretch.end].dated;
  }

  /// Whether a sentence of the stretch ends.
  [[nodiscard]] bool has_sentence_end(const TextStretch& stretch) const {
    return std::any_of(pieces_.begin() + static_cast<std::ptrdiff_t>(stretch.begin), pieces_.begin() + static_cast<std::ptrdiff_t>(stretch.end),
                       [](const Piece& piece) { return piece.ends; });
  }

  /// Labels between furniture and the first sentence go with the furniture, and so do credits behind the last one.
  [[nodiscard]] TextStretch without_labels(TextStretch stretch) const {
    if (stretch.begin > 0) {
      while (stretch.begin < stretch.end && !pieces_[stretch.begin].sentence) ++stretch.begin;
    }
    if (stretch.end < pieces_.size()) {
      while (stretch.end > stretch.begin && !pieces_[stretch.end - 1].sentence && pieces_[stretch.end - 1].is_credit) --stretch.end;
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
      const bool is_headline = is_title(stretch);
      const bool is_text = is_best || is_headline || stretch.sentence_words >= min_words || has_sentence_end(stretch);
      if (!is_text || (!is_best && is_copy(stretch, article))) continue;
      const TextStretch text = is_headline ? stretch : without_labels(stretch);
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
