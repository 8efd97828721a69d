#pragma once

#include <memory>

#include "cleanscrape/cleaner.h"
#include "formats/bytes.h"
#include "formats/compression.h"
#include "formats/record_stream.h"
#include "formats/transform_options.h"
#include "formats/transform_report.h"

namespace cleanscrape {

/// Cleans streams of bytes: finds where pages begin and end, cleans each and writes what stays. Not thread-safe: one object per thread,
/// which may share the RuleSet. Keeps its memory from input to input.
class Transformer {
 public:
  /// Fails where an option is unknown: a site, a class, an encoding.
  static Result<Transformer> make(const RuleSet& rules, const TransformOptions& options);
  ~Transformer();
  Transformer(Transformer&&) noexcept;
  Transformer& operator=(Transformer&&) noexcept;

  /// Reads `in` to its end and writes the cleaned stream to `out`, which is flushed at the end. `audit`, if not null, receives the lines
  /// that `restore` needs, a whole segment for this input. A mistake in the input is in the report, never an exception.
  TransformReport transform(ByteSource& in, ByteSink& out, const InputInfo& input, ByteSink* audit = nullptr);

  /// The same for a batch of the stream, which counts as no input; the output is not compressed, and nothing is logged. Batches may be
  /// cleaned by several transformers at a time; their outputs, one behind the other and then that of the rest, are the stream's.
  TransformReport transform_batch(const RecordBatch& batch, ByteSink& out, const InputInfo& input);
  /// The same for what no batch took. `out` is flushed at the end.
  TransformReport transform_rest(RecordStream& stream, Compressor& out, const InputInfo& input, ByteSink* audit = nullptr);

  /// Compresses as the options say. `out` must outlive it.
  [[nodiscard]] std::unique_ptr<Compressor> make_compressor(ByteSink& out, const InputInfo& input) const;
  [[nodiscard]] const TransformOptions& options() const;

 private:
  struct State;
  explicit Transformer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cleanscrape
