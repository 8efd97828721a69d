#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>

#include "cli/batch/in_order.h"
#include "formats/transform.h"

namespace cleanscrape::cli {

/// Cleans one stream of records in several threads. The output is that of one thread, byte for byte.
class ThreadedStream {
 public:
  /// Makes one more transformer like the first; called from its own thread.
  using MakeTransformer = std::function<Result<Transformer>()>;

  ThreadedStream(Transformer& first, std::uint32_t threads, MakeTransformer make) : first_(first), threads_(threads), make_(std::move(make)) {}

  /// As Transformer::transform. Starts no thread for a stream of less than two batches.
  TransformReport transform(ByteSource& in, ByteSink& out, const InputInfo& input);

 private:
  struct Run;
  void clean_batches(Transformer& transformer, Run& run);

  Transformer& first_;
  std::uint32_t threads_;
  MakeTransformer make_;
};

}  // namespace cleanscrape::cli
