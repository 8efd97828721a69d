#include "engine/model_page.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <memory_resource>
#include <unordered_set>

#include "base/key_counts.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kMaxDistanceBlocks = 32;
constexpr std::uint32_t kMinProseBeforeCommentsWords = 60;

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

/// Base 2, of 1 to 64; of more as of 64.
double log2_up_to_64(std::size_t count) {
  static const auto logarithms = [] {
    std::array<double, 65> values{};
    for (std::size_t i = 1; i < values.size(); ++i) values[i] = std::log2(static_cast<double>(i));
    return values;
  }();
  return logarithms[std::min(count, logarithms.size() - 1)];
}

double log_share(std::size_t count) { return std::min(1.0, log2_up_to_64(count) / 6.0); }

/// Exponentially fading sums over the blocks on one side of a block, its own left out.
struct FadingSums {
  double prose = 0.0;
  double close_prose = 0.0;
  double paragraphs = 0.0;
  double bullets = 0.0;

  void add(const ModelBlock& block) {
    constexpr double kKeep = 0.8;
    constexpr double kKeepClose = 0.5;
    const double words = block.prose_words / 60.0;
    prose = prose * kKeep + words * (1.0 - kKeep);
    close_prose = close_prose * kKeepClose + words * (1.0 - kKeepClose);
    paragraphs = paragraphs * kKeep + (block.is_prose() ? 1.0 : 0.0) * (1.0 - kKeep);
    bullets = bullets * kKeep + (block.bullet && !block.is_prose() ? 1.0 : 0.0) * (1.0 - kKeep);
  }
};

/// The measures of one block that are not 0. No measure is put twice.
class BlockSum {
 public:
  void put(std::size_t measure, double value) {
    values_[measure] = static_cast<float>(value);
    present_ |= std::uint64_t{value != 0.0} << measure;
  }
  void mark(std::size_t measure, bool holds) { present_ |= std::uint64_t{holds} << measure; }
  [[nodiscard]] double weighted_by(std::span<const double> weights) const {
    double sum = 0.0;
    for_each([&](std::size_t measure) { sum += weights[measure] * values_[measure]; });
    return sum;
  }
  void store(BlockMeasures& all) const {
    for_each([&](std::size_t measure) { all[measure] = values_[measure]; });
  }

 private:
  template <class Use>
  void for_each(Use use) const {
    for (std::uint64_t rest = present_; rest != 0; rest &= rest - 1) use(static_cast<std::size_t>(std::countr_zero(rest)));
  }

  static_assert(kBlockMeasures.size() <= 64);
  static constexpr BlockMeasures kOnes = [] {
    BlockMeasures ones{};
    ones.fill(1.0F);
    return ones;
  }();
  BlockMeasures values_ = kOnes;  ///< hold for those of `present_`
  std::uint64_t present_ = 0;
};

std::size_t length_bin(std::uint32_t words) {
  constexpr std::array<std::uint32_t, 10> kUpper{0, 1, 2, 4, 7, 11, 17, 29, 59, 99};
  return static_cast<std::size_t>(std::lower_bound(kUpper.begin(), kUpper.end(), words) - kUpper.begin());
}

/// Each a literal, so that no comparison is a call.
template <class... Ends>
bool ends_with_any(std::string_view text, Ends... ends) {
  return (text.ends_with(ends) || ...);
}

template <class... Starts>
bool starts_with_any(std::string_view text, Starts... starts) {
  return (text.starts_with(starts) || ...);
}

bool starts_lower(std::string_view text) {
  const CharClass c = text.empty() ? CharClass{} : classify(decode_at(text, 0).code_point);
  return c.kind == CharKind::letter && c.script == ScriptGroup::latin && !c.upper;
}

