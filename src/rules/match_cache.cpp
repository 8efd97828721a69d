#include "rules/match_cache.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"

namespace cleanscrape {

std::size_t MatchCache::set_of(std::string_view view) { return fingerprint(view) % kSets; }

void MatchCache::use_for(std::uint64_t rules_fingerprint) {
  if (entries_ && rules_fingerprint == rules_fingerprint_) return;
  if (!entries_) entries_ = std::make_unique_for_overwrite<Entry[]>(2 * kSets);
  sets_.fill({});
  entry_count_ = 0;
  rules_fingerprint_ = rules_fingerprint;
}

bool MatchCache::says(EntryNumber number, std::string_view view, Found& found) const {
  if (number == 0) return false;
  const Entry& entry = entries_[number - 1U];
  if (std::string_view(entry.view.data(), entry.view_bytes) != view) return false;
  const std::span<const std::uint32_t> all(entry.found);
  found = {all.first(entry.rules), all.subspan(entry.rules, entry.signatures)};
  return true;
}

bool MatchCache::find(std::string_view view, Found& found) const {
  if (view.empty() || view.size() > kMaxViewBytes) return false;
  const Set& set = sets_[set_of(view)];
  return says(set.newer, view, found) || says(set.older, view, found);
}

void MatchCache::put(std::string_view view, const Found& found) {
  if (view.empty() || view.size() > kMaxViewBytes || found.rules.size() + found.signatures.size() > kMaxFound) return;
  Set& set = sets_[set_of(view)];
  std::swap(set.newer, set.older);
  if (set.newer == 0) set.newer = static_cast<EntryNumber>(++entry_count_);
  Entry& entry = entries_[set.newer - 1U];
  std::copy(view.begin(), view.end(), entry.view.begin());
  entry.view_bytes = static_cast<std::uint32_t>(view.size());
  entry.rules = static_cast<std::uint16_t>(found.rules.size());
  entry.signatures = static_cast<std::uint16_t>(found.signatures.size());
  std::copy(found.signatures.begin(), found.signatures.end(), std::copy(found.rules.begin(), found.rules.end(), entry.found.begin()));
}

}  // namespace cleanscrape
