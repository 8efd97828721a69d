#include "render/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/columns.h"
#include "text/graphemes.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMostParts = 4;
constexpr std::size_t kMostQuotedCharacters = 80;

std::string describe(const Rule& rule) { return fmt::format("{}, {} confidence, {}", rule.id, to_string(rule.confidence), place_of(rule)); }

/// One decimal and a sign; nothing has no sign.
std::string signed_number(double value) { return std::abs(value) < 0.05 ? "0.0" : fmt::format("{:+.1f}", value); }
std::string signed_words(double value) { return std::abs(value) < 0.5 ? "0" : fmt::format("{:+.0f}", value); }

std::string counted(std::size_t count, std::string_view one, std::string_view many) { return fmt::format("{} {}", count, count == 1 ? one : many); }

std::string quoted(std::string_view text) { return "“" + shorten(printable(text), kMostQuotedCharacters) + "”"; }

std::string_view side_of(double margin) { return margin < 0.0 ? "furniture" : "article"; }

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::vector<std::string> Reasons::of_page() const {
  std::vector<std::string> lines{count_line(), site_line()};
  if (std::string line = model_line(); !line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string Reasons::count_line() const {
  const auto count = [&](Fate fate) {
    return static_cast<std::size_t>(std::count_if(fates_.begin(), fates_.end(), [&](const BlockFate& f) { return f.fate == fate; }));
  };
  const PageWords words = count_page_words(cleaned_);
  std::string line = fmt::format("{}: {} kept, {} changed, {} dropped; {} of {} words stay", counted(fates_.size(), "block", "blocks"), count(Fate::kept),
                                 count(Fate::changed), count(Fate::dropped), words.kept, words.all);
  if (cleaned_.overdropped()) line += "; more than --max-drop or --min-keep-words allow";
  return line;
}

std::string Reasons::site_line() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < page_.active_sites.size(); ++i) {
    if (page_.active_sites[i]) names.push_back(rules_.sites()[i].id.str());
  }
  return names.empty() ? "sites: none recognised" : "sites: " + join(names);
}

std::string Reasons::model_line() const {
  const RuleIndex rule = rules_.decision(Decision::page_model);
  if (rule == kNoRule) return "page model: off";
  if (page_.trace == nullptr || page_.trace->model_rounds.empty()) return {};
  const auto& rounds = page_.trace->model_rounds;
  const auto open = std::find_if(rounds.begin(), rounds.end(), [](const ModelRound& r) { return r.gate_open; });
  const ModelRound& shown = open == rounds.end() ? rounds.front() : *open;
  std::string line = fmt::format("page model: {} {}", shown.gate_open ? "decides with the rules; it sees" : "silent, the rules alone decide; it sees only", gate_line(shown));
  const double needed = rules_.model().values[model_key("min_confidence")];
  if (!shown.gate_open && shown.confidence < needed) line += fmt::format("; it is {:.2f} sure of its words ({:.2f} needed)", shown.confidence, needed);
  if (!shown.gate_open) return line;
  if (shown.main_run) {
    line += fmt::format("; main text from line {} to {}", line_of(static_cast<BlockIndex>(shown.main_run->begin)), line_of(static_cast<BlockIndex>(shown.main_run->end)));
  }
  if (shown.comments_from) line += fmt::format("; reader comments from line {}", line_of(*shown.comments_from));
  if (shown.bias > 0.0) line += fmt::format("; every line gets {:+.1f}, or too little text would stay", shown.bias);
  return line;
}

/// What the gate counts; of a gate that is shut what is missing.
std::string Reasons::gate_line(const ModelRound& seen) const {
  const auto& values = rules_.model().values;
  std::vector<std::string> parts;
  const auto add = [&](double found, std::size_t key, std::string_view one, std::string_view many, std::string_view of) {
    if (!seen.gate_open && found >= values[key]) return;
    parts.push_back(fmt::format("{}{} ({:.0f} needed)", counted(static_cast<std::size_t>(found), one, many), of, values[key]));
  };
  add(static_cast<double>(seen.marks), model_key("gate_min_marks"), "sign of furniture", "signs of furniture", "");
  add(static_cast<double>(seen.suspects), model_key("gate_min_suspects"), "line", "lines", " outside the main text that rules left");
  add(seen.main_words, model_key("gate_min_main_words"), "word", "words", " of prose in the main text");
  return join(parts);
}

