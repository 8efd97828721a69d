#include "render/explain_json.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "render/explanation.h"

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
      : rules_(rules), cleaned_(cleaned), page_(cleaned.page()), fates_(fates_of(cleaned)), detail_(detail) {}

  [[nodiscard]] Json head(std::string_view name) const {
    Json sites = Json::array();
    for (std::size_t i = 0; i < page_.active_sites.size(); ++i) {
      if (page_.active_sites[i]) sites.push_back(rules_.sites()[i].id);
    }
    const PageWords words = count_page_words(cleaned_);
    return {{"page", name},
            {"schema", kSchema},
            {"sites", std::move(sites)},
            {"words", {{"all", words.all}, {"kept", words.kept}}},
            {"overdropped", cleaned_.overdropped()},
            {"model", model()}};
  }

  [[nodiscard]] Json block(BlockIndex index) const {
    const Block& block = page_.document.block(index);
    const Verdict& verdict = page_.verdicts[index];
    Json json{{"line", block.first_line + 1},
              {"lines", block.line_count},
              {"begin", block.range.begin},
              {"end", block.range.end},
              {"verdict", to_string(fates_[index].fate)},
              {"stage", to_string(verdict.stage)}};
    add_round(index, json);
    if (verdict.rule != kNoRule) add_rule(rules_.rules()[verdict.rule], json);
    add_hits(index, json);
    if (verdict.score_words != 0.0) json["score_words"] = verdict.score_words;
    for (const Change& change : fates_[index].changes) json["edits"].push_back(edit(change));
    if (page_.trace != nullptr) add_decisions(index, json);
    json["text"] = block.range.of(page_.document.page());
    return json;
  }

 private:
  [[nodiscard]] Json model() const {
    const RuleIndex rule = rules_.decision(Decision::page_model);
    const ModelParameters& parameters = rules_.model();
    Json json{{"rule", rule == kNoRule ? Json() : Json(rules_.rules()[rule].id)}, {"rounds", Json::array()}};
    if (page_.trace != nullptr) {
      for (const ModelRound& seen : page_.trace->model_rounds) json["rounds"].push_back(round(seen));
    }
    if (detail_ == JsonDetail::shown || rule == kNoRule) return json;
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
                {"suspects_needed", values[model_key("gate_min_suspects")]}}},
              {"bias", seen.bias}};
    if (seen.main_run) json["main_run"] = {{"first", seen.main_run->begin}, {"last", seen.main_run->end}};
    if (seen.comments_from) json["comments_from"] = *seen.comments_from;
    return json;
  }

  static Json edit(const Change& change) {
    Json json{{"begin", change.begin}, {"end", change.end}, {"with", change.with}, {"stage", change.stage}};
    if (!change.rule.empty()) {
      json["rule"] = change.rule;
      json["place"] = fmt::format("{}:{}", change.rule_file, change.rule_line);
    }
    return json;
  }

  void add_round(BlockIndex index, Json& json) const {
    if (page_.trace == nullptr || page_.trace->dropped_in[index] == 0) return;
    const std::uint32_t round = page_.trace->dropped_in[index];
    json["round"] = round == Trace::kAgain ? Json("again") : Json(round);
  }

  static void add_rule(const Rule& rule, Json& json) {
    json["rule"] = rule.id;
    json["class"] = to_string(rule.block_class);
    json["confidence"] = to_string(rule.confidence);
    json["place"] = place_of(rule);
  }

  void add_hits(BlockIndex index, Json& json) const {
    for (const RuleIndex hit : page_.hits_of(index)) json["hits"].push_back(rules_.rules()[hit].id);
  }

  void add_decisions(BlockIndex index, Json& json) const {
    const SequenceTrace& sequence = page_.trace->sequence[index];
    if (sequence.round != 0) {
      json["sequence"] = {{"round", sequence.round},
                          {"state", sequence.margin_words < 0.0 ? "furniture" : "article"},
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
    if (detail_ == JsonDetail::all) {
      json["measures"] = Json::object();
      add_measures(kBlockMeasures, seen.measures.block, json["measures"]);
      add_measures(kContextMeasures, seen.measures.context, json["measures"]);
    }
    json["parts"] = Json::object();
    for (const Contribution& part : contributions_of(seen, rules_.model())) {
      if (detail_ == JsonDetail::shown && json["parts"].size() == kMostShownParts) break;
      json["parts"][std::string(part.measure)] = rounded(part.log_odds);
    }
    return json;
  }

  const CompiledRules& rules_;
  const Cleaned& cleaned_;
  const Page& page_;
  std::vector<BlockFate> fates_;
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
