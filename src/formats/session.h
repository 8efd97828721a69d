#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "formats/audit.h"
#include "formats/compression.h"
#include "formats/edits.h"
#include "formats/record_reader.h"
#include "formats/transform_options.h"
#include "formats/transform_report.h"

namespace cleanscrape {

/// One input on its way: what all formats share. Each record is read, cleaned and handed to `emit`, in order.
class Session {
 public:
  /// Where in the input it begins.
  struct Start {
    std::uint64_t records_before = 0;
    std::uint64_t bytes_before = 0;
  };

  Session(const TransformOptions& options, Cleaner& cleaner, const InputInfo& input, RecordReader& reader, Compressor& out,
          AuditWriter* audit, Start start)
      : options_(options),
        cleaner_(cleaner),
        input_(input),
        reader_(reader),
        out_(out),
        audit_(audit),
        record_(start.records_before),
        others_(start.records_before),
        offset_(start.bytes_before) {}

  [[nodiscard]] const TransformOptions& options() const { return options_; }
  [[nodiscard]] const InputInfo& input() const { return input_; }
  [[nodiscard]] RecordReader& reader() { return reader_; }
  [[nodiscard]] TransformReport& report() { return report_; }

  /// Whether to go on with the next record.
  [[nodiscard]] bool going() const { return report_.outcome == TransformReport::Outcome::done; }

  /// Begins the next record: its number counts.
  void begin_record() {
    ++record_;
    id_.clear();
  }
  /// The same where the input is one page: messages need no number.
  void begin_only_record() {
    begin_record();
    is_only_record_ = true;
  }
  /// Whether the record is one of our shard's; else it must be read over. `record` without what separates it from the next; its first
  /// `shard_key_bytes` are enough.
  [[nodiscard]] bool is_ours(std::string_view record);
  [[nodiscard]] std::size_t shard_key_bytes() const { return std::min<std::uint64_t>(options_.max_page_bytes, 64 * 1024); }
  void set_id(std::string_view id) { id_ = id; }
  [[nodiscard]] std::uint64_t record() const { return record_; }
  /// How many there were of our shard, since the start.
  [[nodiscard]] std::uint64_t record_count() const { return record_ - others_; }

  /// Cleans a page and accounts for it. What the edits refer to lives until the next call. If the valve tripped and was told to fail,
  /// `going` is false afterwards.
  [[nodiscard]] ByteEdits clean(std::string_view page, std::string_view host);

  /// The last page that was cleaned, for its changes, and its text: what was given to `clean`, or that after repairs.
  [[nodiscard]] const Cleaned& cleaned() const { return *cleaned_; }
  [[nodiscard]] std::string_view cleaned_text() const { return cleaned_text_; }

  /// An edit of the page as an edit of the record that it stands in; called in the order of the page.
  using ToRecord = std::function<ByteEdit(ByteEdit)>;
  /// Cleans the page that stands in `raw` and writes the record with its edits done, which is what `clean` and `emit` do: without a list of edits,
  /// which may be as large as the page.
  void clean_and_emit(std::string_view raw, std::string_view page, std::string_view host, const ToRecord& to_record);

  /// Whether the edits are logged.
  [[nodiscard]] bool has_audit() const { return audit_ != nullptr; }

  /// Writes a record with its edits done, and logs them. `raw` are the input's next bytes.
  void emit(std::string_view raw, const ByteEdits& edits);

  /// Writes other bytes for the record, because of what is named `stage`.
  void emit_anew(std::string_view raw, std::string_view output, std::string_view stage);
  /// The same, where the last cleaned page is among the reasons.
  void emit_page_anew(std::string_view raw, std::string_view output, std::string_view stage);
  /// Passes on, unchanged and piece by piece, what may be too large for memory: the rest of the input.
  void emit_rest();
  /// The same up to the next `delimiter`; `raw` is the beginning, which `take_until` cut.
  void emit_cut_record(std::string_view raw, std::string_view delimiter);
  /// Reads over what `take_until` left of the last record.
  void skip_cut_record(std::string_view delimiter);

  /// Hands on what is written, where the user asked for it.
  void end_record();
  /// Ends a compressed member, so that a reader can start at the next record.
  void end_member() { check(out_.end_member()); }

  void note(Severity severity, std::string message, std::uint64_t line = 0);
  /// The input is no good from here on.
  void fail(std::string message, std::uint64_t line = 0);

 private:
  const Cleaned& judge(std::string_view text, std::string_view host);
  void write(std::string_view bytes);
  template <class Edits, class EditOf>
  void emit_each(std::string_view raw, const Edits& edits, const EditOf& edit_of);
  void account(std::string_view page, const Cleaned& cleaned);
  [[nodiscard]] const Totals::Counters& counters_of(const Change& change);
  void report_overdrop(const Cleaned& cleaned);
  void check(bool open) {
    if (!open && going()) report_.outcome = TransformReport::Outcome::closed;
  }

  /// The counters in our totals for what is dropped by a class, a stage and a rule.
  struct CountersOf {
    std::array<std::uintptr_t, 3> names{};  ///< where they are; the same names stand at the same place for as long as the rules live
    Totals::Counters counters{};
  };

  const TransformOptions& options_;
  Cleaner& cleaner_;
  const InputInfo& input_;
  RecordReader& reader_;
  Compressor& out_;
  AuditWriter* audit_;
  TransformReport report_;
  std::array<CountersOf, 64> recent_counters_;
  const Cleaned* cleaned_ = nullptr;
  std::string_view cleaned_text_;
  std::string mended_;  ///< the page after bad bytes and repairs
  std::string id_;
  bool is_only_record_ = false;
  std::uint64_t record_;
  std::uint64_t others_;  ///< records that do not count: of other shards, and before the start
  std::uint64_t offset_;  ///< of the next record among the input's bytes of our shard
};

}  // namespace cleanscrape