/// What the block is, whatever stands around it.
void measure_own(const ModelBlock& b, BlockSum& sum) {
  const double n = b.words;
  sum.mark(length_bin(b.words), true);
  const double stop_share = ratio(b.function_words, std::max(1.0, n));
  if (b.words >= 5) {
    sum.put(block_measure("stopword_share"), 2.0 * std::min(0.5, stop_share));
    sum.mark(block_measure("few_stopwords"), stop_share < 0.15);
    sum.put(block_measure("capitals"), std::max(0.0, b.initial_words / n - 0.3));
  } else {
    sum.put(block_measure("stopword_share_short"), 2.0 * std::min(0.5, stop_share));
  }
  sum.mark(block_measure("sentence"), b.sentence && b.words >= 8);
  sum.mark(block_measure("sentence_short"), b.sentence && b.words < 8);
  sum.mark(block_measure("sentence_long"), b.sentence && b.words >= 20);
  sum.put(block_measure("sentences"), b.words >= 8 ? std::min(3U, b.sentences) / 3.0 : 0.0);
  sum.put(block_measure("digits"), b.digit_words / std::max(1.0, n));
  sum.mark(block_measure("bullet"), b.bullet && !b.sentence);
  sum.mark(block_measure("bullet_sentence"), b.bullet && b.sentence);
  sum.mark(block_measure("numbered"), b.numbered);
  sum.put(block_measure("promotion"), std::min(1.0, b.promotion_words * 10 / std::max(8.0, n)));
  sum.mark(block_measure("much_promotion"), b.promotion_words >= 2 && b.promotion_words * 15 >= b.words);
  sum.put(block_measure("address"), std::min(1.0, b.address_words * 15 / std::max(15.0, n)));
  sum.put(block_measure("commas"), std::min(1.0, 10.0 * b.commas / std::max(10.0, n)));
  sum.put(block_measure("prose_words"), b.is_prose() ? std::min(120.0, n) / 120.0 : 0.0);
}

void measure_marks(const ModelBlock& b, BlockSum& sum) {
  sum.mark(block_measure("ends_colon"), b.view.ends_with(':'));
  sum.mark(block_measure("question"), b.view.ends_with('?'));
  sum.mark(block_measure("cut_off"), ends_with_any(b.view, "..."sv, "…"sv, "[…]"sv, "»"sv));
  sum.mark(block_measure("starts_lower"), starts_lower(b.view));
  sum.mark(block_measure("opens_quotation"), starts_with_any(b.view, "\""sv, "“"sv, "‘"sv));
  sum.mark(block_measure("opens_bracket"), starts_with_any(b.view, "("sv, "["sv));
  sum.mark(block_measure("date"), b.date && b.words < 12);
  sum.mark(block_measure("time"), b.time && b.words < 25);
  sum.mark(block_measure("link"), b.link);
  sum.mark(block_measure("copyright"), b.copyright);
  sum.mark(block_measure("form"), b.form);
  sum.mark(block_measure("label"), b.label);
  sum.mark(block_measure("heading"), b.heading);
  sum.mark(block_measure("credit_line"), b.credit_line);
  sum.mark(block_measure("speech"), b.speech && b.words >= 8);
  sum.mark(block_measure("comment_head"), b.comment_head);
  sum.mark(block_measure("comment_section"), b.comment_section);
  sum.mark(block_measure("share_line"), b.share_line);
  sum.mark(block_measure("image"), b.image);
  sum.mark(block_measure("credit"), b.credit);
  sum.mark(block_measure("symbols"), b.symbols);
}

}  // namespace

ModelPage::ModelPage(std::span<const ModelBlock> blocks, std::span<const BlockLayout> layout, const ModelParameters& model, Measures kept)
    : blocks_(blocks), layout_(layout), comment_start_(blocks.size()), model_(model) {
  for (std::size_t measure = 0; measure < kContextMeasures.size(); ++measure) {
    context_weights_[0][measure] = model.context[measure];
    context_weights_[1][measure] = model.context[measure] + model.prose[measure];
  }
  find_comments();
  blocks_ = blocks_.first(comment_start_);
  log_odds_.resize(blocks_.size());
  if (kept == Measures::kept) measures_.resize(blocks_.size());
  find_style();
  find_main();
  measure_blocks();
  measure_place();
  measure_neighbours();
  measure_overlap();
  measure_layout();
  measure_stretches();
  measure_headings();
}

