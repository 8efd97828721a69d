#include "rules/toml_depth.h"

#include <algorithm>

namespace cleanscrape {
namespace {

bool is_bare(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

/// Behind the string that starts at `at`; an unclosed one ends with its line, or with the text where it may have several.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
  const bool many_lines = text.substr(at).starts_with(three);
  for (std::size_t i = at + (many_lines ? 3 : 1); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (many_lines ? text.substr(i).starts_with(three) : text[i] == quote || text[i] == '\n') {
      return i + (many_lines ? 3 : 1);
    }
  }
  return text.size();
}

std::size_t behind_part(std::string_view text, std::size_t at) {
  if (text[at] == '"' || text[at] == '\'') return behind_string(text, at);
  while (at < text.size() && is_bare(text[at])) ++at;
  return at;
}

std::size_t behind_space(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

}  // namespace

std::size_t count_key_parts(std::string_view toml) {
  std::size_t most = 0;
  std::size_t parts = 0;
  for (std::size_t i = 0; i < toml.size();) {
    if (toml[i] == '#') i = std::min(toml.find('\n', i), toml.size());
    const std::size_t end = i < toml.size() ? behind_part(toml, i) : i;
    if (end == i) {
      parts = 0;
      ++i;
      continue;
    }
    most = std::max(most, ++parts);
    i = behind_space(toml, end);
    if (i == toml.size() || toml[i] != '.') {
      parts = 0;
      continue;
    }
    i = behind_space(toml, i + 1);
  }
  return most;
}

}  // namespace cleanscrape
