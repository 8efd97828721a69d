#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "base/suggest.h"
#include "rules/linker.h"

namespace cleanscrape {
namespace {

template <std::size_t N>
void read_weights(const Value* table, const std::array<std::string_view, N>& names, std::array<double, N>& weights) {
  if (table == nullptr) return;
  for (std::size_t i = 0; i < N; ++i) weights[i] = table->number_or(names[i], weights[i]);
}

PhraseTable::Kinds bit(ModelWord kind) { return static_cast<PhraseTable::Kinds>(kind); }

}  // namespace

void Linker::link_model() {
  if (base_ != nullptr) {
    out_.model = base_->model;
    return;
  }
  for (std::size_t i = 0; i < kModelKeys.size(); ++i) out_.model.values[i] = kModelKeys[i].neutral;
  std::map<std::string, std::string> given;
  for (const Pack& pack : packs_) {
    const Value* table = pack.root.find("model", ValueType::table);
    if (table == nullptr) continue;
    Place place = place_of(pack);
    for (const Value& written : table->items) {
      const auto [first, is_new] = given.try_emplace(written.key, fmt::format("first at {}:{}", pack.source->path, written.at.line));
      if (!is_new) place.reporter.error(written.key_at, fmt::format("'{}' of [model] is given twice", written.key), first->second);
    }
    for (std::size_t i = 0; i < kModelKeys.size(); ++i) out_.model.values[i] = table->number_or(kModelKeys[i].name, out_.model.values[i]);
    read_weights(table->find("weights"), kBlockMeasures, out_.model.weights);
    read_weights(table->find("context"), kContextMeasures, out_.model.context);
    read_weights(table->find("prose"), kContextMeasures, out_.model.prose);
    if (const Value* words = table->find("words", ValueType::table)) link_model_words(*words);
  }
}

void Linker::link_model_words(const Value& words) {
  constexpr std::pair<std::string_view, ModelWord> kLists[] = {
      {"labels", ModelWord::label},   {"headings", ModelWord::heading},  {"credits", ModelWord::credit_line}, {"promotion", ModelWord::promotion},
      {"speech", ModelWord::speech}, {"function", ModelWord::function}, {"address", ModelWord::address},
  };
  for (const auto& [name, kind] : kLists) {
    for (const Value& phrase : words.list(name)) {
      PhraseTable::add(out_.model_phrases, phrase.text, bit(kind));
      if (kind == ModelWord::heading) PhraseTable::add(out_.model_phrases, phrase.text + "s", bit(ModelWord::heading_only));
    }
  }
}

/// Mark rules are named by id; they must exist, mark, and look at the block alone.
void Linker::add_marking_rule(const Value& id, Place& place, std::vector<RuleIndex>& of_mark) {
  const std::vector<RuleIndex> found = find_rules(id.text);
  if (found.size() != 1) return place.reporter.error(id.at, fmt::format("no rule '{}'", id.text), suggest_rule(id.text));
  if (rules_[found[0]].rule.action != Action::mark || rules_[found[0]].has_page_conditions) {
    return place.reporter.error(id.at, fmt::format("rule '{}' is no mark rule on the block alone", id.text));
  }
  of_mark.push_back(found[0]);
}

void Linker::link_model_marks() {
  if (base_ != nullptr) return renumber_base_marks();
  for (const Pack& pack : packs_) {
    const Value* model = pack.root.find("model", ValueType::table);
    const Value* marks = model != nullptr ? model->find("marks", ValueType::table) : nullptr;
    if (marks == nullptr) continue;
    Place place = place_of(pack);
    for (std::size_t i = 0; i < kModelMarks.size(); ++i) {
      std::vector<RuleIndex> of_mark(out_.model.marks[i].begin(), out_.model.marks[i].end());
      for (const Value& id : marks->list(kModelMarks[i])) add_marking_rule(id, place, of_mark);
      std::sort(of_mark.begin(), of_mark.end());
      out_.model.marks[i] = arena_.add(of_mark);
    }
  }
}

}  // namespace cleanscrape
