#include "render/copies_shown.h"

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "text/comparison.h"
#include "text/sentences.h"

namespace cleanscrape {
namespace {

std::uint64_t key_of(std::string_view text) {
  std::string folded;
  fold_for_comparison(text, {}, folded);
  return fingerprint(folded);
}

std::vector<std::uint64_t> keys_of_sentences(std::string_view view) {
  std::vector<TextRange> sentences;
  split_sentences(view, sentences);
  std::vector<std::uint64_t> keys;
  keys.reserve(sentences.size());
  for (const TextRange& sentence : sentences) keys.push_back(key_of(sentence.of(view)));
  return keys;
}

bool is_copy(const Verdict& verdict) { return verdict.dropped && verdict.stage == Stage::duplicate; }

}  // namespace

CopiesShown::CopiesShown(const Page& page) : page_(page) {
  if (std::ranges::none_of(page.verdicts, is_copy)) return;
  for (BlockIndex i = 0; i < page.document.size(); ++i) {
    if (page.verdicts[i].dropped) continue;
    const std::string_view view = page.document.block(i).view;
    texts_.emplace(key_of(view), i);
    for (const std::uint64_t key : keys_of_sentences(view)) texts_.emplace(key, i);
  }
}

std::vector<BlockIndex> CopiesShown::of(BlockIndex block) const {
  const std::string_view view = page_.document.block(block).view;
  if (const auto whole = texts_.find(key_of(view)); whole != texts_.end()) return {whole->second};
  std::vector<BlockIndex> blocks;
  for (const std::uint64_t key : keys_of_sentences(view)) {
    const auto found = texts_.find(key);
    if (found == texts_.end()) return {};
    blocks.push_back(found->second);
  }
  std::ranges::sort(blocks);
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

}  // namespace cleanscrape