std::size_t ModelPage::furniture_marks() const {
  std::pmr::monotonic_buffer_resource memory;
  std::pmr::unordered_set<std::uint64_t> labels(&memory);
  std::size_t marks = 0;
  for (const ModelBlock& block : blocks_) {
    if (block.label) labels.insert(block.fold);
    marks += block.is_marked() ? 1U : 0U;
  }
  return labels.size() + marks;
}

void ModelPage::find_comments() {
  constexpr std::size_t kWindowBlocks = 14;
  std::uint32_t prose = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const ModelBlock& block = blocks_[i];
    if (prose >= kMinProseBeforeCommentsWords && (block.comment_head || block.comment_section)) {
      const auto window = blocks_.subspan(i, std::min(kWindowBlocks, blocks_.size() - i));
      const auto heads = std::count_if(window.begin(), window.end(), [](const ModelBlock& b) { return b.comment_head; });
      if (heads >= 2) {
        comment_start_ = i;
        return;
      }
    }
    prose += block.prose_words;
  }
}

void ModelPage::find_style() {
  std::uint32_t prose = 0;
  std::uint32_t apart = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    prose += blocks_[i].prose_words;
    apart += layout_[i].is_apart() ? blocks_[i].prose_words : 0;
  }
  is_spaced_ = prose > 0 && 2 * apart >= prose;
}

void ModelPage::find_main() {
  constexpr double kGluedShare = 0.5;  // teasers stand in lists, paragraphs between blank lines
  const auto value = [&](std::size_t i) {
    const ModelBlock& b = blocks_[i];
    if (b.is_prose()) return b.prose_words * (is_spaced_ && layout_[i].is_glued() ? kGluedShare : 1.0);
    if (b.words >= 10 || b.sentence) return -2.0;
    return b.label || b.heading || b.copyright ? -8.0 : -4.0;
  };
  double best = 0.0;
  double sum = 0.0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (sum <= 0.0) {
      sum = 0.0;
      begin = i;
    }
    sum += value(i);
    if (sum > best) {
      best = sum;
      main_ = {begin, i + 1};
    }
  }
}

void ModelPage::measure_blocks() {
  KeyCounts counts(blocks_.size());
  for (const ModelBlock& block : blocks_) counts.add(block.fold);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const ModelBlock& block = blocks_[i];
    BlockSum sum;
    measure_own(block, sum);
    measure_marks(block, sum);
    const bool repeated = counts.count_of(block.fold) > 1;
    sum.mark(block_measure("repeated"), repeated && block.words < 12);
    sum.mark(block_measure("repeated_long"), repeated && block.words >= 12);
    log_odds_[i] = sum.weighted_by(model_.weights);
    if (!measures_.empty()) sum.store(measures_[i].block);
  }
}

void ModelPage::measure_place() {
  double total = 0.0;
  for (const ModelBlock& block : blocks_) total += block.prose_words;
  double before = 0.0;
  bool behind_heading = false;
  heading_end_ = blocks_.size();
  bool behind_comments = false;
  std::size_t since_heading = kMaxDistanceBlocks;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const ModelBlock& block = blocks_[i];
    const double rest = total - before - block.prose_words;
    set(i, context_measure("bias"), 1.0);
    set(i, context_measure("before_all_prose"), before == 0.0 ? 1.0 : 0.0);
    set(i, context_measure("share_before"), ratio(before, total));
    set(i, context_measure("after_all_prose"), rest <= 0.0 ? 1.0 : 0.0);
    const bool in_main = main_.begin <= i && i < main_.end;
    set(i, context_measure("in_main"), in_main ? 1.0 : 0.0);
    if (i < main_.begin) set(i, context_measure("before_main"), log_share(1 + main_.begin - i));
    if (i >= main_.end) set(i, context_measure("behind_main"), log_share(2 + i - main_.end));
    set(i, context_measure("behind_heading"), behind_heading ? 1.0 : 0.0);
    set(i, context_measure("near_heading"), since_heading <= 6 ? 1.0 : 0.0);
    set(i, context_measure("behind_comments"), behind_comments ? 1.0 : 0.0);
    if (block.heading && ratio(before, total) > 0.33 && ratio(rest, total) < 0.5) {
      if (!behind_heading) heading_end_ = i + 1;
      behind_heading = true;
      since_heading = 0;
    }
    if ((block.comment_head && before >= 30.0) || (block.comment_section && before >= 60.0)) behind_comments = true;
    ++since_heading;
    before += block.prose_words;
  }
}

