#include "cli/message.h"

#include <fmt/format.h>

#include "cli/batch/display_name.h"

namespace cleanscrape::cli {
namespace {

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

/// A JSON string; `text` is UTF-8.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char byte : text) {
    const unsigned char code = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += byte;
    } else if (code < 0x20) {
      out += fmt::format("\\u{:04x}", code);
    } else {
      out += byte;
    }
  }
  return out + '"';
}

class JsonLine {
 public:
  void add(std::string_view key, std::string_view text) {
    if (!text.empty()) add_raw(key, quoted(text));
  }
  void add(std::string_view key, std::uint64_t number) {
    if (number != 0) add_raw(key, std::to_string(number));
  }
  [[nodiscard]] std::string text() const { return line_ + "}\n"; }

 private:
  void add_raw(std::string_view key, std::string_view value) {
    line_ += line_.size() == 1 ? "" : ",";
    line_ += fmt::format("\"{}\":{}", key, value);
  }
  std::string line_ = "{";
};

}  // namespace

std::string format_message(const Message& message, ErrorFormat format) {
  if (format == ErrorFormat::json) {
    JsonLine line;
    line.add("severity", name_of(message.severity));
    line.add("file", display_name(message.name));
    line.add("line", message.line);
    line.add("record", message.record);
    line.add("id", display_name(message.id));
    line.add("message", display_name(message.text));
    return line.text();
  }
  std::string out = "cleanscrape: " + display_name(message.name);
  if (message.line != 0) out += fmt::format(":{}", message.line);
  if (message.record != 0) out += fmt::format(": record {}", message.record);
  if (!message.id.empty()) out += fmt::format(" ({})", display_name(message.id));
  if (message.severity != Severity::error) out += fmt::format(": {}", name_of(message.severity));
  return out + ": " + message.text + "\n";
}

std::string format_diagnostic(const Diagnostic& diagnostic, ErrorFormat format) {
  if (format == ErrorFormat::text) return (diagnostic.place.file.empty() ? "cleanscrape: " : "") + to_string(diagnostic) + "\n";
  JsonLine line;
  line.add("severity", name_of(diagnostic.severity));
  line.add("file", display_name(diagnostic.place.file));
  line.add("line", diagnostic.place.line);
  line.add("column", diagnostic.place.column);
  line.add("message", display_name(diagnostic.message));
  line.add("hint", display_name(diagnostic.hint));
  line.add("lint", diagnostic.lint);
  return line.text();
}

}  // namespace cleanscrape::cli
