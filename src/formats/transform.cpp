#include "formats/transform.h"

#include <optional>
#include <utility>

#include "formats/compression.h"
#include "formats/jsonl.h"
#include "formats/session.h"
#include "formats/text_pages.h"
#include "formats/warc.h"
#include "text/encoding.h"

namespace cleanscrape {

struct Transformer::State {
  TransformOptions options;
  Cleaner cleaner;
  std::string rules_fingerprint;
};

namespace {

using Outcome = TransformReport::Outcome;

bool is_text_encoding(const TransformOptions& options) { return options.encoding.empty() || encoding_named(options.encoding) == "UTF-8"; }

void transform_records(Session& session, InputFormat format) {
  if (format != InputFormat::text && !is_text_encoding(session.options())) return session.fail("JSON Lines and WET are UTF-8");
  switch (format) {
    case InputFormat::jsonl: return transform_jsonl(session);
    case InputFormat::wet: return transform_warc(session);
    case InputFormat::automatic:
    case InputFormat::text: break;
  }
  return session.options().record_separator.empty() ? transform_text(session) : transform_separated(session);
}

Compression compression_of(const TransformOptions& options, const InputInfo& input) {
  return options.compression == Compression::by_name ? compression_of_name(input.output_path) : options.compression;
}

}  // namespace

Transformer::Transformer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Transformer::~Transformer() = default;
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;

Result<Transformer> Transformer::make(const RuleSet& rules, const TransformOptions& options) {
  Diagnostics errors;
  auto cleaner = Cleaner::make(rules, options.clean);
  if (!cleaner) errors = cleaner.diagnostics();
  if (!options.encoding.empty() && encoding_named(options.encoding).empty()) {
    errors.push_back({Severity::error, {}, "unknown encoding '" + options.encoding + "'", "names as in the list of `iconv -l`", {}});
  }
  if (options.text_field.empty()) errors.push_back({Severity::error, {}, "the name of the text field is empty", {}, {}});
  if (!errors.empty()) return errors;
  return Transformer(std::make_unique<State>(State{options, *std::move(cleaner), rules.fingerprint()}));
}

const TransformOptions& Transformer::options() const { return state_->options; }

std::unique_ptr<Compressor> Transformer::make_compressor(ByteSink& out, const InputInfo& input) const {
  return Compressor::make(out, compression_of(state_->options, input));
}

TransformReport Transformer::transform(ByteSource& in, ByteSink& out, const InputInfo& input, ByteSink* audit_log) {
  RecordStream stream(in, state_->options, input);
  const auto compressor = make_compressor(out, input);
  return transform_rest(stream, *compressor, input, audit_log);
}

TransformReport Transformer::transform_batch(const RecordBatch& batch, ByteSink& out, const InputInfo& input) {
  StringSource source(batch.bytes);
  RecordReader reader(source);
  const auto uncompressed = Compressor::make(out, Compression::none);
  Session session(state_->options, state_->cleaner, input, reader, *uncompressed, nullptr, {batch.records_before, batch.bytes_before});
  transform_records(session, batch.format);
  TransformReport report = std::move(session.report());
  report.totals.records = session.record_count();
  return report;
}

TransformReport Transformer::transform_rest(RecordStream& stream, Compressor& out, const InputInfo& input, ByteSink* audit_log) {
  std::optional<AuditWriter> audit;
  if (audit_log != nullptr) audit.emplace(*audit_log, input.name, state_->rules_fingerprint);
  Session session(state_->options, state_->cleaner, input, stream.reader(), out, audit ? &*audit : nullptr,
                  {stream.records_before(), stream.bytes_before()});
  transform_records(session, stream.format());
  TransformReport report = std::move(session.report());
  report.totals.inputs = 1;
  report.totals.records = session.record_count();
  const bool whole = report.outcome == Outcome::done || report.outcome == Outcome::left_alone;
  if (report.outcome != Outcome::closed && (!out.end_member() || !out.flush())) report.outcome = Outcome::closed;
  if (audit) audit->end(session.record_count(), whole);
  if (audit && !audit->open() && whole) {
    report.outcome = Outcome::failed;
    report.add_problem({Severity::error, 0, 0, {}, "the audit log takes no more"});
  }
  return report;
}

}  // namespace cleanscrape
