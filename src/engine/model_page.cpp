#include "engine/model_page.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory_resource>
#include <unordered_map>
#include <unordered_set>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::uint32_t kMaxDistanceBlocks = 32;
constexpr std::uint32_t kMinProseBeforeCommentsWords = 60;

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

double log_share(double count) { return std::min(1.0, std::log2(count) / 6.0); }

/// Exponentially fading sums of `value` over the blocks before each block (`after`: behind it), its own left out.
std::vector<double> fading_sums(std::size_t count, double keep, bool after, const std::function<double(std::size_t)>& value) {
  std::vector<double> sums(count);
  double sum = 0.0;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = after ? count - 1 - k : k;
    sums[i] = sum;
    sum = sum * keep + value(i) * (1.0 - keep);
  }
  return sums;
}

std::size_t length_bin(std::uint32_t words) {
  constexpr std::array<std::uint32_t, 10> kUpper{0, 1, 2, 4, 7, 11, 17, 29, 59, 99};
  return static_cast<std::size_t>(std::lower_bound(kUpper.begin(), kUpper.end(), words) - kUpper.begin());
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

bool starts_lower(std::string_view text) {
  const CharClass c = text.empty() ? CharClass{} : classify(decode_at(text, 0).code_point);
  return c.kind == CharKind::letter && c.script == ScriptGroup::latin && !c.upper;
}

/// What the block is, whatever stands around it.
void measure_own(const ModelBlock& b, BlockMeasures& m) {
  const auto put = [&](std::size_t measure, double value) { m[measure] = static_cast<float>(value); };
  const double n = b.words;
  put(length_bin(b.words), 1.0);
  const double stop_share = ratio(b.function_words, std::max(1.0, n));
  if (b.words >= 5) {
    put(block_measure("stopword_share"), 2.0 * std::min(0.5, stop_share));
    put(block_measure("few_stopwords"), stop_share < 0.15 ? 1.0 : 0.0);
    put(block_measure("capitals"), std::max(0.0, b.initial_words / n - 0.3));
  } else {
    put(block_measure("stopword_share_short"), 2.0 * std::min(0.5, stop_share));
  }
  put(block_measure("sentence"), b.sentence && b.words >= 8 ? 1.0 : 0.0);
  put(block_measure("sentence_short"), b.sentence && b.words < 8 ? 1.0 : 0.0);
  put(block_measure("sentence_long"), b.sentence && b.words >= 20 ? 1.0 : 0.0);
  put(block_measure("sentences"), b.words >= 8 ? std::min(3U, b.sentences) / 3.0 : 0.0);
  put(block_measure("digits"), b.digit_words / std::max(1.0, n));
  put(block_measure("bullet"), b.bullet && !b.sentence ? 1.0 : 0.0);
  put(block_measure("bullet_sentence"), b.bullet && b.sentence ? 1.0 : 0.0);
  put(block_measure("numbered"), b.numbered ? 1.0 : 0.0);
  put(block_measure("promotion"), std::min(1.0, b.promotion_words * 10 / std::max(8.0, n)));
  put(block_measure("much_promotion"), b.promotion_words >= 2 && b.promotion_words * 15 >= b.words ? 1.0 : 0.0);
  put(block_measure("address"), std::min(1.0, b.address_words * 15 / std::max(15.0, n)));
  put(block_measure("commas"), std::min(1.0, 10.0 * static_cast<double>(std::count(b.view.begin(), b.view.end(), ',')) / std::max(10.0, n)));
  put(block_measure("prose_words"), b.is_prose() ? std::min(120.0, n) / 120.0 : 0.0);
}

void measure_marks(const ModelBlock& b, BlockMeasures& m) {
  const auto put = [&](std::size_t measure, bool value) { m[measure] = value ? 1.0F : 0.0F; };
  put(block_measure("ends_colon"), b.view.ends_with(':'));
  put(block_measure("question"), b.view.ends_with('?'));
  put(block_measure("cut_off"), ends_with_any(b.view, {"...", "…", "[…]", "»"}));
  put(block_measure("starts_lower"), starts_lower(b.view));
  put(block_measure("opens_quotation"), starts_with_any(b.view, {"\"", "“", "‘"}));
  put(block_measure("opens_bracket"), starts_with_any(b.view, {"(", "["}));
  put(block_measure("date"), b.date && b.words < 12);
  put(block_measure("time"), b.time && b.words < 25);
  put(block_measure("link"), b.link);
  put(block_measure("copyright"), b.copyright);
  put(block_measure("form"), b.form);
  put(block_measure("label"), b.label);
  put(block_measure("heading"), b.heading);
  put(block_measure("credit_line"), b.credit_line);
  put(block_measure("speech"), b.speech && b.words >= 8);
  put(block_measure("comment_head"), b.comment_head);
  put(block_measure("comment_section"), b.comment_section);
  put(block_measure("share_line"), b.share_line);
  put(block_measure("image"), b.image);
  put(block_measure("credit"), b.credit);
  put(block_measure("symbols"), b.symbols);
}

}  // namespace

