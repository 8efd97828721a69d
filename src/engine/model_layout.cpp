#include "engine/model_layout.h"

#include <algorithm>

#include "engine/page.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

std::uint32_t columns_of(std::string_view space) {
  constexpr std::uint32_t kTabColumns = 8;
  std::uint32_t columns = 0;
  for (std::size_t i = 0; i < space.size();) {
    const DecodedChar c = decode_at(space, i);
    columns = c.code_point == '\t' ? (columns / kTabColumns + 1) * kTabColumns : columns + 1;
    i += c.size_bytes;
  }
  return columns;
}

bool has_gap(const Document& document, const Block& first, const Block& second) {
  const auto lines = document.lines().subspan(first.first_line + first.line_count, second.first_line - first.first_line - first.line_count);
  return std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.is_blank(); });
}

}  // namespace

void find_layout(const Page& page, std::vector<BlockLayout>& layout) {
  layout.assign(page.count(), {});
  for (Position i = 0; i < page.count(); ++i) {
    const Block& block = page.at(i);
    const std::size_t begin = page.document.lines()[block.first_line].text.begin;
    layout[i].indent_columns = columns_of(page.document.page().substr(begin, block.range.begin - begin));
    if (i == 0) continue;
    layout[i].gap_before = layout[i - 1].gap_after = has_gap(page.document, page.at(i - 1), block);
  }
}

}  // namespace cleanscrape
