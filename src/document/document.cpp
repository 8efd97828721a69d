#include "document/document.h"

#include <algorithm>
#include <cstring>

#include "document/layout.h"
#include "document/side_by_side.h"

namespace cleanscrape {
namespace {

/// So many bytes of a page or more have one clause.
constexpr std::size_t kUsualClauseBytes = 48;

/// The offset of the line end at or after `begin`: a line feed, or the page's end.
std::size_t find_line_feed(std::string_view page, std::size_t begin) {
  const void* found = std::memchr(page.data() + begin, '\n', page.size() - begin);
  return found == nullptr ? page.size() : static_cast<std::size_t>(static_cast<const char*>(found) - page.data());
}

Line line_at(std::string_view page, std::size_t begin, std::size_t feed) {
  const bool has_carriage_return = feed > begin && feed < page.size() && page[feed - 1] == '\r';
  const TextRange text{begin, has_carriage_return ? feed - 1 : feed};
  return {text, trim(page, text)};
}

}  // namespace

void Document::segment(std::string_view page, const StopwordSet& english) {
  page_ = page;
  lines_.clear();
  blocks_.clear();
  arena_.clear();
  clauses_.clear();
  clauses_.reserve(page.size() / kUsualClauseBytes);
  split_lines();
  make_blocks(english);
  measure_blocks(english);
  mark_side_by_side();
}

void Document::split_lines() {
  for (std::size_t begin = 0; begin < page_.size();) {
    const std::size_t feed = find_line_feed(page_, begin);
    lines_.push_back(line_at(page_, begin, feed));
    begin = std::min(feed + 1, page_.size());
  }
}

void Document::make_blocks(const StopwordSet& english) {
  HardWrapMeter meter;
  for (const Line& line : lines_) meter.add({line.text.of(page_), line.visible.of(page_)});
  is_hard_wrapped_ = meter.is_hard_wrapped();
  const JoinContext context{is_hard_wrapped_, english};
  for (std::uint32_t begin = 0; begin < lines_.size();) {
    if (lines_[begin].is_blank()) {
      ++begin;
      continue;
    }
    std::uint32_t end = begin + 1;
    while (end < lines_.size() && !lines_[end].is_blank()) ++end;
    line_counts_.clear();
    run_.clear();
    for (std::uint32_t i = begin; i < end; ++i) run_.push_back({lines_[i].text.of(page_), lines_[i].visible.of(page_)});
    joiner_.join(run_, context, line_counts_);
    for (const std::uint32_t count : line_counts_) {
      add_block(count > 1 ? BlockKind::wrapped : BlockKind::line, begin, count);
      begin += count;
    }
  }
}

void Document::add_block(BlockKind kind, std::uint32_t first_line, std::uint32_t line_count) {
  Block block;
  block.kind = kind;
  block.first_line = first_line;
  block.line_count = line_count;
  block.range = TextRange{lines_[first_line].visible.begin, lines_[first_line + line_count - 1].visible.end};
  blocks_.push_back(block);
}

void Document::measure_blocks(const StopwordSet& english) {
  for (Block& block : blocks_) {
    scratch_.clear();
    source_ranges(block, scratch_);
    const std::string_view view = view_maker_.make(page_, scratch_);
    block.view_is_slice = view_maker_.is_slice();
    block.view = block.view_is_slice ? view : arena_.store(view);
    measure_block(block, english);
  }
}

void Document::measure_block(Block& block, const StopwordSet& english) {
  block.first_clause = static_cast<std::uint32_t>(clauses_.size());
  block.features = measure(block.view, english, &clauses_);
  block.clause_count = static_cast<std::uint32_t>(clauses_.size()) - block.first_clause;
}

void Document::mark_side_by_side() {
  if (!find_side_by_side(page_, lines_, side_by_side_)) return;
  for (Block& block : blocks_) {
    const auto first = side_by_side_.begin() + static_cast<std::ptrdiff_t>(block.first_line);
    block.features.side_by_side = std::find(first, first + static_cast<std::ptrdiff_t>(block.line_count), true) != first + static_cast<std::ptrdiff_t>(block.line_count);
  }
}

void Document::set_view(std::size_t index, std::string_view view, const StopwordSet& english) {
  Block& block = blocks_[index];
  while (view.starts_with(' ')) view.remove_prefix(1);
  while (view.ends_with(' ')) view.remove_suffix(1);
  block.view = arena_.store(view);
  block.view_is_slice = false;
  const bool side_by_side = block.features.side_by_side;
  measure_block(block, english);
  block.features.side_by_side = side_by_side;
}

void Document::source_ranges(const Block& block, std::vector<TextRange>& ranges) const {
  if (block.kind != BlockKind::wrapped) {
    ranges.push_back(block.range);
    return;
  }
  for (std::uint32_t i = 0; i < block.line_count; ++i) ranges.push_back(lines_[block.first_line + i].visible);
}

}  // namespace cleanscrape
