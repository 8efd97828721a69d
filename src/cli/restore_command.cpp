#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
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

  /// The segments that the cleaned text belongs to: of those that were asked for the only one; the one that wrote this text under this name;
  /// all if they are as long as the text; or the one whose output it is.
  Result<Segments> choose(Segments segments) {
    const bool one_input = !options_.input.empty();
    if (one_input) std::erase_if(segments, [&](const AuditSegment& s) { return s.input != options_.input; });
    if (segments.empty()) return mistake(options_.audit, fmt::format("holds no input '{}'", options_.input));
    if (segments.size() == 1) return segments;
    if (options_.cleaned == "-") return one_input ? Segments{latest_change(segments)} : segments;
    const UniqueFd fd = open(options_.cleaned);
    if (!fd.valid()) return mistake(options_.cleaned, std::strerror(errno));
    FdSource cleaned(fd.get());
    const ContentHash content = hash_content(cleaned);
    if (!content.error.empty()) return mistake(options_.cleaned, content.error);
    const Segments written = those(segments, [&](const AuditSegment& s) { return s.output_hash == content.hash; });
    if (one_input) return Segments{written.empty() ? segments.back() : latest_change(written)};
    return choose_by_content(std::move(segments), written, content.bytes);
  }

  /// `written`: the segments whose output the cleaned text is. Pages that differ may be the same when they are cleaned, or empty.
  Result<Segments> choose_by_content(Segments segments, const Segments& written, std::uint64_t bytes) {
    const auto name = std::filesystem::path(options_.cleaned).lexically_normal();
    const Segments own = those(written, [&](const AuditSegment& s) { return std::filesystem::path(s.input).lexically_normal() == name; });
    if (!own.empty()) return Segments{latest_change(own)};
    const std::uint64_t all =
        std::accumulate(segments.begin(), segments.end(), std::uint64_t{0}, [](std::uint64_t sum, const AuditSegment& s) { return sum + s.output_bytes; });
    if (all == bytes) return segments;
    if (written.empty()) {
      return mistake(options_.cleaned, fmt::format("is none of the {} outputs that {} knows, nor all of them together", segments.size(), options_.audit));
    }
    const AuditSegment& last = latest_change(written);
    const auto other = std::find_if(written.begin(), written.end(),
                                    [&](const AuditSegment& s) { return s.input != last.input && s.input_hash != last.input_hash; });
    if (other == written.end()) return Segments{last};
    return mistake(options_.cleaned, fmt::format("'{}' and '{}' were both cleaned to this text: say with --input which one it is", other->input, last.input));
  }

  template <typename Test>
  static Segments those(const Segments& segments, Test test) {
    Segments found;
    std::copy_if(segments.begin(), segments.end(), std::back_inserter(found), test);
    return found;
  }

  /// A file that several runs have edited has a segment of each; the runs behind the last edit changed nothing.
  static const AuditSegment& latest_change(const Segments& segments) {
    const auto change = std::find_if(segments.rbegin(), segments.rend(), [](const AuditSegment& s) { return s.input_hash != s.output_hash; });
    return change == segments.rend() ? segments.back() : *change;
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
