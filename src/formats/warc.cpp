#include "formats/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/url.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxHeadBytes = 1 << 20;
constexpr std::size_t kPieceBytes = 256 * 1024;
constexpr std::string_view kRecordEnd = "\r\n\r\n";

class WarcRecords {
 public:
  explicit WarcRecords(Session& session) : session_(session), options_(session.options()) {}

  void run() {
    while (session_.going() && !session_.reader().peek(1).empty()) {
      if (const char next = reader().peek(1)[0]; next == '\r' || next == '\n') {
        empty_line_between();  // more empty lines between records than there should be
        continue;
      }
      session_.begin_record();
      one_record();
      session_.end_record();
      session_.end_member();
    }
    if (session_.going() && !session_.reader().error().empty()) session_.fail(session_.reader().error());
  }

 private:
  RecordReader& reader() { return session_.reader(); }

  /// The head, which ends at the first empty line; nothing where there is none.
  std::string_view peek_head() {
    for (std::size_t count = 4096; count <= kMaxHeadBytes; count *= 2) {
      const std::string_view ahead = reader().peek(count);
      const std::size_t end = ahead.find(kRecordEnd);
      if (end != std::string_view::npos) return ahead.substr(0, end + kRecordEnd.size());
      if (ahead.size() < count) break;
    }
    return {};
  }

  void empty_line_between() {
    const std::string_view byte = reader().take(1);
    if (session_.options().shard.holds(byte)) session_.emit(byte, {});
  }

  void one_record() {
    const std::string_view head_text = peek_head();
    const std::optional<WarcHead> head = parse_warc_head(head_text);
    if (!head) return bad("no WARC record starts here; the rest is passed on as it is");
    session_.set_id(head->record_id);
    const std::size_t head_bytes = head_text.size();
    const std::size_t size = head_bytes + head->content_bytes + kRecordEnd.size();
    const bool is_page = head->type == "conversion";
    const bool is_too_large = head->content_bytes > options_.max_page_bytes;
    if (!session_.is_ours(reader().peek(std::min(size, session_.shard_key_bytes())))) return skip(size);  // from here on `head` is no good
    if (!is_page) return pass(size);
    if (!is_too_large) return conversion(head_bytes, size);
    session_.note(Severity::warning, fmt::format("larger than {} bytes: left alone", options_.max_page_bytes));
    pass(size);
  }

  void skip(std::size_t size) {
    while (size > 0) {
      const std::size_t read = reader().take(std::min(size, kPieceBytes)).size();
      if (read == 0) return;
      size -= read;
    }
  }

  /// Passes a record on that is no page. Converted to JSON Lines it has no place.
  void pass(std::size_t size) {
    while (size > 0 && session_.going()) {
      const std::string_view piece = reader().take(std::min(size, kPieceBytes));
      if (piece.empty()) return;
      if (options_.to == OutputFormat::jsonl) {
        session_.emit_anew(piece, {}, "not-a-page");
      } else {
        session_.emit(piece, {});
      }
      size -= piece.size();
    }
  }

  void bad(const std::string& what) {
    if (!session_.is_ours(reader().peek(session_.shard_key_bytes()))) return skip(std::string_view::npos);
    ++session_.report().totals.bad_records;
    if (options_.on_bad_record == OnBadRecord::fail) return session_.fail(what);
    session_.note(Severity::warning, what);
    session_.emit_rest();
  }

  void conversion(std::size_t head_bytes, std::size_t size) {
    const std::string_view raw = reader().take(size);
    if (raw.size() < size && !reader().error().empty()) return session_.fail(reader().error());
    const std::optional<WarcHead> head = parse_warc_head(raw.substr(0, head_bytes));
    if (raw.size() < head_bytes + head->content_bytes) return cut_short(raw);
    const std::string_view page = raw.substr(head_bytes, head->content_bytes);
    const ByteEdits edits = session_.clean(page, host_of(head->target_uri));
    if (!session_.going()) return;
    if (options_.to == OutputFormat::jsonl) return session_.emit_page_anew(raw, to_json(*head, apply_edits(page, edits)), "jsonl");
    session_.emit(raw, in_record(*head, edits));
  }

  void cut_short(std::string_view raw) {
    ++session_.report().totals.bad_records;
    const std::string what = "the record ends early";
    if (options_.on_bad_record == OnBadRecord::fail) return session_.fail(what);
    session_.note(Severity::warning, what + ": passed on as it is");
    session_.emit(raw, {});
  }

  /// The page's edits as the record's: with another length, and without a digest that is wrong now.
  static ByteEdits in_record(const WarcHead& head, const ByteEdits& edits) {
    if (edits.empty()) return {};
    std::size_t size = head.content_bytes;
    for (const ByteEdit& edit : edits) size = size - (edit.end - edit.begin) + edit.with.size();
    ByteEdits result;
    result.push_back({head.content_length.begin, head.content_length.end, fmt::format("{}", size), nullptr, "warc-head"});
    if (!head.block_digest.empty()) result.push_back({head.block_digest.begin, head.block_digest.end, {}, nullptr, "warc-head"});
    std::sort(result.begin(), result.end(), [](const ByteEdit& a, const ByteEdit& b) { return a.begin < b.begin; });
    for (const ByteEdit& edit : edits) {
      result.push_back({head.text.size() + edit.begin, head.text.size() + edit.end, edit.with, edit.change, edit.stage});
    }
    return result;
  }

  [[nodiscard]] std::string to_json(const WarcHead& head, std::string_view page) const {
    const auto or_default = [](const std::string& name, const char* usual) { return name.empty() ? std::string(usual) : name; };
    nlohmann::ordered_json json;
    json[or_default(options_.id_field, "id")] = head.record_id;
    json[or_default(options_.url_field, "url")] = head.target_uri;
    if (!head.date.empty()) json["date"] = head.date;
    if (!head.language.empty()) json["language"] = head.language;
    json[options_.text_field] = page;
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }

  Session& session_;
  const TransformOptions& options_;
};

}  // namespace

void transform_warc(Session& session) { WarcRecords(session).run(); }

}  // namespace cleanscrape
