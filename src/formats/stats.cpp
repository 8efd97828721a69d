#include "formats/stats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "cleanscrape/cleanscrape.h"

namespace cleanscrape {
namespace {

using Json = nlohmann::ordered_json;

struct Sum {
  const char* name;
  std::uint64_t Totals::*value;
};
constexpr std::array<Sum, 10> kSums{{{"inputs", &Totals::inputs},
                                     {"records", &Totals::records},
                                     {"bad_records", &Totals::bad_records},
                                     {"pages", &Totals::pages},
                                     {"changed_pages", &Totals::changed_pages},
                                     {"overdropped_pages", &Totals::overdropped_pages},
                                     {"bytes_in", &Totals::bytes_in},
                                     {"bytes_out", &Totals::bytes_out},
                                     {"words_in", &Totals::words_in},
                                     {"words_out", &Totals::words_out}}};

struct Group {
  const char* name;
  Totals::DroppedBy Totals::*value;
};
constexpr std::array<Group, 3> kGroups{{{"dropped_by_class", &Totals::dropped_by_class},
                                        {"dropped_by_stage", &Totals::dropped_by_stage},
                                        {"dropped_by_rule", &Totals::dropped_by_rule}}};

Json group_json(const Totals::DroppedBy& group) {
  Json json = Json::object();
  for (const auto& [name, dropped] : group) json[name] = {{"ranges", dropped.ranges}, {"bytes", dropped.bytes}};
  return json;
}

void read_group(const Json& json, Totals::DroppedBy& group) {
  for (const auto& [name, dropped] : json.items()) {
    group[name] = {dropped.at("ranges").get<std::uint64_t>(), dropped.at("bytes").get<std::uint64_t>()};
  }
}

/// Throws nlohmann's exceptions where something is missing or of the wrong type.
Stats read_stats(const Json& json) {
  Stats stats;
  stats.rules_fingerprint = json.at("rules").get<std::string>();
  for (const Sum& sum : kSums) stats.totals.*sum.value = json.at(sum.name).get<std::uint64_t>();
  for (const Group& group : kGroups) read_group(json.at(group.name), stats.totals.*group.value);
  stats.totals.pages_by_kept_share = json.at("pages_by_kept_share").get<decltype(Totals::pages_by_kept_share)>();
  stats.totals.pages_by_size = json.at("pages_by_size").get<decltype(Totals::pages_by_size)>();
  return stats;
}

}  // namespace

std::string render_stats(const Stats& stats) {
  Json json;
  json["stats"] = 1;
  json["version"] = version();
  json["rules"] = stats.rules_fingerprint;
  for (const Sum& sum : kSums) json[sum.name] = stats.totals.*sum.value;
  for (const Group& group : kGroups) json[group.name] = group_json(stats.totals.*group.value);
  json["pages_by_kept_share"] = stats.totals.pages_by_kept_share;
  json["pages_by_size"] = stats.totals.pages_by_size;
  constexpr int kIndent = 1;
  return json.dump(kIndent) + "\n";
}

Result<Stats> parse_stats(std::string_view json, const std::string& name) {
  try {
    return read_stats(Json::parse(json));
  } catch (const Json::exception& error) {
    std::string_view what = error.what();
    what.remove_prefix(std::min(what.find("] ") + 2, what.size()));  // "[json.exception.NAME.NUMBER] "
    return Diagnostic{Severity::error, {name, 0, 0}, fmt::format("not a file of --stats: {}", what), {}, {}};
  }
}

Result<Stats> merge_stats(const std::vector<Stats>& shards, const std::vector<std::string>& names) {
  Stats sum;
  Diagnostics errors;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    if (i == 0) sum.rules_fingerprint = shards[i].rules_fingerprint;
    if (shards[i].rules_fingerprint != sum.rules_fingerprint) {
      errors.push_back({Severity::error,
                        {names[i], 0, 0},
                        fmt::format("made with other rules ({}) than {} ({})", shards[i].rules_fingerprint, names[0], sum.rules_fingerprint),
                        {},
                        {}});
    }
    sum.totals.add(shards[i].totals);
  }
  if (!errors.empty()) return errors;
  return sum;
}

}  // namespace cleanscrape
