#include "render/explain_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "render/explanation.h"
#include "render/reasons.h"

namespace cleanscrape {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchema = 1;
constexpr std::size_t kMostShownParts = 8;

/// Six decimals are more than the model knows, and the digits of a float that are noise go.
double rounded(double value) { return std::round(value * 1e6) / 1e6; }

std::string dump(const Json& json) {
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      escaped += "\\u003c";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

template <std::size_t N>
Json named(const std::array<std::string_view, N>& names, const std::array<double, N>& values) {
  Json json = Json::object();
  for (std::size_t i = 0; i < N; ++i) json[std::string(names[i])] = values[i];
  return json;
}

template <std::size_t N>
void add_measures(const std::array<std::string_view, N>& names, const std::array<float, N>& values, Json& json) {
  for (std::size_t i = 0; i < N; ++i) {
    if (values[i] != 0.0F) json[std::string(names[i])] = rounded(static_cast<double>(values[i]));
  }
}

class PageWriter {
 public:
  PageWriter(const CompiledRules& rules, const Cleaned& cleaned, JsonDetail detail)
      : rules_(rules), cleaned_(cleaned), page_(cleaned.page()), reasons_(rules, cleaned), detail_(detail) {}

  [[nodiscard]] Json head(std::string_view name) const {
    Json sites = Json::array();
    for (std::size_t i = 0; i < page_.active_sites.size(); ++i) {
      if (page_.active_sites[i]) sites.push_back(rules_.sites()[i].id);
    }
    const PageWords words = count_page_words(cleaned_);
    Json json{{"page", name}, {"facts", reasons_.of_page()}, {"rules", used_rules()}};
    if (detail_ == JsonDetail::shown) return json;
    json["schema"] = kSchema;
    json["sites"] = std::move(sites);
    json["words"] = {{"all", words.all}, {"kept", words.kept}};
    json["overdropped"] = cleaned_.overdropped();
    json["model"] = model();
    return json;
  }

  [[nodiscard]] Json block(BlockIndex index) const { return detail_ == JsonDetail::all ? whole_block(index) : shown_block(index); }

 private:
  [[nodiscard]] Json whole_block(BlockIndex index) const {
    const Block& block = page_.document.block(index);
    const Verdict& verdict = page_.verdicts[index];
    Json json{{"line", block.first_line + 1},
              {"lines", block.line_count},
              {"begin", block.range.begin},
              {"end", block.range.end},
              {"verdict", to_string(reasons_.fate(index))},
              {"stage", to_string(verdict.stage)}};
    add_round(index, json);
    if (verdict.rule != kNoRule) {
      const Rule& rule = rules_.rules()[verdict.rule];
      json["rule"] = rule.id;
      json["class"] = to_string(rule.block_class);
      json["confidence"] = to_string(rule.confidence);
      json["place"] = place_of(rule);
    }
    json["hits"] = Json::array();
    for (const RuleIndex hit : page_.hits_of(index)) json["hits"].push_back(rules_.rules()[hit].id);
    for (const Change& change : reasons_.changes(index)) json["edits"].push_back(edit(change));
    json["reasons"] = reasons_.of_block(index);
    if (verdict.score_words != 0.0) json["score_words"] = verdict.score_words;
    if (page_.trace != nullptr && page_.trace->cut_at[index] != Trace::kNoBlock) json["cut_at"] = page_.trace->cut_at[index];
    if (page_.trace != nullptr) add_decisions(index, json);
    json["text"] = block.range.of(page_.document.page());
    return json;
  }

  /// What the HTML page shows of a block: a tenth of the rest.
  [[nodiscard]] Json shown_block(BlockIndex index) const {
    const Block& block = page_.document.block(index);
    const RuleIndex rule = reasons_.rule(index);
    Json json{{"line", block.first_line + 1}, {"verdict", to_string(reasons_.fate(index))}};
    if (rule != kNoRule) json["rule"] = rules_.rules()[rule].id;
    if (const std::string score = reasons_.score(index); !score.empty()) json["score"] = score;
    if (std::vector<std::string> reasons = reasons_.of_block(index); !reasons.empty()) json["reasons"] = std::move(reasons);
    for (const RuleIndex hit : page_.hits_of(index)) {
      if (hit != rule && rules_.looks_at_block(hit)) json["hits"].push_back(rules_.rules()[hit].id);
    }
    if (reasons_.model_weighed(index)) json["parts"] = parts(page_.trace->model[index]);
    if (reasons_.fate(index) == Fate::changed) json["pieces"] = pieces(index);
    json["text"] = block.range.of(page_.document.page());
    return json;
  }

  [[nodiscard]] Json model() const {
    const RuleIndex rule = rules_.decision(Decision::page_model);
    const ModelParameters& parameters = rules_.model();
    Json json{{"rule", rule == kNoRule ? Json() : Json(rules_.rules()[rule].id)}, {"rounds", Json::array()}};
    if (page_.trace != nullptr) {
      for (const ModelRound& seen : page_.trace->model_rounds) json["rounds"].push_back(round(seen));
    }
    if (rule == kNoRule) return json;
    for (std::size_t i = 0; i < kModelKeys.size(); ++i) json["values"][std::string(kModelKeys[i].name)] = parameters.values[i];
    json["weights"] = {{"block", named(kBlockMeasures, parameters.weights)},
                       {"context", named(kContextMeasures, parameters.context)},
                       {"prose", named(kContextMeasures, parameters.prose)}};
    return json;
  }

  [[nodiscard]] Json round(const ModelRound& seen) const {
    const auto& values = rules_.model().values;
    Json json{{"round", seen.round},
              {"blocks", seen.blocks},
              {"gate",
               {{"open", seen.gate_open},
                {"marks", seen.marks},
                {"marks_needed", values[model_key("gate_min_marks")]},
                {"suspects", seen.suspects},
                {"suspects_needed", values[model_key("gate_min_suspects")]},
                {"main_words", seen.main_words},
                {"main_words_needed", values[model_key("gate_min_main_words")]}}},
              {"confidence", seen.confidence},
              {"bias", seen.bias}};
    if (seen.main_run) json["main_run"] = {{"first", seen.main_run->begin}, {"last", seen.main_run->end}};
    if (seen.comments_from) json["comments_from"] = *seen.comments_from;
    return json;
  }

  /// What is known of every rule that hit a block or decided one.
  [[nodiscard]] Json used_rules() const {
    std::vector<RuleIndex> used(page_.hits);
    for (const Verdict& verdict : page_.verdicts) used.push_back(verdict.rule);
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    Json json = Json::object();
    for (const RuleIndex index : used) {
      if (index != kNoRule) json[rules_.rules()[index].id] = rule(rules_.rules()[index]);
    }
    return json;
  }

  static Json rule(const Rule& rule) {
    return {{"description", rule.description},
            {"action", to_string(rule.action)},
            {"class", to_string(rule.block_class)},
            {"confidence", to_string(rule.confidence)},
            {"place", place_of(rule)}};
  }

  /// A changed block as what stays (=), goes (-) and comes (+).
  [[nodiscard]] Json pieces(BlockIndex index) const {
    const std::string_view page = page_.document.page();
    const TextRange range = page_.document.block(index).range;
    Json json = Json::array();
    const auto add = [&](std::string_view kind, std::string_view text) {
      if (!text.empty()) json.push_back({kind, text});
    };
    std::size_t at = range.begin;
    for (const Change& change : reasons_.changes(index)) {
      const std::size_t begin = std::max(at, change.begin);
      const std::size_t end = std::min(range.end, change.end);
      add("=", page.substr(at, begin - at));
      add("-", page.substr(begin, end - begin));
      add("+", change.with);
      at = end;
    }
    add("=", page.substr(at, range.end - at));
    return json;
  }

  static Json edit(const Change& change) {
    Json json{{"begin", change.begin}, {"end", change.end}, {"with", change.with}, {"stage", change.stage()}};
    if (!change.rule().empty()) {
      json["rule"] = change.rule();
      json["place"] = fmt::format("{}:{}", change.rule_file(), change.rule_line());
    }
    return json;
  }

  void add_round(BlockIndex index, Json& json) const {
    if (page_.trace == nullptr || page_.trace->dropped_in[index] == 0) return;
    const std::uint32_t round = page_.trace->dropped_in[index];
    json["round"] = round == Trace::kAgain ? Json("again") : Json(round);
  }

  void add_decisions(BlockIndex index, Json& json) const {
    const SequenceTrace& sequence = page_.trace->sequence[index];
    if (sequence.round != 0) {
      json["sequence"] = {{"round", sequence.round},
                          {"state", is_furniture(sequence, page_.verdicts[index]) ? "furniture" : "article"},
                          {"evidence_words", rounded(sequence.evidence_words)},
                          {"margin_words", rounded(sequence.margin_words)}};
      for (const RuleIndex rule : sequence.score_rules) json["sequence"]["score_rules"][rules_.rules()[rule].id] = rules_.rules()[rule].score_words;
      if (sequence.spared) json["sequence"]["spared"] = true;
    }
    if (page_.trace->model[index].round != 0) json["model"] = model_of(page_.trace->model[index]);
  }

  [[nodiscard]] Json model_of(const ModelTrace& seen) const {
    Json json{{"round", seen.round},
              {"spoke", seen.gate_open},
              {"state", seen.article ? "article" : "furniture"},
              {"because", to_string(seen.because)},
              {"margin", rounded(seen.margin)}};
    if (seen.because == ModelReason::comments) return json;
    json["log_odds"] = rounded(seen.log_odds);
    json["score_rules"] = rounded(seen.score_rules);
    json["is_prose"] = seen.is_prose;
    json["measures"] = Json::object();
    add_measures(kBlockMeasures, seen.measures.block, json["measures"]);
    add_measures(kContextMeasures, seen.measures.context, json["measures"]);
    json["parts"] = parts(seen);
    return json;
  }

  [[nodiscard]] Json parts(const ModelTrace& seen) const {
    Json json = Json::object();
    for (const Contribution& part : contributions_of(seen, rules_.model())) {
      if (detail_ == JsonDetail::shown && json.size() == kMostShownParts) break;
      json[std::string(part.measure)] = rounded(part.log_odds);
    }
    return json;
  }

  const CompiledRules& rules_;
  const Cleaned& cleaned_;
  const Page& page_;
  Reasons reasons_;
  JsonDetail detail_;
};

}  // namespace

std::string render_explain_json(const CompiledRules& rules, const Cleaned& cleaned, std::string_view name, JsonDetail detail) {
  const PageWriter writer(rules, cleaned, detail);
  std::string out = dump(writer.head(name));
  out.back() = ',';  // block by block: the tree of a large page's blocks would take many times its size
  out += "\"blocks\":[";
  for (BlockIndex i = 0; i < cleaned.page().document.size(); ++i) {
    if (i > 0) out += ',';
    out += dump(writer.block(i));
  }
  return out + "]}";
}

}  // namespace cleanscrape
