#include "formats/restore.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "base/base64.h"
#include "base/stream_hash.h"
#include "formats/compression.h"
#include "formats/record_reader.h"

namespace cleanscrape {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max() / 2;
constexpr std::size_t kRestoredPieceBytes = 256 * 1024;

std::string text_member(const dom::element& line, const char* name) {
  std::string_view value;
  return line[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string{};
}

std::uint64_t number_member(const dom::element& line, const char* name) {
  std::uint64_t value = 0;
  return line[name].get(value) == simdjson::SUCCESS ? value : 0;
}

bool has(const dom::element& line, const char* name) { return line[name].error() == simdjson::SUCCESS; }

/// Reads a log line by line. Half a line, as a killed run leaves it, is passed over.
class LogReader {
 public:
  LogReader(ByteSource& log, std::string name)
      : source_(make_decompressor(log)), reader_(*source_), name_(std::move(name)) {}

  /// False at the end, and at a mistake: see `error`.
  bool next(dom::element& line) {
    for (;;) {
      const std::string_view text = reader_.take_until("\n", kNoLimit);
      if (!reader_.error().empty()) return fail(reader_.error());
      if (text.empty()) return false;
      ++number_;
      const auto error = parser_.parse(text.data(), text.size(), false).get(line);
      if (error == simdjson::SUCCESS) return true;
    }
  }

  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] const Diagnostics& errors() const { return errors_; }
  bool fail(std::string message) {
    errors_.push_back({Severity::error, {name_, static_cast<std::uint32_t>(number_), 0}, std::move(message), {}, {}});
    return false;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  RecordReader reader_;
  dom::parser parser_;
  std::string name_;
  std::uint64_t number_ = 0;
  Diagnostics errors_;
};

/// The exact bytes that stood in the input.
std::optional<std::string> bytes_of(const dom::element& edit) {
  if (has(edit, "base64")) return from_base64(text_member(edit, "base64"));
  return text_member(edit, has(edit, "raw") ? "raw" : "text");
}

/// Undoes one segment.
class SegmentRestorer {
 public:
  SegmentRestorer(LogReader& log, const AuditSegment& segment, RecordReader& cleaned, ByteSink& out)
      : log_(log), segment_(segment), cleaned_(cleaned), out_(out) {}

  bool run() {
    dom::element line;
    while (log_.next(line)) {
      if (has(line, "audit")) break;
      if (has(line, "end")) return finish();
      if (has(line, "offset") && !undo(line)) return false;
    }
    return log_.fail("the log changed while it was read");
  }

 private:
  bool undo(const dom::element& edit) {
    const std::uint64_t offset = number_member(edit, "offset");
    if (offset < made_) return log_.fail("the edits are not in order");
    const auto bytes = bytes_of(edit);
    if (!bytes) return log_.fail("not base64");
    if (!copy(offset - made_) || !skip(number_member(edit, "with_bytes"))) return false;
    return give(*bytes);
  }

  bool finish() {
    if (!copy(segment_.output_bytes - std::min(segment_.output_bytes, taken_))) return false;
    if (taken_ != segment_.output_bytes || cleaned_hash_.digits() != segment_.output_hash) {
      return log_.fail(fmt::format("'{}': the cleaned text is not the one that was written", segment_.input));
    }
    if (made_ != segment_.input_bytes || made_hash_.digits() != segment_.input_hash) {
      return log_.fail(fmt::format("'{}': the result is not the input: the log was changed", segment_.input));
    }
    return true;
  }

  std::string_view take(std::uint64_t count) {
    const std::string_view piece = cleaned_.take(std::min<std::uint64_t>(count, kRestoredPieceBytes));
    cleaned_hash_.add(piece);
    taken_ += piece.size();
    return piece;
  }

  bool copy(std::uint64_t count) {
    while (count > 0) {
      const std::string_view piece = take(count);
      if (piece.empty()) return ends_early();
      count -= piece.size();
      if (!give(piece)) return false;
    }
    return true;
  }

  bool skip(std::uint64_t count) {
    while (count > 0) {
      const std::string_view piece = take(count);
      if (piece.empty()) return ends_early();
      count -= piece.size();
    }
    return true;
  }

  bool give(std::string_view bytes) {
    made_ += bytes.size();
    made_hash_.add(bytes);
    return out_.write(bytes) || log_.fail("nobody takes the result");
  }

  bool ends_early() {
    return log_.fail(fmt::format("'{}': the cleaned text ends early{}{}", segment_.input, cleaned_.error().empty() ? "" : ": ", cleaned_.error()));
  }

  LogReader& log_;
  const AuditSegment& segment_;
  RecordReader& cleaned_;
  ByteSink& out_;
  std::uint64_t made_ = 0;   ///< bytes of the input so far
  std::uint64_t taken_ = 0;  ///< bytes of the cleaned text so far
  StreamHash made_hash_;
  StreamHash cleaned_hash_;
};

AuditSegment end_of(const dom::element& line, AuditSegment segment) {
  bool complete = false;
  segment.complete = line["complete"].get(complete) == simdjson::SUCCESS && complete;
  segment.input_bytes = number_member(line, "input_bytes");
  segment.input_hash = text_member(line, "input_xxh3");
  segment.output_bytes = number_member(line, "output_bytes");
  segment.output_hash = text_member(line, "output_xxh3");
  return segment;
}

}  // namespace

Result<std::vector<AuditSegment>> read_segments(ByteSource& log, const std::string& log_name) {
  LogReader reader(log, log_name);
  std::vector<AuditSegment> segments;
  AuditSegment current;
  dom::element line;
  while (reader.next(line)) {
    if (has(line, "audit")) {
      if (number_member(line, "audit") != 1) reader.fail("a log of another version");
      current = {text_member(line, "input"), false, reader.number(), 0, {}, 0, {}};
    } else if (has(line, "end") && current.first_line > 0) {
      segments.push_back(end_of(line, std::exchange(current, {})));
    }
  }
  if (reader.errors().empty() && segments.empty()) reader.fail("no audit log, or one of a run that was killed before its first input was done");
  if (!reader.errors().empty()) return reader.errors();
  return segments;
}

ContentHash hash_content(ByteSource& in) {
  const auto source = make_decompressor(in);
  RecordReader reader(*source);
  StreamHash hash;
  ContentHash result;
  for (std::string_view piece = reader.take(kRestoredPieceBytes); !piece.empty(); piece = reader.take(kRestoredPieceBytes)) {
    hash.add(piece);
    result.bytes += piece.size();
  }
  result.hash = hash.digits();
  result.error = reader.error();
  return result;
}

Diagnostics restore(ByteSource& log, const std::vector<AuditSegment>& segments, ByteSource& cleaned, ByteSink& out, const std::string& log_name) {
  LogReader reader(log, log_name);
  const auto source = make_decompressor(cleaned);
  RecordReader cleaned_reader(*source);
  dom::element line;
  for (const AuditSegment& segment : segments) {
    while (reader.number() < segment.first_line && reader.next(line)) {  // lines of other inputs
    }
    if (reader.number() != segment.first_line || !SegmentRestorer(reader, segment, cleaned_reader, out).run()) break;
  }
  if (reader.errors().empty() && !cleaned_reader.peek(1).empty()) reader.fail("the cleaned text goes on behind what was written");
  if (reader.errors().empty() && !out.flush()) reader.fail("nobody takes the result");
  return reader.errors();
}

}  // namespace cleanscrape
