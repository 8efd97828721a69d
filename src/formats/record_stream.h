#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "formats/bytes.h"
#include "formats/record_reader.h"
#include "formats/transform_options.h"

namespace cleanscrape {

/// Whole records of a stream, one behind the other, that can be cleaned apart from the others.
struct RecordBatch {
  std::string bytes;
  InputFormat format = InputFormat::text;
  std::uint64_t records_before = 0;  ///< in the stream
  std::uint64_t bytes_before = 0;
};

/// An input on its way in: decompressed, with the form of its records known. Not thread-safe.
class RecordStream {
 public:
  /// `in` and `options` must outlive it.
  RecordStream(ByteSource& in, const TransformOptions& options, const InputInfo& input);

  /// The next batch of some 256 KB. None where the rest is less, where it does not begin with records of a bounded size that end with a
  /// delimiter, and where batches would show in the output.
  [[nodiscard]] std::optional<RecordBatch> next_batch();

  [[nodiscard]] InputFormat format() const { return format_; }
  /// What no batch took.
  [[nodiscard]] RecordReader& reader() { return reader_; }
  /// Records and bytes of the batches that were taken.
  [[nodiscard]] std::uint64_t records_before() const { return records_before_; }
  [[nodiscard]] std::uint64_t bytes_before() const { return bytes_before_; }

 private:
  const TransformOptions& options_;
  std::unique_ptr<ByteSource> source_;
  RecordReader reader_;
  InputFormat format_;
  std::string delimiter_;  ///< empty: no batches
  std::uint64_t records_before_ = 0;
  std::uint64_t bytes_before_ = 0;
};

}  // namespace cleanscrape