void ModelPage::measure_neighbours() {
  const std::size_t n = blocks_.size();
  std::vector<FadingSums> all_after(n);
  FadingSums after;
  for (std::size_t i = n; i-- > 0; after.add(blocks_[i])) all_after[i] = after;
  std::vector<std::uint32_t> distance_after(n);
  const auto step = [&](std::uint32_t distance, std::size_t i) {
    return blocks_[i].prose_words >= kStrongProseWords ? 1 : std::min(kMaxDistanceBlocks, distance + 1);
  };
  std::uint32_t distance = kMaxDistanceBlocks;
  for (std::size_t i = n; i-- > 0; distance = step(distance, i)) distance_after[i] = distance;
  FadingSums before;
  distance = kMaxDistanceBlocks;
  for (std::size_t i = 0; i < n; ++i) {
    const FadingSums& after_it = all_after[i];
    set(i, context_measure("prose_before"), before.prose);
    set(i, context_measure("prose_after"), after_it.prose);
    set(i, context_measure("prose_close_before"), before.close_prose);
    set(i, context_measure("prose_close_after"), after_it.close_prose);
    set(i, context_measure("bullets_before"), before.bullets);
    set(i, context_measure("bullets_after"), after_it.bullets);
    set(i, context_measure("prose_distance_before"), log2_up_to_64(distance) / 5.0);
    set(i, context_measure("prose_distance_after"), log2_up_to_64(distance_after[i]) / 5.0);
    set(i, context_measure("paragraph_words"), (before.prose + after_it.prose) / std::max(0.02, before.paragraphs + after_it.paragraphs));
    before.add(blocks_[i]);
    distance = step(distance, i);
    if (i == 0) continue;
    const ModelBlock& last = blocks_[i - 1];
    set(i, context_measure("after_colon"), last.view.ends_with(':') && last.words >= 5 ? 1.0 : 0.0);
    set(i, context_measure("after_short_line"), last.is_short() && last.words >= 2 && !last.label && !last.heading ? 1.0 : 0.0);
  }
}

void ModelPage::measure_overlap() {
  const auto is_main_prose = [&](std::size_t i) { return blocks_[i].is_prose() && main_.begin <= i && i < main_.end; };
  std::size_t paragraphs = 0;
  std::size_t words = 0;
  for (std::size_t i = main_.begin; i < main_.end; ++i) {
    if (!is_main_prose(i)) continue;
    ++paragraphs;
    words += blocks_[i].content.size();
  }
  KeyCounts uses(words);  // topic word -> paragraphs of the main run that use it
  for (std::size_t i = main_.begin; i < main_.end; ++i) {
    if (!is_main_prose(i)) continue;
    for (const std::uint64_t word : blocks_[i].content) uses.add(word);
  }
  const std::uint32_t core_uses = paragraphs >= 8 ? 3 : 2;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const ModelBlock& block = blocks_[i];
    const std::uint32_t own = is_main_prose(i) ? 1 : 0;
    std::uint32_t shared = 0;
    std::uint32_t core = 0;
    for (const std::uint64_t word : block.content) {
      const std::uint32_t all = uses.count_of(word);
      shared += all > own ? 1U : 0U;
      core += all >= core_uses + own ? 1U : 0U;
    }
    const auto size = static_cast<double>(block.content.size());
    set(i, context_measure("overlap"), ratio(shared, size));
    set(i, context_measure("core_overlap"), ratio(core, size));
  }
}

}  // namespace cleanscrape
