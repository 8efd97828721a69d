#include "rules/schema.h"

#include <array>
#include <string_view>

#include "rules/model.h"
#include "rules/names.h"

namespace cleanscrape {
namespace {

using enum KeyType;
constexpr Need kRequired = Need::required;
constexpr Need kOptional = Need::optional;
constexpr double kMaxCount = 1e6;
constexpr double kMaxScoreWords = 1000.0;

constexpr auto kActionNames = names_of(kActions);
constexpr auto kDecisionNames = names_of(kDecisions);
constexpr auto kClassNames = names_of(kBlockClasses);
constexpr auto kConfidenceNames = names_of(kConfidences);
constexpr auto kSideNames = names_of(kSides);
constexpr auto kRegionNames = names_of(kRegions);
constexpr auto kUnitNames = names_of(kDuplicateUnits);
constexpr auto kKeptNames = names_of(kKeptCopies);
constexpr auto kExtentNames = names_of(kCutExtents);
constexpr std::array<std::string_view, 2> kStatusNames{"stable", "experimental"};
constexpr std::array<std::string_view, 1> kLiteralFolds{"case"};
constexpr std::array<std::string_view, 3> kDuplicateFolds{"case", "quotes", "space"};

constexpr KeySchema kBoundsKeys[] = {
    {"min", integer, "at least this many", kOptional, {}, nullptr, 0, kMaxCount},
    {"max", integer, "at most this many", kOptional, {}, nullptr, 0, kMaxCount},
};
constexpr TableSchema kBounds{"the bounds", kBoundsKeys};

constexpr KeySchema kScriptBoundsKeys[] = {
    {"script", text, "count only those of this Unicode script"},
    {"min", integer, "at least this many", kOptional, {}, nullptr, 0, kMaxCount},
    {"max", integer, "at most this many", kOptional, {}, nullptr, 0, kMaxCount},
};
constexpr TableSchema kScriptBounds{"the bounds", kScriptBoundsKeys};

constexpr KeySchema kStopwordKeys[] = {
    {"lang", text, "language of the stop words", kRequired},
    {"min", number, "at least this share of the words", kOptional, {}, nullptr, 0, 1},
    {"max", number, "at most this share of the words", kOptional, {}, nullptr, 0, 1},
};
constexpr TableSchema kStopwords{"stopwords", kStopwordKeys};

constexpr KeySchema kTokenShareKeys[] = {
    {"min_share", number, "at least this share of the visible characters", kRequired, {}, nullptr, 0, 1},
};
constexpr TableSchema kTokenShare{"the token condition", kTokenShareKeys};

constexpr KeySchema kRegionKeys[] = {
    {"first", integer, "within this many blocks from the start of the page", kOptional, {}, nullptr, 1, kMaxCount},
    {"last", integer, "within this many blocks from the end of the page", kOptional, {}, nullptr, 1, kMaxCount},
    {"after", text, "after a block that such a rule hit: an id or a glob"},
    {"before", text, "before a block that such a rule hit: an id or a glob"},
};
constexpr TableSchema kRegionTable{"region", kRegionKeys};

constexpr KeySchema kRunKeys[] = {
    {"min", integer, "the run has at least this many blocks", kOptional, {}, nullptr, 2, kMaxCount},
    {"gap", integer, "at most this many other blocks between two of them", kOptional, {}, nullptr, 0, kMaxCount},
};
constexpr TableSchema kRun{"run", kRunKeys};

constexpr KeySchema kNearKeys[] = {
    {"rule", text, "id or glob of the rules that hit the other block"},
    {"class", name, "class of the rules that hit the other block", kOptional, kClassNames},
    {"within", integer, "at most this many blocks away; 0: the block itself", kOptional, {}, nullptr, 0, kMaxCount},
    {"side", name, "where the other block stands", kOptional, kSideNames},
};
constexpr TableSchema kNear{"near", kNearKeys};

constexpr KeySchema kRepeatKeys[] = {
    {"min", integer, "the view occurs this often", kRequired, {}, nullptr, 2, kMaxCount},
};
constexpr TableSchema kRepeat{"repeat", kRepeatKeys};

constexpr KeySchema kDuplicateKeys[] = {
    {"min_chars", integer, "shorter text is no duplicate", kOptional, {}, nullptr, 1, kMaxCount},
    {"of", name, "what is compared", kOptional, kUnitNames},
    {"fold", names, "what is ignored", kOptional, kDuplicateFolds},
    {"keep", name, "the copy that stays", kOptional, kKeptNames},
};
constexpr TableSchema kDuplicate{"duplicate", kDuplicateKeys};

constexpr KeySchema kConditionKeys[] = {
    {"equals", literals, "the view is one of these"},
    {"starts", literals, "the view starts with one of these"},
    {"ends", literals, "the view ends with one of these"},
    {"contains", literals, "the view contains one of these"},
    {"fold", names, "literals of this table ignore case", kOptional, kLiteralFolds},
    {"any", patterns, "one of these patterns matches"},
    {"all", patterns, "all of these patterns match"},
    {"none", patterns, "none of these patterns matches"},
    {"script", shares_by_script, "at least this share of the letters is of the script"},
    {"script_max", shares_by_script, "at most this share of the letters is of the script"},
    {"letters", table_or_tables, "number of letters", kOptional, {}, &kScriptBounds},
    {"chars", table_or_tables, "number of characters", kOptional, {}, &kBounds},
    {"words", table_or_tables, "number of words", kOptional, {}, &kScriptBounds},
    {"ends_sentence", boolean, "ends as a sentence does"},
    {"stopwords", table, "share of stop words", kOptional, {}, &kStopwords},
    {"link", flag_or_table, "holds a link, or mostly is one", kOptional, {}, &kTokenShare},
    {"email", flag_or_table, "holds an e-mail address, or mostly is one", kOptional, {}, &kTokenShare},
    {"time", flag_or_table, "holds a date or time, or mostly is one", kOptional, {}, &kTokenShare},
    {"list_item", boolean, "starts with a bullet, a number or a headline mark"},
    {"side_by_side", boolean, "stands in lines that hold two columns of text"},
    {"region", name_or_table, "where on the page", kOptional, kRegionNames, &kRegionTable},
    {"run", table, "stands in a run of such blocks", kOptional, {}, &kRun},
    {"near", table_or_tables, "a block hit by another rule is close", kOptional, {}, &kNear},
    {"repeat", table, "the same view occurs several times", kOptional, {}, &kRepeat},
    {"duplicate", table, "the same text stands elsewhere", kOptional, {}, &kDuplicate},
};
constexpr TableSchema kWhen{"[rule.when]", kConditionKeys};
constexpr TableSchema kUnless{"[rule.unless]", kConditionKeys};

constexpr KeySchema kReplaceKeys[] = {
    {"pattern", pattern, "every match, or its first group, is replaced", kRequired},
    {"with", text, "what stands there then"},
};
constexpr TableSchema kReplace{"replace", kReplaceKeys};

constexpr KeySchema kCutKeys[] = {
    {"extent", name, "how far the cut goes", kOptional, kExtentNames},
    {"max_prose_after_words", integer, "no cut of the page if more prose follows", kOptional, {}, nullptr, 0, kMaxCount},
    {"min_prose_before_words", integer, "no cut without that much prose before", kOptional, {}, nullptr, 0, kMaxCount},
    {"inclusive", boolean, "the block itself goes too"},
};
constexpr TableSchema kCut{"cut", kCutKeys};

constexpr KeySchema kCaseKeys[] = {
    {"name", text, "what the page shows", kRequired},
    {"page", text, "the lines of a page with a margin of two characters", kRequired},
};
constexpr TableSchema kCase{"the case", kCaseKeys};

constexpr KeySchema kRuleKeys[] = {
    {"id", text, "the pack's id, a dot and a name", kRequired},
    {"description", text, "what the rule is about", kRequired},
    {"class", name, "what the block is", kRequired, kClassNames},
    {"action", name, "what happens to the block", kRequired, kActionNames},
    {"confidence", name, "how sure the rule is", kOptional, kConfidenceNames},
    {"site", texts, "only on pages of these sites"},
    {"revision", integer, "raised when the rule changes", kOptional, {}, nullptr, 1, kMaxCount},
    {"enabled", boolean, "false: switched off unless an option switches it on"},
    {"unseen", text, "why sample pages may show nothing of the rule: where its words were seen, or that nobody saw them"},
    {"score", number, "evidence in words of prose; negative: boilerplate", kOptional, {}, nullptr, -kMaxScoreWords, kMaxScoreWords},
    {"weak", boolean, "the score counts only near a line that a rule drops"},
    {"replace", table, "the pattern and its replacement", kOptional, {}, &kReplace},
    {"cut", table, "how far a cut goes", kOptional, {}, &kCut},
    {"decide", name, "the decision over the page that the rule switches on", kOptional, kDecisionNames},
    {"drops", texts, "lines that go"},
    {"keeps", texts, "lines that stay"},
    {"rewrites", text_pairs, "lines before and after"},
    {"when", table, "all of it must hold", kOptional, {}, &kWhen},
    {"unless", table, "any of it stops the rule", kOptional, {}, &kUnless},
    {"case", tables, "small pages", kOptional, {}, &kCase},
};
constexpr TableSchema kRule{"[[rule]]", kRuleKeys};

constexpr KeySchema kSiteKeys[] = {
    {"id", text, "the name that rules use", kRequired},
    {"hosts", texts, "host names of its pages"},
    {"min", integer, "this many signature patterns must occur", kOptional, {}, nullptr, 1, 64},
    {"signature", patterns, "patterns of lines that only this site has", kRequired},
};
constexpr TableSchema kSite{"[[site]]", kSiteKeys};

constexpr KeySchema kOverrideKeys[] = {
    {"rule", text, "id or glob of the rules", kRequired},
    {"enabled", boolean, "switches them on or off"},
    {"confidence", name, "another confidence", kOptional, kConfidenceNames},
    {"score", number, "another score", kOptional, {}, nullptr, -kMaxScoreWords, kMaxScoreWords},
    {"class", name, "another class", kOptional, kClassNames},
};
constexpr TableSchema kOverride{"[[override]]", kOverrideKeys};

/// A table of numbers with one key for each of the names.
template <std::size_t N>
constexpr auto make_weight_keys(const std::array<std::string_view, N>& names) {
  std::array<KeySchema, N> keys{};
  for (std::size_t i = 0; i < N; ++i) keys[i] = {names[i], number, "a weight of the page model", kOptional, {}, nullptr, -1000.0, 1000.0};
  return keys;
}
constexpr auto kWeightKeys = make_weight_keys(kBlockMeasures);
constexpr TableSchema kWeights{"[model.weights]", kWeightKeys};
constexpr auto kContextKeys = make_weight_keys(kContextMeasures);
constexpr TableSchema kContextWeights{"[model.context]", kContextKeys};
constexpr TableSchema kProseWeights{"[model.prose]", kContextKeys};

constexpr KeySchema kModelWordKeys[] = {
    {"labels", texts, "whole lines that are labels of an interface"},
    {"headings", texts, "what headings of link lists and comments start with"},
    {"credits", texts, "what lines of credits and dates start with"},
    {"promotion", texts, "words of subscriptions, accounts and terms"},
    {"speech", texts, "words of reported speech"},
    {"function", texts, "words that carry no topic"},
    {"address", texts, "words that address the reader"},
};
constexpr TableSchema kModelWords{"[model.words]", kModelWordKeys};

constexpr auto make_mark_keys() {
  std::array<KeySchema, kModelMarks.size()> keys{};
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = {kModelMarks[i], texts, "mark rules that find this sign"};
  return keys;
}
constexpr auto kMarkKeys = make_mark_keys();
constexpr TableSchema kMarks{"[model.marks]", kMarkKeys};

constexpr auto make_model_keys() {
  std::array<KeySchema, kModelKeys.size() + 5> keys{};
  for (std::size_t i = 0; i < kModelKeys.size(); ++i) {
    keys[i] = {kModelKeys[i].name, number_or_flag, "a number of the sequence decision", kOptional, {}, nullptr, kModelKeys[i].min, kModelKeys[i].max};
  }
  std::size_t next = kModelKeys.size();
  keys[next++] = {"weights", table, "weights of what a block is", kOptional, {}, &kWeights};
  keys[next++] = {"context", table, "weights of where it stands", kOptional, {}, &kContextWeights};
  keys[next++] = {"prose", table, "the same, once more for paragraphs of prose", kOptional, {}, &kProseWeights};
  keys[next++] = {"words", table, "words and phrases that the model counts", kOptional, {}, &kModelWords};
  keys[next++] = {"marks", table, "mark rules that the model asks", kOptional, {}, &kMarks};
  return keys;
}
constexpr auto kModelTableKeys = make_model_keys();
constexpr TableSchema kModel{"[model]", kModelTableKeys};

constexpr KeySchema kTokenKeys[] = {
    {"link", patterns, "what a link looks like"},
    {"email", patterns, "what an e-mail address looks like"},
    {"time", patterns, "what a date or time looks like"},
};
constexpr TableSchema kTokens{"[tokens]", kTokenKeys};

constexpr KeySchema kPackKeys[] = {
    {"id", text, "every rule id starts with it: lower case letters, digits and -", kRequired},
    {"version", text, "version of the pack"},
    {"title", text, "what the pack is for"},
    {"extends", texts, "packs that must be loaded too"},
    {"license", text, "licence of the pack"},
    {"status", name, "experimental packs are loaded only by name", kOptional, kStatusNames},
};
constexpr TableSchema kPack{"[pack]", kPackKeys};

constexpr KeySchema kFileKeys[] = {
    {"format", integer, "version of the rule language", kRequired, {}, nullptr, 1, 1},
    {"pack", table, "what the pack is", kRequired, {}, &kPack},
    {"lists", texts_by_name, "named literals"},
    {"stopwords", texts_by_name, "language -> words"},
    {"tokens", table, "patterns of the conditions link, email and time", kOptional, {}, &kTokens},
    {"site", tables, "sites and their signatures", kOptional, {}, &kSite},
    {"rule", tables, "the rules", kOptional, {}, &kRule},
    {"override", tables, "changes to rules", kOptional, {}, &kOverride},
    {"model", table, "numbers of the sequence decision", kOptional, {}, &kModel},
    {"case", tables, "small pages for the pack as a whole", kOptional, {}, &kCase},
};
constexpr TableSchema kFile{"the file", kFileKeys};

}  // namespace

const TableSchema& pack_schema() { return kFile; }

}  // namespace cleanscrape
