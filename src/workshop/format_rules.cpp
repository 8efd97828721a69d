#include "workshop/format_rules.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/parse_toml.h"
#include "workshop/format_arrays.h"

namespace cleanscrape {
namespace {

/// What is open at a line's end.
struct Nesting {
  int brackets = 0;             ///< of arrays and inline tables
  std::string_view multi_line;  ///< `'''` or `"""` while such a string is open
};

enum class LineKind : std::uint8_t { blank, comment, table, key, inside };

struct SourceLine {
  LineKind kind = LineKind::blank;
  std::string text;            ///< without white space at its ends; as it is inside a multi-line string
  std::size_t key_bytes = 0;   ///< of `key`: the key's length
  std::string value;           ///< of `key`: what stands behind `=`
  bool starts_in_string = false;
  bool closes_first = false;   ///< of `inside`: starts with a closing bracket
};

/// Reads on over one line and keeps track of strings, brackets and comments.
void scan(std::string_view line, Nesting& nesting) {
  for (std::size_t i = 0; i < line.size();) {
    const std::string_view rest = line.substr(i);
    if (!nesting.multi_line.empty()) {
      if (nesting.multi_line == "\"\"\"" && rest[0] == '\\') {
        i += 2;
      } else if (rest.starts_with(nesting.multi_line)) {
        nesting.multi_line = {};
        i += 3;
        while (i < line.size() && line[i] == rest[0]) ++i;  // up to two quotation marks may stand before the closing ones
      } else {
        ++i;
      }
      continue;
    }
    if (rest.starts_with("'''") || rest.starts_with("\"\"\"")) {
      nesting.multi_line = rest.substr(0, 3) == "'''" ? "'''" : "\"\"\"";
      i += 3;
    } else if (rest[0] == '\'' || rest[0] == '"') {
      const char quote = rest[0];
      for (++i; i < line.size() && line[i] != quote; ++i) i += quote == '"' && line[i] == '\\' ? 1U : 0U;
      ++i;
    } else if (rest[0] == '#') {
      return;
    } else {
      nesting.brackets += rest[0] == '[' || rest[0] == '{' ? 1 : rest[0] == ']' || rest[0] == '}' ? -1 : 0;
      ++i;
    }
  }
}

SourceLine read_line(std::string_view line, Nesting& nesting) {
  SourceLine read;
  read.starts_in_string = !nesting.multi_line.empty();
  const bool inside = read.starts_in_string || nesting.brackets > 0;
  const std::string_view stripped = strip(line);
  read.text = read.starts_in_string ? line : stripped;
  if (inside) {
    read.kind = LineKind::inside;
    read.closes_first = stripped.starts_with(']') || stripped.starts_with('}');
  } else if (stripped.empty() || stripped[0] == '#') {
    read.kind = stripped.empty() ? LineKind::blank : LineKind::comment;
    return read;
  } else if (stripped[0] == '[') {
    read.kind = LineKind::table;
    return read;
  } else {
    read.kind = LineKind::key;
    const std::size_t equals = stripped.find('=');
    read.key_bytes = strip(stripped.substr(0, equals)).size();
    read.value = strip(stripped.substr(std::min(equals + 1, stripped.size())));
    read.text = strip(stripped.substr(0, equals));
  }
  scan(line, nesting);
  // white space at the end of a line that opens a string belongs to no value only while the string is closed again
  if (!nesting.multi_line.empty() && !read.starts_in_string && read.kind == LineKind::key && !line.empty()) {
    const std::size_t equals = line.find('=');
    std::string_view value = line.substr(equals + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    read.value = value;
  }
  return read;
}

std::vector<SourceLine> read_lines(std::string_view text) {
  std::vector<SourceLine> lines;
  Nesting nesting;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(read_line(text.substr(0, end), nesting));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The text of the value that starts on the line `at`, up to before `end`.
std::string value_text(const std::vector<SourceLine>& lines, std::size_t at, std::size_t end) {
  std::string text = lines[at].value;
  for (std::size_t i = at + 1; i < end; ++i) text += "\n" + lines[i].text;
  return text;
}

/// Lays arrays out anew that hold no comment.
std::vector<SourceLine> lay_out_arrays(const std::vector<SourceLine>& lines) {
  std::vector<SourceLine> out;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    while (end < lines.size() && lines[end].kind == LineKind::inside) ++end;
    const auto items = lines[i].kind == LineKind::key ? read_array_items(value_text(lines, i, end)) : std::nullopt;
    if (!items) {
      out.insert(out.end(), lines.begin() + static_cast<std::ptrdiff_t>(i), lines.begin() + static_cast<std::ptrdiff_t>(end));
    } else {
      const std::vector<std::string> laid = lay_out_array(*items, lines[i].key_bytes + 3);
      out.push_back(lines[i]);
      out.back().value = laid.front();
      // the inner lines are indented already, as those of a string are
      for (std::size_t k = 1; k < laid.size(); ++k) out.push_back({LineKind::inside, laid[k], 0, {}, true, false});
    }
    i = end;
  }
  return out;
}

/// For each line the column that `=` has there, less one: the longest key of its block of neighbouring keys, which comments do not end. 0 where
/// half of the block's values stand on several lines: what is not below each other need not be aligned.
std::vector<std::size_t> key_widths(const std::vector<SourceLine>& lines) {
  std::vector<std::size_t> widths(lines.size(), 0);
  const auto in_block = [&](std::size_t i) { return lines[i].kind == LineKind::key || lines[i].kind == LineKind::inside || lines[i].kind == LineKind::comment; };
  for (std::size_t first = 0; first < lines.size(); ++first) {
    std::size_t width = 0;
    std::size_t keys = 0;
    std::size_t long_values = 0;
    std::size_t end = first;
    for (; end < lines.size() && in_block(end); ++end) {
      width = std::max(width, lines[end].key_bytes);
      if (lines[end].kind != LineKind::key) continue;
      ++keys;
      long_values += end + 1 < lines.size() && lines[end + 1].kind == LineKind::inside ? 1U : 0U;
    }
    if (2 * long_values < keys) std::fill(widths.begin() + static_cast<std::ptrdiff_t>(first), widths.begin() + static_cast<std::ptrdiff_t>(end), width);
    first = end;
  }
  return widths;
}

std::string write(const std::vector<SourceLine>& lines) {
  std::string out;
  const std::vector<std::size_t> widths = key_widths(lines);
  bool blank_wanted = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const SourceLine& line = lines[i];
    const bool own_table = line.text.starts_with("[rule.") || line.text.starts_with("[[rule.");
    if (line.kind == LineKind::blank) {
      blank_wanted = !out.empty();
      continue;
    }
    const bool after_comment = i > 0 && lines[i - 1].kind == LineKind::comment;
    if (line.kind == LineKind::table && !own_table && !out.empty() && !after_comment) blank_wanted = true;
    if (line.kind == LineKind::table && own_table && !after_comment) blank_wanted = false;
    if (blank_wanted && line.kind != LineKind::inside) out += '\n';
    blank_wanted = false;
    if (line.kind == LineKind::key) {
      out += line.text + std::string(std::max(widths[i], line.key_bytes) - line.key_bytes, ' ') + " = " + line.value;
    } else if (line.kind == LineKind::inside && !line.starts_in_string) {
      out += (line.closes_first || line.text.empty() ? "" : "  ") + line.text;
    } else {
      out += line.text;
    }
    out += '\n';
  }
  return out;
}

bool same(const Value& a, const Value& b) {
  if (a.type != b.type || a.key != b.key || a.text != b.text || a.integer != b.integer || a.number != b.number || a.boolean != b.boolean) return false;
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same);
}

}  // namespace

Result<std::string> format_rules(const RuleSource& source) {
  Diagnostics errors;
  Reporter reporter(source.path, errors);
  const std::optional<Value> before = parse_toml(source, reporter);
  if (!before) return errors;
  std::string formatted = write(lay_out_arrays(read_lines(source.text)));
  const std::optional<Value> after = parse_toml({source.path, formatted}, reporter);
  if (after && same(*before, *after)) return formatted;
  return Diagnostic{Severity::error, {source.path, 1, 1}, "cannot be formatted without a change of its meaning", "is a key or string written in an unusual way?", {}};
}

}  // namespace cleanscrape
