#include "cli/batch/threaded_stream.h"

#include <optional>
#include <utility>

#include "cli/batch/threads.h"

namespace cleanscrape::cli {

using Outcome = TransformReport::Outcome;

/// So many batches may be done before their turn: enough to go on while one is slow, few enough for little memory.
constexpr std::uint64_t kMostAheadPerThread = 4;

struct ThreadedStream::Run {
  Run(RecordStream& all, Compressor& compressor, const InputInfo& info, std::uint32_t threads)
      : stream(all), out(compressor), input(info), order(kMostAheadPerThread * threads) {}

  RecordStream& stream;
  Compressor& out;
  const InputInfo& input;

  std::mutex reading;        ///< guards `stream`, `first_batch` and `next_number`
  std::optional<RecordBatch> first_batch;
  std::uint64_t next_number = 0;
  std::atomic<bool> stopped = false;  ///< nothing more is written: a record failed, or nobody reads on

  InOrder order;             ///< guards `report`
  TransformReport report;

  std::optional<RecordBatch> next_batch(std::uint64_t& number) {
    const std::lock_guard lock(reading);
    if (stopped) return std::nullopt;
    auto batch = first_batch ? std::exchange(first_batch, std::nullopt) : stream.next_batch();
    if (batch) number = next_number++;
    return batch;
  }

  void emit(const std::string& output, TransformReport of_batch) {
    if (stopped) return;
    report.add(std::move(of_batch));
    if (!out.write(output)) report.outcome = Outcome::closed;
    if (report.outcome != Outcome::done) stopped = true;
  }
};

TransformReport ThreadedStream::transform(ByteSource& in, ByteSink& out, const InputInfo& input) {
  RecordStream stream(in, first_.options(), input);
  const auto compressor = first_.make_compressor(out, input);
  Run run(stream, *compressor, input, threads_);
  run.first_batch = stream.next_batch();
  if (run.first_batch) {
    std::vector<std::thread> others;
    add_threads(others, threads_ - 1, [&] {
      if (auto transformer = make_()) clean_batches(*transformer, run);
    });
    clean_batches(first_, run);
    for (std::thread& other : others) other.join();
  }
  if (!run.stopped) {
    run.report.add(first_.transform_rest(stream, *compressor, input));
    return std::move(run.report);
  }
  run.report.totals.inputs = 1;
  if (run.report.outcome != Outcome::closed && (!compressor->end_member() || !compressor->flush())) run.report.outcome = Outcome::closed;
  return std::move(run.report);
}

void ThreadedStream::clean_batches(Transformer& transformer, Run& run) {
  std::uint64_t number = 0;
  while (const auto batch = run.next_batch(number)) {
    StringByteSink cleaned;
    TransformReport report = transformer.transform_batch(*batch, cleaned, run.input);
    const std::size_t kept_bytes = cleaned.text().size();
    run.order.finish(number, kept_bytes, [&run, output = cleaned.take(), report = std::move(report)]() mutable { run.emit(output, std::move(report)); });
  }
}

}  // namespace cleanscrape::cli