std::vector<std::string> Reasons::of_block(BlockIndex block) const {
  std::vector<std::string> lines;
  const auto add = [&](std::string line) {
    if (!line.empty()) lines.push_back(std::move(line));
  };
  add(verdict_line(block));
  for (const Change& change : fates_[block].changes) add(change_line(change));
  if (page_.trace != nullptr) {
    add(sequence_line(block));
    add(block_model_line(block));
  }
  return lines;
}

std::string Reasons::verdict_line(BlockIndex block) const {
  const Verdict& verdict = page_.verdicts[block];
  if (verdict.stage == Stage::valve) return "valve: given back, because too much would have gone";
  const bool held = verdict.stage == Stage::keep && !verdict.dropped;
  if ((!verdict.dropped && !held) || verdict.rule == kNoRule) return {};
  std::string line = fmt::format("{}: {}{}", to_string(verdict.stage), describe(rules_.rules()[verdict.rule]), where_from(block));
  const std::uint32_t round = page_.trace != nullptr ? page_.trace->dropped_in[block] : 0;
  if (round == Trace::kAgain) return line + "; once the other lines had gone";
  return round > 1 ? line + fmt::format("; in round {}, once other lines had gone", round) : line;
}

/// Of a copy: where the text stays; of what a cut took: where the cut began.
std::string Reasons::where_from(BlockIndex block) const {
  const Verdict& verdict = page_.verdicts[block];
  if (!verdict.dropped || page_.trace == nullptr) return {};
  if (verdict.stage == Stage::cut) {
    const BlockIndex at = page_.trace->cut_at[block];
    return at == Trace::kNoBlock || at == block ? "" : fmt::format("; the cut begins at line {}", line_of(at));
  }
  if (verdict.stage != Stage::duplicate) return {};
  std::vector<std::string> lines;
  for (const BlockIndex copy : copies_.of(block)) lines.push_back(line_of(copy));
  if (lines.empty()) return {};
  return fmt::format("; its text stays on line{} {}", lines.size() == 1 ? "" : "s", join(lines));
}

std::string Reasons::change_line(const Change& change) const {
  const std::string_view text = page_.document.page().substr(change.begin, change.end - change.begin);
  std::string line = fmt::format("{}: ", change.stage());
  line += change.with.empty() ? "cuts " + quoted(text) : fmt::format("{} becomes {}", quoted(text), quoted(change.with));
  if (change.rule().empty()) return line;
  return line + "; " + describe(rules_.rules()[find_rule(change.rule())]);
}

/// `id` is one of the rules; they are sorted by id.
RuleIndex Reasons::find_rule(std::string_view id) const {
  const auto all = rules_.rules();
  const auto rule = std::lower_bound(all.begin(), all.end(), id, [](const Rule& r, std::string_view wanted) { return r.id < wanted; });
  return static_cast<RuleIndex>(rule - all.begin());
}

RuleIndex Reasons::rule(BlockIndex block) const {
  const auto& changes = fates_[block].changes;
  if (!changes.empty() && !changes.front().rule().empty()) return find_rule(changes.front().rule());
  return page_.verdicts[block].rule;
}

bool Reasons::sequence_weighed(BlockIndex block) const {
  if (page_.trace == nullptr || page_.trace->sequence[block].round == 0) return false;
  const SequenceTrace& seen = page_.trace->sequence[block];
  const Verdict& verdict = page_.verdicts[block];
  return verdict.dropped ? verdict.stage == Stage::sequence : !seen.score_rules.empty() || seen.spared;
}

