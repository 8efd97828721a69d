#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <numeric>

#include "cli/batch/output_file.h"
#include "cli/batch/unique_fd.h"
#include "cli/commands.h"
#include "cli/fd_bytes.h"
#include "cli/undo_commands.h"
#include "formats/compression.h"
#include "formats/restore.h"

namespace cleanscrape::cli {
namespace {

using Segments = std::vector<AuditSegment>;

class Restoring {
 public:
  Restoring(const UndoOptions& options, Streams& streams) : options_(options), streams_(streams) {}

  ExitCode run() {
    auto segments = segments_of_log();
    if (!segments) return failed(segments.diagnostics());
    segments = choose(*std::move(segments));
    if (!segments) return failed(segments.diagnostics());
    return options_.output.empty() || options_.output == "-" ? write(*segments, streams_.out) : write_file(*segments);
  }

 private:
  ExitCode failed(const Diagnostics& diagnostics) {
    report(diagnostics, streams_);
    return ExitCode::some_failed;
  }

  static Diagnostics mistake(const std::string& file, std::string message) { return {{Severity::error, {file, 0, 0}, std::move(message), {}, {}}}; }

  /// Not valid, with errno, on failure.
  UniqueFd open(const std::string& path) const {
    return UniqueFd(path == "-" ? ::dup(streams_.in_fd) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  }

  Result<Segments> segments_of_log() {
    const UniqueFd fd = open(options_.audit);
    if (!fd.valid()) return mistake(options_.audit, std::strerror(errno));
    FdSource log(fd.get());
    return read_segments(log, options_.audit);
  }

  /// The segments that the cleaned text belongs to: of those that were asked for the only one, all if they are as long as the text, or the
  /// first one whose output it is. A file that several runs have edited has several; one that changed nothing comes behind the one that did.
  Result<Segments> choose(Segments segments) {
    const bool one_input = !options_.input.empty();
    if (one_input) std::erase_if(segments, [&](const AuditSegment& s) { return s.input != options_.input; });
    if (segments.empty()) return mistake(options_.audit, fmt::format("holds no input '{}'", options_.input));
    if (segments.size() == 1) return segments;
    if (options_.cleaned == "-") return one_input ? Segments{segments.front()} : segments;
    const UniqueFd fd = open(options_.cleaned);
    if (!fd.valid()) return mistake(options_.cleaned, std::strerror(errno));
    FdSource cleaned(fd.get());
    const ContentHash content = hash_content(cleaned);
    if (!content.error.empty()) return mistake(options_.cleaned, content.error);
    const auto found = std::find_if(segments.begin(), segments.end(), [&](const AuditSegment& s) { return s.output_hash == content.hash; });
    if (one_input) return Segments{found == segments.end() ? segments.back() : *found};
    const std::uint64_t all =
        std::accumulate(segments.begin(), segments.end(), std::uint64_t{0}, [](std::uint64_t sum, const AuditSegment& s) { return sum + s.output_bytes; });
    if (all == content.bytes) return segments;
    if (found != segments.end()) return Segments{*found};
    return mistake(options_.cleaned, fmt::format("is none of the {} outputs that {} knows, nor all of them together", segments.size(), options_.audit));
  }

  ExitCode write(const Segments& segments, Sink& out) {
    const UniqueFd log_fd = open(options_.audit);
    const UniqueFd cleaned_fd = open(options_.cleaned);
    if (!cleaned_fd.valid()) return failed(mistake(options_.cleaned, std::strerror(errno)));
    FdSource log(log_fd.get());
    FdSource cleaned(cleaned_fd.get());
    SinkBytes sink(out);
    const auto compressor = Compressor::make(sink, compression_of_name(options_.output));
    Diagnostics errors = restore(log, segments, cleaned, *compressor, options_.audit);
    if (out.state() == Sink::State::closed) return ExitCode::done;
    if (errors.empty() && !(compressor->end_member() && compressor->flush())) errors = mistake(options_.output, std::strerror(out.error_number()));
    if (!errors.empty()) return failed(errors);
    for (const AuditSegment& segment : segments) {
      if (!segment.complete) report_failure(segment.input, "restored as far as the run came, which failed on it", streams_);
    }
    return ExitCode::done;
  }

  ExitCode write_file(const Segments& segments) {
    int error_number = 0;
    Temporaries temporaries;
    const auto output = OutputFile::open(temporaries, options_.output, error_number);
    if (output == nullptr) return failed(mistake(options_.output, std::strerror(error_number)));
    const ExitCode code = write(segments, output->sink());
    if (code != ExitCode::done || output->commit(false, error_number)) return code;
    return failed(mistake(options_.output, std::strerror(error_number)));
  }

  const UndoOptions& options_;
  Streams& streams_;
};

}  // namespace

ExitCode run_restore(const Options& options, Streams& streams) { return Restoring(options.undo, streams).run(); }

}  // namespace cleanscrape::cli
