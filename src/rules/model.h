#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/flat.h"
#include "rules/rule.h"

namespace cleanscrape {

/// A number of the `[model]` table. A key that no loaded pack gives keeps its neutral default.
struct ModelKey {
  std::string_view name;
  double neutral;
  double min;
  double max;
};

inline constexpr std::array kModelKeys{
    ModelKey{"prose_min_words", 8.0, 1.0, 1000.0},
    ModelKey{"prose_min_stopword_share", 0.2, 0.0, 1.0},
    ModelKey{"body_continues_min_words", 20.0, 0.0, 1e6},
    ModelKey{"collapsed_min_words", 30.0, 0.0, 1e6},
    ModelKey{"collapsed_min_share", 0.25, 0.0, 1.0},
    ModelKey{"collapsed_label_max_words", 9.0, 1.0, 1000.0},
    ModelKey{"collapsed_title_min_words", 4.0, 1.0, 1000.0},
    ModelKey{"switch_cost_words", 12.0, 0.0, 1000.0},
    ModelKey{"max_credit_words", 40.0, 0.0, 1000.0},
    ModelKey{"dropped_cost_words", 2.0, 0.0, 100.0},
    ModelKey{"label_max_words", 3.0, 0.0, 100.0},
    ModelKey{"plain_credit_words", 1.0, 0.0, 100.0},
    ModelKey{"weak_reach_blocks", 1e6, 0.0, 1e6},
    ModelKey{"heading_reach_blocks", 0.0, 0.0, 1000.0},
    ModelKey{"gate_min_marks", 1e6, 0.0, 1e6},
    ModelKey{"gate_min_suspects", 0.0, 0.0, 1e6},
    ModelKey{"gate_min_main_words", 0.0, 0.0, 1e6},
    ModelKey{"gap_max_blocks", 0.0, 0.0, 1e6},
    ModelKey{"gap_min_score", 0.0, -100.0, 100.0},
    ModelKey{"plain_max_blocks", 0.0, 0.0, 1e6},
    ModelKey{"plain_min_mean", 0.0, -100.0, 100.0},
    ModelKey{"heading_min_prose", 1e6, 0.0, 1e6},
    ModelKey{"stretch_max_blocks", 0.0, 0.0, 1e6},
    ModelKey{"stretch_min_share", 1.0, 0.0, 1.0},
    ModelKey{"title_reach_blocks", 0.0, 0.0, 1000.0},
    ModelKey{"protect_main", 0.0, 0.0, 1.0},
    ModelKey{"min_confidence", 0.0, 0.0, 1.0},
    ModelKey{"dropped_score", -30.0, -30.0, 0.0},
    ModelKey{"floor_share", 0.4, 0.0, 1.0},
    ModelKey{"title_min_overlap", 0.5, 0.0, 1.0},
    ModelKey{"score_weight", 0.0, 0.0, 10.0},
    ModelKey{"stay_out", 0.0, -100.0, 100.0},
    ModelKey{"enter_body", 0.0, -100.0, 100.0},
    ModelKey{"leave_body", 0.0, -100.0, 100.0},
    ModelKey{"stay_in_body", 0.0, -100.0, 100.0},
    ModelKey{"start_in_body", 0.0, -100.0, 100.0},
    ModelKey{"end_in_body", 0.0, -100.0, 100.0},
};

/// Index of a key; does not compile for an unknown name.
consteval std::size_t model_key(std::string_view name) {
  for (std::size_t i = 0; i < kModelKeys.size(); ++i) {
    if (kModelKeys[i].name == name) return i;
  }
  return kModelKeys.size();
}

/// What the page model measures on a block alone: `[model.weights]`. Shares and counts are scaled to 0..1; the others are 0 or 1.
inline constexpr std::array<std::string_view, 52> kBlockMeasures{
    "words_0",      "words_1",       "words_2",          "words_3_4",    "words_5_7",      "words_8_11",     "words_12_17",
    "words_18_29",  "words_30_59",   "words_60_99",      "words_100",    "stopword_share", "few_stopwords",  "stopword_share_short",
    "capitals",     "sentence",      "sentence_short",   "sentence_long", "sentences",     "ends_colon",     "cut_off",
    "question",     "starts_lower",  "upper_case",       "digits",       "bullet",         "bullet_sentence", "numbered",
    "date",         "time",          "link",             "copyright",    "form",           "label",          "heading",
    "credit_line",  "promotion",     "much_promotion",   "address",      "commas",         "opens_quotation", "opens_bracket",
    "repeated",     "repeated_long", "speech",           "comment_head", "comment_section", "share_line",    "prose_words",
    "image",        "credit",        "symbols"};

/// What it measures of the block's place on the page: `[model.context]` for every block, `[model.prose]` once more for paragraphs of prose.
inline constexpr std::array<std::string_view, 38> kContextMeasures{
    "prose_close_before", "prose_close_after", "prose_before",   "prose_after",   "bullets_before", "bullets_after",  "prose_distance_before",
    "prose_distance_after", "before_all_prose", "share_before",  "after_all_prose", "in_main",      "before_main",    "behind_main",
    "behind_heading",     "near_heading",      "behind_comments", "overlap",      "core_overlap",   "paragraph_words", "after_colon",
    "after_short_line",   "bias",              "apart",           "glued",        "gap_before",     "gap_after",      "apart_unspaced",
    "deeper",             "deeper_glued",      "deeper_apart",    "shallower",    "shallower_glued", "shallower_apart", "stretch_share",
    "stretch_words",      "heads_prose",       "between_prose"};

/// Index of a measure; does not compile for an unknown name.
consteval std::size_t block_measure(std::string_view name) {
  for (std::size_t i = 0; i < kBlockMeasures.size(); ++i) {
    if (kBlockMeasures[i] == name) return i;
  }
  return kBlockMeasures.size();
}
consteval std::size_t context_measure(std::string_view name) {
  for (std::size_t i = 0; i < kContextMeasures.size(); ++i) {
    if (kContextMeasures[i] == name) return i;
  }
  return kContextMeasures.size();
}

/// Kinds of words and phrases that the model counts: the lists of `[model.words]`, as bits of a PhraseTable.
enum class ModelWord : std::uint16_t { label = 1, heading = 2, credit_line = 4, promotion = 8, speech = 16, function = 32, address = 64, heading_only = 128 };

/// Whether the kind is one of those that a table of phrases gives.
[[nodiscard]] constexpr bool has_kind(std::uint16_t kinds, ModelWord kind) { return (kinds & static_cast<std::uint16_t>(kind)) != 0; }

/// Signs that mark rules of a pack find for the model: the lists of `[model.marks]`.
inline constexpr std::array<std::string_view, 10> kModelMarks{"date",         "time",            "link",  "copyright", "form",
                                                              "comment_head", "comment_section", "image", "credit",    "share_line"};
enum class ModelMark : std::uint8_t { date, time, link, copyright, form, comment_head, comment_section, image, credit, share_line };

/// All numbers of the sequence decision.
struct ModelParameters {
  std::array<double, kModelKeys.size()> values{};
  std::array<double, kBlockMeasures.size()> weights{};
  std::array<double, kContextMeasures.size()> context{};
  std::array<double, kContextMeasures.size()> prose{};
  std::array<FlatArray<RuleIndex>, kModelMarks.size()> marks;  ///< sorted

  [[nodiscard]] double weight(std::size_t measure) const { return weights[measure]; }
};

}  // namespace cleanscrape
