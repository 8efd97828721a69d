#include "rules/linker.h"

#include <algorithm>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

/// Counting columns costs the length of the line, for each value on it.
constexpr std::uint32_t kMaxColumn = 10'000;

/// The rest of the line from a column on, which counts code points from 1.
std::string_view from_column(std::string_view line, std::uint32_t column) {
  for (; column > 1 && !line.empty(); --column) line.remove_prefix(decode_at(line, 0).size_bytes);
  return line;
}

std::size_t quote_bytes(std::string_view text) {
  if (text.starts_with("'''") || text.starts_with("\"\"\"")) return 3;
  return text.starts_with('\'') || text.starts_with('"') ? 1 : 0;
}

}  // namespace

Linker::Linker(const LinkedPacks& packs, const RuleImage* base, LinkedRules& out, Diagnostics& errors, Diagnostics& warnings)
    : packs_(packs.all.first(packs.to_link)),
      packs_with_lists_(packs.all),
      base_(base),
      out_(out),
      arena_(*out.arena),
      errors_(errors),
      warnings_(warnings) {
  if (base == nullptr) return;
  out.programs.resize(base->patterns.size());
  out.totals = base->totals;
}

void Linker::link() {
  link_stopwords();
  link_tokens();
  link_sites();
  link_model();
  link_rules();
  link_model_marks();
  link_overrides();
  link_examples();
}

Linker::Place Linker::place_of(const Pack& pack) const {
  return {pack, Reporter(pack.source->path, errors_), Reporter(pack.source->path, warnings_)};
}

Mark mark_inside(const LineIndex& source, const Value& value, std::string_view fragment) {
  const std::size_t in_value = value.text.find(fragment);
  if (fragment.empty() || in_value == std::string_view::npos || value.at.column > kMaxColumn) return value.at;
  const std::string_view written = from_column(source.line(value.at.line), value.at.column);
  const std::size_t quotes = quote_bytes(written);
  const bool as_written = quotes > 0 && written.substr(quotes).starts_with(value.text);  // no escapes, on one line
  if (!as_written) return value.at;
  const std::size_t code_points = count_code_points(std::string_view(value.text).substr(0, in_value));
  return {value.at.line, value.at.column + static_cast<std::uint32_t>(quotes + code_points)};
}

}  // namespace cleanscrape
