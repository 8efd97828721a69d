#include "rules/tiered_index.h"

#include <utility>

#include "text/fold_case.h"

namespace cleanscrape {
namespace {

enum class Bytes : std::uint8_t { any, ascii };

/// Whether a block with more than `words` words in Latin letters can have the literal.
bool fits(const SearchLiteral& literal, std::uint32_t words, Bytes bytes) {
  if (bytes == Bytes::ascii && !is_ascii(literal.text)) return false;
  return literal.place != LiteralPlace::whole || literal.text.size() > 2 * std::size_t{words};
}

/// What of the trigger can be seen on blocks with more than `words` words in Latin letters.
void add_parts(const Trigger& trigger, std::uint32_t words, Bytes bytes, std::vector<IndexedPart>& parts) {
  for (std::size_t i = 0; i < trigger.parts.size(); ++i) {
    const TriggerPart& part = trigger.parts[i];
    if (part.max_latin_words <= words && words > 0) continue;
    IndexedPart reduced{trigger.target, part_set(i), {}, part.first, part.last, part.is_open(), trigger.gate};
    reduced.gate.narrow(part.gate);
    for (const SearchLiteral& literal : part.literals) {
      if (fits(literal, words, bytes)) reduced.literals.push_back(&literal);
    }
    parts.push_back(std::move(reduced));
  }
}

std::vector<IndexedPart> reduce_all(std::span<const Trigger> triggers, std::uint32_t words, Bytes bytes) {
  std::vector<IndexedPart> parts;
  for (const Trigger& trigger : triggers) {
    if (trigger.max_latin_words <= words && words > 0) continue;
    if (bytes == Bytes::ascii && trigger.needs_non_ascii) continue;
    add_parts(trigger, words, bytes, parts);
  }
  return parts;
}

}  // namespace

TieredIndex::TieredIndex(std::span<const Trigger> triggers, FlatArena& arena) {
  for (std::size_t tier = 0; tier < kTiers; ++tier) {
    any_text_[tier] = TriggerIndex(reduce_all(triggers, kTierWords[tier], Bytes::any), arena);
    ascii_[tier] = TriggerIndex(reduce_all(triggers, kTierWords[tier], Bytes::ascii), arena);
  }
}

void TieredIndex::collect(const BlockView& block, MatchScratch::State& state) const {
  std::size_t tier = kTiers - 1;
  while (tier > 0 && block.features.latin_words <= kTierWords[tier]) --tier;
  (block.features.ascii ? ascii_[tier] : any_text_[tier]).collect(block, state);
}

}  // namespace cleanscrape
