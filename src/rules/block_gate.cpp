#include "rules/block_gate.h"

#include "rules/pattern_shape.h"
#include "text/utf8.h"

namespace cleanscrape {

BlockFacts::BlockFacts(const BlockView& block)
    : code_points(block.features.code_points),
      first_bit(CharSet::bit_of(decode_at(block.text, 0).code_point)),
      last_bit(CharSet::bit_of(last_code_point(block.text))) {
  const Features& f = block.features;
  const auto add = [this](bool is_so, std::uint32_t sign) { signs |= is_so ? sign : 0; };
  add(f.has_at_sign, block_sign::kMail);
  add(f.has_url_mark, block_sign::kUrl);
  add(f.digits > 0, block_sign::kDigit);
  add(f.side_by_side, block_sign::kSideBySide);
  signs |= f.ends_sentence ? block_sign::kSentenceEnd : block_sign::kNoSentenceEnd;
  signs |= f.list_item ? block_sign::kListItem : block_sign::kNoListItem;
  add(f.letters_in(ScriptGroup::hangul) > 0, block_sign::kHangul);
}

}  // namespace cleanscrape
