#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "rules/linker.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxSignatures = SignaturePattern::kMaxOfSite;
/// Of all languages. A set that answers with one probe takes more memory for a word the more it has.
constexpr std::size_t kMaxStopwords = 20'000;

std::string first_at(std::string_view file, std::uint32_t line) { return fmt::format("first at {}:{}", file, line); }

}  // namespace

void Linker::link_stopwords() {
  if (base_ != nullptr) {
    out_.stopwords.assign(base_->stopwords.begin(), base_->stopwords.end());
    return;
  }
  std::map<std::string, StopwordSet> sets;
  std::size_t words = 0;
  for (const Pack& pack : packs_) {
    const Value* table = pack.root.find("stopwords", ValueType::table);
    if (table == nullptr) continue;
    for (const Value& language : table->items) {
      StopwordSet& set = sets[language.key];
      for (const Value& word : table->list(language.key)) {
        if (++words > kMaxStopwords) return place_of(pack).reporter.error(word.at, fmt::format("more than {} stop words", kMaxStopwords));
        set.add(word.text);
      }
    }
  }
  for (const auto& [language, set] : sets) out_.stopwords.push_back({arena_.add_text(language), arena_.add(set.table())});
}

void Linker::link_tokens() {
  if (base_ != nullptr) {
    out_.tokens = base_->tokens;
    return;
  }
  constexpr std::pair<std::string_view, TokenKind> kKinds[] = {
      {"link", TokenKind::link}, {"email", TokenKind::email}, {"time", TokenKind::time}};
  std::array<std::vector<std::string>, kTokenKinds> patterns;
  for (const Pack& pack : packs_) {
    const Value* table = pack.root.find("tokens", ValueType::table);
    if (table == nullptr) continue;
    Place place = place_of(pack);
    for (const auto& [name, kind] : kKinds) {
      for (const Value& pattern : table->list(name)) {
        if (link_pattern(place, pattern)) patterns[static_cast<std::size_t>(kind)].push_back(pattern.text);
      }
    }
  }
  for (std::size_t kind = 0; kind < kTokenKinds; ++kind) {
    if (patterns[kind].empty()) continue;
    std::sort(patterns[kind].begin(), patterns[kind].end());
    out_.tokens[kind] = static_cast<PatternIndex>(out_.programs.size());
    out_.patterns.push_back(make_pattern(fmt::format("(?:{})", fmt::join(patterns[kind], ")|(?:")), arena_));
    out_.programs.push_back(nullptr);
  }
}

void Linker::link_sites() {
  bool is_base_there = base_ == nullptr;
  for (const Pack& pack : packs_) {
    if (!is_base_there && pack.source->path > kBuiltinPrefix) add_base_sites(), is_base_there = true;
    Place place = place_of(pack);
    for (const Value& written : pack.root.list("site")) link_site(place, written);
  }
  if (!is_base_there) add_base_sites();
  std::sort(out_.signatures.begin(), out_.signatures.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
}

void Linker::link_site(Place& place, const Value& written) {
  const Value* id = written.find("id", ValueType::text);
  if (id == nullptr) return;
  const auto [known, is_new] = site_index_.try_emplace(id->text, static_cast<SiteIndex>(out_.sites.size()));
  if (!is_new) {
    const Site& first = out_.sites[known->second];
    place.reporter.error(id->at, fmt::format("site '{}' is defined twice", id->text), first_at(first.file, first.line));
    return;
  }
  std::vector<FlatText> hosts;
  for (const Value& host : written.list("hosts")) hosts.emplace_back(arena_.add_text(host.text));
  Site site{arena_.add_text(id->text), arena_.add(hosts), written.count_or("min", 1), arena_.add_text(place.pack.source->path), written.at.line};
  const std::vector<Value>& signatures = written.list("signature");
  if (signatures.size() > kMaxSignatures) {
    place.reporter.error(signatures[kMaxSignatures].at, fmt::format("a site has at most {} signature patterns", kMaxSignatures));
  } else if (written.find("signature", ValueType::array) != nullptr && site.min_signatures > signatures.size()) {
    place.reporter.error(written.at,
                         fmt::format("'min' is {}, but the site has {} signature patterns", site.min_signatures, signatures.size()));
  }
  for (std::size_t i = 0; i < signatures.size() && i < kMaxSignatures; ++i) {
    const auto number = static_cast<std::uint32_t>(known->second * kMaxSignatures + i);
    if (const auto pattern = link_pattern(place, signatures[i])) out_.signatures.push_back({number, *pattern});
  }
  out_.sites.push_back(site);
}

}  // namespace cleanscrape
