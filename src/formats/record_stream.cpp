#include "formats/record_stream.h"

#include <string_view>

#include "formats/compression.h"
#include "formats/detect_format.h"

namespace cleanscrape {
namespace {

/// Large enough that handing it to a thread costs nothing, small enough that many wait in little memory.
constexpr std::size_t kBatchBytes = 256 * 1024;

/// Whether two occurrences can overlap, as those of "\n\n" do: then the last one of a stretch may not be where a record ends.
bool overlaps_itself(std::string_view delimiter) {
  for (std::size_t size = 1; size < delimiter.size(); ++size) {
    if (delimiter.substr(0, size) == delimiter.substr(delimiter.size() - size)) return true;
  }
  return false;
}

std::string delimiter_of(InputFormat format, const TransformOptions& options) {
  if (options.line_buffered) return {};
  if (format == InputFormat::jsonl) return "\n";
  return format == InputFormat::text && !overlaps_itself(options.record_separator) ? options.record_separator : std::string();
}

std::uint64_t count_of(std::string_view delimiter, std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t at = text.find(delimiter); at != std::string_view::npos; at = text.find(delimiter, at + delimiter.size())) ++count;
  return count;
}

}  // namespace

RecordStream::RecordStream(ByteSource& in, const TransformOptions& options, const InputInfo& input)
    : options_(options),
      source_(make_decompressor(in)),
      reader_(*source_),
      format_(detect_format(options, input, reader_)),
      delimiter_(delimiter_of(format_, options)) {}

std::optional<RecordBatch> RecordStream::next_batch() {
  if (delimiter_.empty()) return std::nullopt;
  RecordBatch batch{std::string(reader_.take_whole(delimiter_, kBatchBytes, options_.max_page_bytes)), format_, records_before_, bytes_before_};
  if (batch.bytes.empty()) return std::nullopt;
  records_before_ += count_of(delimiter_, batch.bytes);
  bytes_before_ += batch.bytes.size();
  return batch;
}

}  // namespace cleanscrape
