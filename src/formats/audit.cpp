#include "formats/audit.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "cleanscrape/cleanscrape.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

using Json = nlohmann::ordered_json;

bool is_utf8(std::string_view bytes) { return find_invalid_utf8(bytes) == std::string_view::npos; }

/// A name may hold bytes that are no UTF-8, which JSON cannot: they are shown as U+FFFD.
std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json start(const RecordPlace& place) {
  Json json;
  json["record"] = place.number;
  if (!place.id.empty()) json["id"] = place.id;
  return json;
}

void add_reason(Json& json, const Change& change) {
  json["stage"] = change.stage();
  if (!change.block_class().empty()) json["class"] = change.block_class();
  if (change.rule().empty()) return;
  json["rule"] = change.rule();
  json["rule_file"] = change.rule_file();
  json["rule_line"] = change.rule_line();
}

void add_bytes(Json& json, std::string_view raw, std::string_view shown) {
  if (!shown.empty() && is_utf8(shown)) json["text"] = shown;
  if (!is_utf8(raw)) {
    json["base64"] = to_base64(raw);
  } else if (json.contains("text")) {
    json["raw"] = raw;
  } else {
    json["text"] = raw;
  }
}

}  // namespace

AuditWriter::AuditWriter(ByteSink& log, std::string_view input, std::string_view rules_fingerprint) : log_(log), input_(input) {
  open_ = log_.write(line_of({{"audit", 1}, {"input", input}, {"version", version()}, {"rules", rules_fingerprint}}));
}

void AuditWriter::add_input(std::string_view bytes) {
  input_bytes_ += bytes.size();
  input_hash_.add(bytes);
}

void AuditWriter::add_output(std::string_view bytes) {
  output_bytes_ += bytes.size();
  output_hash_.add(bytes);
}

void AuditWriter::add_edit(const RecordPlace& place, std::string_view raw, const ByteEdit& edit) {
  Json json = start(place);
  if (edit.change != nullptr) json["line"] = edit.change->first_line;
  json["offset"] = place.offset + edit.begin;
  json["with_bytes"] = edit.with.size();
  if (edit.change != nullptr) {
    add_reason(json, *edit.change);
  } else {
    json["stage"] = edit.stage;
  }
  add_bytes(json, raw.substr(edit.begin, edit.end - edit.begin), edit.shown);
  open_ = open_ && log_.write(line_of(json));
}

void AuditWriter::add_explanation(const RecordPlace& place, std::string_view page, const Change& change) {
  Json json = start(place);
  json["line"] = change.first_line;
  json["page_offset"] = change.begin;
  add_reason(json, change);
  add_bytes(json, page.substr(change.begin, change.end - change.begin), {});
  open_ = open_ && log_.write(line_of(json));
}

void AuditWriter::end(std::uint64_t records, bool complete) {
  open_ = open_ && log_.write(line_of({{"end", input_},
                                       {"complete", complete},
                                       {"records", records},
                                       {"input_bytes", input_bytes_},
                                       {"input_xxh3", input_hash_.digits()},
                                       {"output_bytes", output_bytes_},
                                       {"output_xxh3", output_hash_.digits()}}));
  open_ = log_.flush() && open_;
}

}  // namespace cleanscrape
