#include "pipeline/valve.h"

namespace cleanscrape {

WordCount count_words(const Page& page) {
  WordCount words;
  for (std::size_t i = 0; i < page.document.size(); ++i) {
    const std::uint64_t count = page.document.block(i).features.words;
    words.all += count;
    if (!page.verdicts[i].dropped) words.kept += count;
  }
  return words;
}

bool trips(const Valve& valve, const WordCount& words) {
  if (words.kept == words.all) return false;
  const auto dropped = static_cast<double>(words.all - words.kept);
  return dropped > valve.max_drop_share * static_cast<double>(words.all) || words.kept < valve.min_keep_words;
}

void give_back(Page& page) {
  for (Verdict& verdict : page.verdicts) {
    if (!verdict.dropped) continue;
    verdict.dropped = false;
    verdict.stage = Stage::valve;
  }
  page.edits.clear();
}

}  // namespace cleanscrape
