#include "formats/detect_format.h"

#include <string>

#include "formats/compression.h"
#include "formats/json_members.h"

namespace cleanscrape {
namespace {

/// The first line, if it ends within reason; never waits for bytes behind it.
std::string first_line(RecordReader& reader) {
  constexpr std::size_t kMaxBytes = 1 << 20;
  std::string_view ahead = reader.peek_some();
  for (std::size_t searched = 0; ahead.find('\n', searched) == std::string_view::npos;) {
    searched = ahead.size();
    if (searched > kMaxBytes || reader.peek(searched + 1).size() == searched) break;
    ahead = reader.peek_some();
  }
  return std::string(ahead.substr(0, ahead.find('\n')));
}

bool starts_jsonl(const TransformOptions& options, RecordReader& reader) {
  const std::string_view ahead = reader.peek_some();
  const std::size_t first = ahead.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || ahead[first] != '{') return false;
  std::string line = first_line(reader);
  const std::size_t size = line.size();
  line.resize(size + RecordReader::kPaddingBytes);
  const JsonMembers members = JsonMemberFinder({options.text_field, {}, {}, {}}).find(std::string_view(line).substr(0, size));
  return members.error.empty();
}

}  // namespace

InputFormat detect_format(const TransformOptions& options, const InputInfo& input, RecordReader& reader) {
  if (options.from != InputFormat::automatic) return options.from;
  if (!options.record_separator.empty()) return InputFormat::text;
  const std::string_view name = without_compression_ending(input.path);
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return InputFormat::jsonl;
  if (name.ends_with(".wet") || name.ends_with(".warc")) return InputFormat::wet;
  if (name.ends_with(".txt")) return InputFormat::text;
  if (reader.peek_some().starts_with('W') && reader.peek(5) == "WARC/") return InputFormat::wet;
  return starts_jsonl(options, reader) ? InputFormat::jsonl : InputFormat::text;
}

}  // namespace cleanscrape
