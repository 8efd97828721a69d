#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/stream_hash.h"
#include "formats/bytes.h"
#include "formats/edits.h"

namespace cleanscrape {

/// Where a record stands, for the audit log.
struct RecordPlace {
  std::uint64_t number = 0;  ///< from 1
  std::string_view id;       ///< empty: none
  std::uint64_t offset = 0;  ///< of its first byte in the input
};

/// Writes the audit log of one input: JSON Lines, from which `restore` makes the input again out of the output.
///
///     {"audit":1,"input":NAME,"version":…,"rules":FINGERPRINT}
///     {"record":1,"line":12,"offset":345,"with_bytes":0,"stage":"line","class":"share","rule":ID,"rule_file":…,"rule_line":7,"text":"…"}
///     {"end":NAME,"complete":true,"records":1,"input_bytes":…,"input_xxh3":…,"output_bytes":…,"output_xxh3":…}
///
/// `offset` counts the input's bytes, decompressed; `line` the page's lines; `with_bytes` stand in the output instead of the bytes at
/// `offset`. Those are `raw` where it is given (JSON escapes), or `base64` (they are not UTF-8), else `text`. An entry with
/// `page_offset` instead of `offset` explains a part of a record that was written anew as a whole.
class AuditWriter {
 public:
  AuditWriter(ByteSink& log, std::string_view input, std::string_view rules_fingerprint);

  /// Takes note of the bytes that were read and written.
  void add_input(std::string_view bytes);
  void add_output(std::string_view bytes);

  void add_edit(const RecordPlace& place, std::string_view raw, const ByteEdit& edit);
  void add_explanation(const RecordPlace& place, std::string_view page, const Change& change);
  void end(std::uint64_t records, bool complete);

  /// False once the log takes no more.
  [[nodiscard]] bool open() const { return open_; }

 private:
  ByteSink& log_;
  std::string input_;
  bool open_ = true;
  std::uint64_t input_bytes_ = 0;
  std::uint64_t output_bytes_ = 0;
  StreamHash input_hash_;
  StreamHash output_hash_;
};

}  // namespace cleanscrape
