#include "formats/transform.h"

#include <optional>
#include <utility>

#include "formats/compression.h"
#include "formats/detect_format.h"
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

TransformReport Transformer::transform(ByteSource& in, ByteSink& out, const InputInfo& input, ByteSink* audit_log) {
  const auto source = make_decompressor(in);
  RecordReader reader(*source);
  const auto compressor = Compressor::make(out, compression_of(state_->options, input));
  std::optional<AuditWriter> audit;
  if (audit_log != nullptr) audit.emplace(*audit_log, input.name, state_->rules_fingerprint);
  Session session(state_->options, state_->cleaner, input, reader, *compressor, audit ? &*audit : nullptr);
  transform_records(session, detect_format(state_->options, input, reader));
  TransformReport report = std::move(session.report());
  report.totals.inputs = 1;
  report.totals.records = session.record_count();
  const bool whole = report.outcome == Outcome::done || report.outcome == Outcome::left_alone;
  if (report.outcome != Outcome::closed && (!compressor->end_member() || !compressor->flush())) report.outcome = Outcome::closed;
  if (audit) audit->end(session.record_count(), whole);
  if (audit && !audit->open() && whole) {
    report.outcome = Outcome::failed;
    report.add_problem({Severity::error, 0, 0, {}, "the audit log takes no more"});
  }
  return report;
}

}  // namespace cleanscrape
