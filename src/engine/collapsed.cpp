#include "engine/collapsed.h"

#include <algorithm>
#include <vector>

namespace cleanscrape {
namespace {

/// The spans of one line, as positions.
struct SpanRun {
  Position begin = 0;
  Position end = 0;
};

bool is_furniture(const Page& page, Position position) {
  const Features& f = page.at(position).features;
  return page.verdict_at(position).dropped || f.letters_in(ScriptGroup::hangul) * 2 > f.letters;
}

/// A sentence of English: it counts as text even where it is short.
bool is_sentence(const Page& page, Position position) {
  const Features& f = page.at(position).features;
  return f.ends_sentence && f.latin_words >= 1 && f.stopwords + f.latin_words >= 3;
}

std::uint32_t sentence_words(const Page& page, SpanRun run) {
  std::uint32_t words = 0;
  for (Position i = run.begin; i < run.end; ++i) words += is_sentence(page, i) ? page.at(i).features.latin_words : 0;
  return words;
}

/// The stretches of the line between furniture.
std::vector<SpanRun> find_text(const Page& page, SpanRun line) {
  std::vector<SpanRun> stretches;
  for (Position i = line.begin; i < line.end; ++i) {
    if (is_furniture(page, i)) continue;
    if (stretches.empty() || stretches.back().end != i) stretches.push_back({i, i});
    stretches.back().end = i + 1;
  }
  return stretches;
}

/// Labels and bylines that stand between the furniture and the first or last sentence go with the furniture.
SpanRun trim_labels(const Page& page, SpanRun stretch, SpanRun line) {
  if (stretch.begin > line.begin) {
    while (stretch.begin < stretch.end && !is_sentence(page, stretch.begin)) ++stretch.begin;
  }
  if (stretch.end < line.end) {
    while (stretch.end > stretch.begin && !is_sentence(page, stretch.end - 1)) --stretch.end;
  }
  return stretch;
}

void drop_all(Page& page, SpanRun run, RuleIndex rule) {
  for (Position i = run.begin; i < run.end; ++i) page.drop(i, Stage::collapsed, rule);
}

void trim_line(Page& page, SpanRun line, const ModelParameters& model, RuleIndex rule) {
  const std::vector<SpanRun> stretches = find_text(page, line);
  const auto words_of = [&](SpanRun run) { return sentence_words(page, run); };
  const auto best = std::max_element(stretches.begin(), stretches.end(), [&](SpanRun a, SpanRun b) { return words_of(a) < words_of(b); });
  if (best == stretches.end() || words_of(*best) < model.values[model_key("collapsed_min_words")]) return;
  const double min_words = model.values[model_key("collapsed_min_share")] * words_of(*best);
  std::uint32_t other_words = 0;
  SpanRun body = *best;
  for (const SpanRun& stretch : stretches) {
    if (words_of(stretch) < min_words) continue;
    body = {std::min(body.begin, stretch.begin), std::max(body.end, stretch.end)};
    if (stretch.begin != best->begin) other_words += words_of(stretch);
  }
  body = trim_labels(page, body, line);
  for (Position i = body.begin; i < body.end; ++i) {
    if (is_furniture(page, i) && other_words > 0) page.drop(i, Stage::collapsed, rule);
  }
  drop_all(page, {line.begin, body.begin}, rule);
  drop_all(page, {body.end, line.end}, rule);
}

}  // namespace

void trim_collapsed_lines(const CompiledRules& rules, RuleIndex rule, Page& page) {
  for (Position begin = 0; begin < page.count();) {
    Position end = begin + 1;
    const Block& first = page.at(begin);
    while (end < page.count() && page.at(end).first_line == first.first_line) ++end;
    if (first.kind == BlockKind::span) trim_line(page, {begin, end}, rules.model(), rule);
    begin = end;
  }
}

}  // namespace cleanscrape
