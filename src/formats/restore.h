#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cleanscrape/diagnostic.h"
#include "formats/bytes.h"

namespace cleanscrape {

/// What an audit log says about one input: the bounds of its segment.
struct AuditSegment {
  std::string input;
  bool complete = false;  ///< the run reached the input's end
  std::uint64_t first_line = 0;  ///< of the segment in the log, from 1
  std::uint64_t input_bytes = 0;
  std::string input_hash;
  std::uint64_t output_bytes = 0;
  std::string output_hash;
};

/// Reads a log (compressed or not) once. A segment without an end belongs to an input that a killed run left as it was, and is not among
/// the result. Fails where the log has no segment.
[[nodiscard]] Result<std::vector<AuditSegment>> read_segments(ByteSource& log, const std::string& log_name);

/// Size and hash of what a source holds, decompressed.
struct ContentHash {
  std::uint64_t bytes = 0;
  std::string hash;
  std::string error;  ///< why reading failed; empty: it did not
};
[[nodiscard]] ContentHash hash_content(ByteSource& in);

/// Makes the inputs of `segments` again, one behind the other, out of the log and what was written for them, both decompressed here. The
/// segments are in the log's order. Fails where the cleaned text or the result is not what the log says; `out` has bytes then that are
/// no good.
[[nodiscard]] Diagnostics restore(ByteSource& log, const std::vector<AuditSegment>& segments, ByteSource& cleaned, ByteSink& out,
                                  const std::string& log_name);

}  // namespace cleanscrape
