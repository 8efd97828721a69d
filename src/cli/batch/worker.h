#pragma once

#include "cli/batch/plan.h"
#include "cli/batch/target_file.h"
#include "cli/batch/threaded_stream.h"
#include "cli/batch/tree_walk.h"
#include "formats/transform.h"

namespace cleanscrape::cli {

/// Cleans one input after the other, in one thread.
class Worker {
 public:
  Worker(const Plan& plan, RunState& run, Transformer transformer) : plan_(plan), run_(run), transformer_(std::move(transformer)) {}

  /// From here on streams of records are cleaned by so many threads.
  void use_threads(std::uint32_t threads, ThreadedStream::MakeTransformer make) { threaded_.emplace(transformer_, threads, std::move(make)); }

  [[nodiscard]] InputResult process(const Input& input);

 private:
  struct Opened;
  class CountingSource;

  void process_opened(const Input& input, const Opened& opened, InputResult& result);
  void write_shared(const Input& input, CountingSource& source, InputResult& result);
  void write_tree(const Input& input, const Opened& opened, CountingSource& source, InputResult& result);
  void write_in_place(const Input& input, const Opened& opened, CountingSource& source, InputResult& result);
  void write_nothing(const Input& input, CountingSource& source, InputResult& result);
  void put_in_place(const Opened& opened, TargetFile& target, int folder_fd, const std::string& name, InputResult& result);
  bool transform(const Input& input, CountingSource& source, ByteSink& out, ByteSink* audit, InputResult& result);
  bool transform_to(TargetFile& target, const Input& input, CountingSource& source, ByteSink* audit, InputResult& result);
  bool was_done_before(const Input& input, const Opened& opened);
  void note_done(const Input& input, const JournalEntry& entry, InputResult& result);

  const Plan& plan_;
  RunState& run_;
  Transformer transformer_;
  std::optional<ThreadedStream> threaded_;
};

}  // namespace cleanscrape::cli