bool Reasons::model_weighed(BlockIndex block) const {
  if (page_.trace == nullptr || !page_.trace->model[block].gate_open) return false;
  const ModelReason because = page_.trace->model[block].because;
  if (because == ModelReason::rule || because == ModelReason::comments || because == ModelReason::held) return false;
  return !page_.verdicts[block].dropped || page_.verdicts[block].stage == Stage::model;
}

std::string Reasons::score(BlockIndex block) const {
  if (model_weighed(block)) return signed_number(page_.trace->model[block].margin);
  return sequence_weighed(block) ? signed_words(page_.trace->sequence[block].margin_words) + " words" : "";
}

/// Of blocks that the sequence dropped, and of those that stay although a score rule speaks of them.
std::string Reasons::sequence_line(BlockIndex block) const {
  if (!sequence_weighed(block)) return {};
  const SequenceTrace& seen = page_.trace->sequence[block];
  std::vector<std::string> parts;
  double prose = seen.evidence_words;
  for (const RuleIndex rule : seen.score_rules) {
    parts.push_back(rules_.rules()[rule].id.str() + " " + signed_words(rules_.rules()[rule].score_words));
    prose -= rules_.rules()[rule].score_words;
  }
  if (std::abs(prose) >= 0.5 && !parts.empty()) parts.push_back("its prose " + signed_words(prose));
  const std::string_view side = is_furniture(seen, page_.verdicts[block]) ? "furniture" : "article";
  std::string line = fmt::format("sequence says {} by {:.0f} words: the line itself {}{}, the lines around it {}", side, std::abs(seen.margin_words),
                                 signed_words(seen.evidence_words), parts.empty() ? "" : " (" + join(parts) + ")", signed_words(seen.margin_words - seen.evidence_words));
  return seen.spared ? line + "; it stays, because nothing speaks against the line itself" : line;
}

/// Of blocks that the model decided, or let stay.
std::string Reasons::block_model_line(BlockIndex block) const {
  const ModelTrace& seen = page_.trace->model[block];
  const Verdict& verdict = page_.verdicts[block];
  if (verdict.dropped && verdict.stage == Stage::model && seen.because == ModelReason::comments) return "page model: it stands behind the start of the reader comments";
  if (!model_weighed(block)) return {};
  const double bias = bias_of(seen.round);
  std::string line = fmt::format("page model says {} by {:.1f}: the line itself {}, the lines around it {}", side_of(seen.margin), std::abs(seen.margin), own_score(seen),
                                 signed_number(seen.margin - seen.log_odds - bias));
  if (bias > 0.0) line += fmt::format(", as every line {:+.1f}", bias);
  if (seen.because == ModelReason::care) line += "; it stays because of the article's lines beside it";
  if (seen.because == ModelReason::title) line += "; it stays as a title: it stands above the article and shares its words";
  return line;
}

std::string Reasons::own_score(const ModelTrace& seen) const {
  std::vector<std::string> parts;
  if (std::abs(seen.score_rules) >= 0.05) parts.push_back("score rules " + signed_number(seen.score_rules));
  const std::vector<Contribution> all = contributions_of(seen, rules_.model());
  for (const Contribution& part : std::span(all).first(std::min(kMostParts, all.size()))) {
    parts.push_back(fmt::format("{} {}", part.measure, signed_number(part.log_odds)));
  }
  if (all.size() > kMostParts) parts.emplace_back("…");
  return signed_number(seen.log_odds) + " (" + join(parts) + ")";
}

double Reasons::bias_of(std::uint32_t round) const {
  const auto& rounds = page_.trace->model_rounds;
  const auto found = std::find_if(rounds.begin(), rounds.end(), [&](const ModelRound& r) { return r.round == round; });
  return found == rounds.end() ? 0.0 : found->bias;
}

std::string Reasons::line_of(BlockIndex block) const { return std::to_string(page_.document.block(block).first_line + 1); }

}  // namespace cleanscrape
