#include "rules/match_cache.h"

#include <algorithm>

#include "base/hash.h"

namespace cleanscrape {

std::size_t MatchCache::slot_of(std::string_view view) { return fingerprint(view) % kSlots; }

void MatchCache::use_for(std::uint64_t rules_fingerprint) {
  if (slots_ && rules_fingerprint == rules_fingerprint_) return;
  slots_ = std::make_unique<std::array<Slot, kSlots>>();
  rules_fingerprint_ = rules_fingerprint;
}

bool MatchCache::find(std::string_view view, Found& found) const {
  if (view.empty() || view.size() > kMaxViewBytes) return false;
  const Slot& slot = (*slots_)[slot_of(view)];
  if (std::string_view(slot.view.data(), slot.view_bytes) != view) return false;
  const std::span<const std::uint32_t> all(slot.found);
  found = {all.first(slot.rules), all.subspan(slot.rules, slot.signatures)};
  return true;
}

void MatchCache::put(std::string_view view, const Found& found) {
  if (view.empty() || view.size() > kMaxViewBytes || found.rules.size() + found.signatures.size() > kMaxFound) return;
  Slot& slot = (*slots_)[slot_of(view)];
  std::copy(view.begin(), view.end(), slot.view.begin());
  slot.view_bytes = static_cast<std::uint32_t>(view.size());
  slot.rules = static_cast<std::uint16_t>(found.rules.size());
  slot.signatures = static_cast<std::uint16_t>(found.signatures.size());
  std::copy(found.signatures.begin(), found.signatures.end(), std::copy(found.rules.begin(), found.rules.end(), slot.found.begin()));
}

}  // namespace cleanscrape