ModelPage::ModelPage(std::span<const ModelBlock> blocks, std::span<const BlockLayout> layout, const ModelParameters& model, Measures kept)
    : blocks_(blocks), layout_(layout), comment_start_(blocks.size()), model_(model) {
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

void ModelPage::set(std::size_t block, std::size_t measure, double value) {
  const auto measured = static_cast<float>(value);
  log_odds_[block] += (model_.context[measure] + (blocks_[block].is_prose() ? model_.prose[measure] : 0.0)) * measured;
  if (!measures_.empty()) measures_[block].context[measure] = measured;
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
  std::pmr::monotonic_buffer_resource memory;
  std::pmr::unordered_map<std::uint64_t, std::uint32_t> counts(&memory);
  counts.reserve(blocks_.size());
  for (const ModelBlock& block : blocks_) ++counts[block.fold];
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const ModelBlock& block = blocks_[i];
    BlockMeasures measured{};
    measure_own(block, measured);
    measure_marks(block, measured);
    const bool repeated = counts[block.fold] > 1;
    measured[block_measure("repeated")] = repeated && block.words < 12 ? 1.0F : 0.0F;
    measured[block_measure("repeated_long")] = repeated && block.words >= 12 ? 1.0F : 0.0F;
    for (std::size_t measure = 0; measure < measured.size(); ++measure) log_odds_[i] += model_.weights[measure] * measured[measure];
    if (!measures_.empty()) measures_[i].block = measured;
  }
}

void ModelPage::measure_place() {
  double total = 0.0;
  for (const ModelBlock& block : blocks_) total += block.prose_words;
  double before = 0.0;
  bool behind_heading = false;
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
    if (i < main_.begin) set(i, context_measure("before_main"), log_share(static_cast<double>(1 + main_.begin - i)));
    if (i >= main_.end) set(i, context_measure("behind_main"), log_share(static_cast<double>(2 + i - main_.end)));
    set(i, context_measure("behind_heading"), behind_heading ? 1.0 : 0.0);
    set(i, context_measure("near_heading"), since_heading <= 6 ? 1.0 : 0.0);
    set(i, context_measure("behind_comments"), behind_comments ? 1.0 : 0.0);
    if (block.heading && ratio(before, total) > 0.33 && ratio(rest, total) < 0.5) {
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
  const auto prose = [&](std::size_t i) { return blocks_[i].prose_words / 60.0; };
  const auto is_prose = [&](std::size_t i) { return blocks_[i].is_prose() ? 1.0 : 0.0; };
  const auto bullets = [&](std::size_t i) { return blocks_[i].bullet && !blocks_[i].is_prose() ? 1.0 : 0.0; };
  const auto put = [&](std::size_t measure, const std::vector<double>& values) {
    for (std::size_t i = 0; i < n; ++i) set(i, measure, values[i]);
  };
  const std::vector<double> prose_before = fading_sums(n, 0.8, false, prose);
  const std::vector<double> prose_after = fading_sums(n, 0.8, true, prose);
  const std::vector<double> paragraphs_before = fading_sums(n, 0.8, false, is_prose);
  const std::vector<double> paragraphs_after = fading_sums(n, 0.8, true, is_prose);
  put(context_measure("prose_before"), prose_before);
  put(context_measure("prose_after"), prose_after);
  put(context_measure("prose_close_before"), fading_sums(n, 0.5, false, prose));
  put(context_measure("prose_close_after"), fading_sums(n, 0.5, true, prose));
  put(context_measure("bullets_before"), fading_sums(n, 0.8, false, bullets));
  put(context_measure("bullets_after"), fading_sums(n, 0.8, true, bullets));
  std::uint32_t distance = kMaxDistanceBlocks;
  const auto step = [&](std::size_t i, std::size_t measure) {
    set(i, measure, std::log2(distance) / 5.0);
    distance = blocks_[i].prose_words >= kStrongProseWords ? 1 : std::min(kMaxDistanceBlocks, distance + 1);
  };
  for (std::size_t i = 0; i < n; ++i) step(i, context_measure("prose_distance_before"));
  distance = kMaxDistanceBlocks;
  for (std::size_t i = n; i-- > 0;) step(i, context_measure("prose_distance_after"));
  for (std::size_t i = 0; i < n; ++i) {
    set(i, context_measure("paragraph_words"), (prose_before[i] + prose_after[i]) / std::max(0.02, paragraphs_before[i] + paragraphs_after[i]));
    if (i == 0) continue;
    const ModelBlock& last = blocks_[i - 1];
    set(i, context_measure("after_colon"), last.view.ends_with(':') && last.words >= 5 ? 1.0 : 0.0);
    set(i, context_measure("after_short_line"), last.is_short() && last.words >= 2 && !last.label && !last.heading ? 1.0 : 0.0);
  }
}

void ModelPage::measure_overlap() {
  std::pmr::monotonic_buffer_resource memory;
  std::pmr::unordered_map<std::uint64_t, std::uint32_t> uses(&memory);  // topic word -> paragraphs of the main run that use it
  std::size_t paragraphs = 0;
  for (std::size_t i = main_.begin; i < main_.end; ++i) {
    if (!blocks_[i].is_prose()) continue;
    ++paragraphs;
    for (const std::uint64_t word : blocks_[i].content) ++uses[word];
  }
  const std::uint32_t core_uses = paragraphs >= 8 ? 3 : 2;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const ModelBlock& block = blocks_[i];
    const std::uint32_t own = block.is_prose() && main_.begin <= i && i < main_.end ? 1 : 0;
    double shared = 0.0;
    double core = 0.0;
    for (const std::uint64_t word : block.content) {
      const auto found = uses.find(word);
      const std::uint32_t others = found == uses.end() ? 0 : found->second - own;
      shared += others > 0 ? 1.0 : 0.0;
      core += others >= core_uses ? 1.0 : 0.0;
    }
    const auto size = static_cast<double>(block.content.size());
    set(i, context_measure("overlap"), ratio(shared, size));
    set(i, context_measure("core_overlap"), ratio(core, size));
  }
}

}  // namespace cleanscrape
