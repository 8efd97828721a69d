#include "rules/tokens.h"

#include <algorithm>

namespace cleanscrape {
namespace {

std::size_t index_of(TokenKind kind) { return static_cast<std::size_t>(kind); }

/// Every token of the kind has this mark, and looking for the mark costs nothing.
bool may_hold(TokenKind kind, const Features& features) {
  switch (kind) {
    case TokenKind::link: return features.has_url_mark;
    case TokenKind::email: return features.has_at_sign;
    case TokenKind::time: return features.digits > 0;
  }
  return true;
}

/// Code points of a view that are no space.
std::size_t visible_code_points(std::string_view view) {
  return static_cast<std::size_t>(std::count_if(view.begin(), view.end(), [](char c) {
    const bool is_continuation = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    return !is_continuation && c != ' ';
  }));
}

}  // namespace

bool Tokens::has(TokenKind kind, const BlockView& block, ViewFolding& folding) const {
  const PatternIndex pattern = by_kind_[index_of(kind)];
  return pattern != kNoPattern && may_hold(kind, block.features) && patterns_->matches(pattern, block.text, block.features.code_points, folding);
}

double Tokens::share(TokenKind kind, const BlockView& block) const {
  const PatternIndex pattern = by_kind_[index_of(kind)];
  if (pattern == kNoPattern || !may_hold(kind, block.features)) return 0.0;
  std::size_t covered = 0;
  for (std::size_t offset = 0; offset < block.text.size();) {
    const auto match = patterns_->find(pattern, block.text, block.features.code_points, offset);
    if (!match) break;
    covered += visible_code_points(match->whole.of(block.text));
    offset = std::max(match->whole.end, offset + 1);
  }
  const std::size_t visible = visible_code_points(block.text);
  return visible == 0 ? 0.0 : static_cast<double>(covered) / static_cast<double>(visible);
}

}  // namespace cleanscrape
