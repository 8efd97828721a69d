#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "workshop/lints.h"

namespace cleanscrape {
namespace {

using Allowed = std::set<std::pair<std::uint32_t, std::string>>;  // line, lint

/// `ID, ID: why`: the names up to the colon.
void add_ids(std::string_view list, std::uint32_t line, Allowed& allowed) {
  list = list.substr(0, list.find(':'));
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(" ,"), list.size());
    if (end > 0) allowed.emplace(line, std::string(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

Allowed read_allowed(std::string_view text) {
  constexpr std::string_view kMark = "# lint: allow ";
  Allowed allowed;
  Allowed pending;  // of comment lines, for the next line that is none
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view written = text.substr(0, end);
    const std::size_t first = std::min(written.find_first_not_of(" \t"), written.size());
    const bool is_comment = written.substr(first).starts_with('#');
    if (const std::size_t mark = written.find(kMark); mark != std::string_view::npos) {
      add_ids(written.substr(mark + kMark.size()), line, is_comment ? pending : allowed);
    }
    if (!is_comment) {
      for (const auto& [from, id] : pending) allowed.emplace(line, id);
      pending.clear();
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return allowed;
}

}  // namespace

void remove_allowed(std::span<const RuleSource> sources, Diagnostics& found) {
  for (const RuleSource& source : sources) {
    if (source.text.find("# lint: allow ") == std::string::npos) continue;
    const Allowed allowed = read_allowed(source.text);
    std::erase_if(found, [&](const Diagnostic& diagnostic) {
      return diagnostic.severity == Severity::warning && diagnostic.place.file == source.path && allowed.contains({diagnostic.place.line, diagnostic.lint});
    });
  }
}

}  // namespace cleanscrape
