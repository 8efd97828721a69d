#include "workshop/check_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/line_index.h"
#include "text/graphemes.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return {};
}

std::string to_text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

/// The lines of each file, by path.
std::map<std::string_view, LineIndex> lines_of(std::span<const RuleSource> sources) {
  std::map<std::string_view, LineIndex> lines;
  for (const RuleSource& source : sources) lines.emplace(source.path, LineIndex(source.text));
  return lines;
}

/// The source line around the column, and a caret below it. Long lines are shown from a little before the place.
std::string render_source(std::string_view line, std::uint32_t column) {
  constexpr std::size_t kMaxGraphemes = 100;
  constexpr std::size_t kMaxBefore = 60;
  constexpr std::uint32_t kMaxColumn = 10'000;  // finding it costs its length
  if (column > kMaxColumn) return {};
  std::size_t before = 0;  // bytes before the column
  for (std::uint32_t i = 1; i < column && before < line.size(); ++i) before += decode_at(line, before).size_bytes;
  std::size_t begin = 0;
  for (std::size_t left = count_code_points(line.substr(0, before)); left > kMaxBefore; --left) begin += decode_at(line, begin).size_bytes;
  std::string caret;
  for (std::size_t at = begin; at < before; at += decode_at(line, at).size_bytes) {
    caret += line[at] == '\t' ? "\t" : decode_at(line, at).code_point >= 0x1100 ? "  " : " ";
  }
  return fmt::format("    {}{}\n    {}{}^\n", begin > 0 ? "…" : "", shorten(line.substr(begin), kMaxGraphemes), begin > 0 ? " " : "", caret);
}

/// Bytes for which `is_special` holds as %XX.
template <typename Predicate>
std::string percent_encoded(std::string_view text, Predicate is_special) {
  std::string out;
  for (const char c : text) out += is_special(c) ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  return out;
}

/// As GitHub's workflow commands want their message, and their properties.
std::string escape_command(std::string_view text) {
  return percent_encoded(text, [](char c) { return c == '%' || c == '\n' || c == '\r'; });
}
std::string escape_property(std::string_view text) {
  return percent_encoded(text, [](char c) { return c == '%' || c == '\n' || c == '\r' || c == ':' || c == ','; });
}

/// A path as a relative URI reference (RFC 3986).
std::string path_as_uri(std::string_view path) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos; };
  return percent_encoded(path, [&](char c) { return !is_plain(c); });
}

}  // namespace

std::string render_check(std::span<const RuleSource> sources, const Diagnostics& found, bool color) {
  std::map<std::string_view, LineIndex> lines = lines_of(sources);
  std::string out;
  std::size_t errors = 0;
  for (const Diagnostic& diagnostic : found) {
    const bool is_error = diagnostic.severity == Severity::error;
    errors += is_error ? 1U : 0U;
    out += color ? fmt::format("\x1b[{}m{}\x1b[0m\n", is_error ? 31 : 33, to_string(diagnostic)) : to_string(diagnostic) + "\n";
    if (diagnostic.place.line > 0) out += render_source(lines[diagnostic.place.file].line(diagnostic.place.line), std::max(1U, diagnostic.place.column));
  }
  const std::size_t warnings = found.size() - errors;
  return out + fmt::format("{} {}, {} {}\n", errors, errors == 1 ? "error" : "errors", warnings, warnings == 1 ? "warning" : "warnings");
}

std::string render_check_json(const Diagnostics& found) {
  Json list = Json::array();
  for (const Diagnostic& d : found) {
    list.push_back({{"file", d.place.file}, {"line", d.place.line}, {"column", d.place.column}, {"severity", name_of(d.severity)}, {"lint", d.lint}, {"message", d.message}, {"hint", d.hint}});
  }
  return to_text(list);
}

std::string render_check_sarif(const Diagnostics& found) {
  Json results = Json::array();
  std::set<std::string> ids;
  for (const Diagnostic& d : found) {
    const std::string text = d.hint.empty() ? d.message : fmt::format("{} ({})", d.message, d.hint);
    const Json region{{"startLine", std::max(1U, d.place.line)}, {"startColumn", std::max(1U, d.place.column)}};
    const Json location{{"physicalLocation", {{"artifactLocation", {{"uri", path_as_uri(d.place.file)}}}, {"region", region}}}};
    const std::string id = d.lint.empty() ? "error" : d.lint;
    ids.insert(id);
    results.push_back({{"ruleId", id}, {"level", name_of(d.severity)}, {"message", {{"text", text}}}, {"locations", Json::array({location})}});
  }
  Json rules = Json::array();
  for (const std::string& id : ids) rules.push_back({{"id", id}});
  const Json driver{{"name", "cleanscrape"}, {"rules", std::move(rules)}};
  const Json run{{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  return to_text({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}});
}

std::string render_check_github(const Diagnostics& found) {
  std::string out;
  for (const Diagnostic& d : found) {
    const std::string_view command = d.severity == Severity::note ? "notice" : name_of(d.severity);
    const std::string text = d.hint.empty() ? d.message : fmt::format("{} ({})", d.message, d.hint);
    out += fmt::format("::{} file={},line={},col={},title={}::{}\n", command, escape_property(d.place.file), std::max(1U, d.place.line), std::max(1U, d.place.column),
                       d.lint.empty() ? "rules" : d.lint, escape_command(text));
  }
  return out;
}

}  // namespace cleanscrape
