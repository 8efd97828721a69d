#pragma once

#include <memory>

#include "cleanscrape/cleaner.h"
#include "formats/bytes.h"
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

 private:
  struct State;
  explicit Transformer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cleanscrape
